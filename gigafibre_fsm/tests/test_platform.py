"""The behaviours of Frappe and ERPNext we rely on, true on the sandbox and on a real bench.

Here: documents. Beside, `test_platform_…`: validation, permissions, queries, transactions, locks, renaming, http,
requests, sessions, oauth, portal_users, files, mail, money, erpnext, services, helpers.
"""

import datetime
from unittest.mock import patch

import frappe
from frappe.desk.doctype.todo.todo import ToDo
from frappe.utils import get_datetime, get_time, getdate

from gigafibre_fsm.tests.platform_doctypes import SETTINGS, PlatformTestCase

HOOKS = "before_insert before_validate validate before_save after_insert on_update on_change"


class RecordedToDo(ToDo):
	"""A ToDo that remembers which hooks ran."""

	def run_method(self, method, *args, **kwargs):
		if method in HOOKS.split():
			self.flags.setdefault("ran", []).append(method)
		return super().run_method(method, *args, **kwargs)


class TestInsertAndSave(PlatformTestCase):
	def test_an_inserted_document_knows_who_made_it_and_when(self):
		note = self.note()

		self.assertEqual(
			(note.owner, note.modified_by, note.docstatus), ("Administrator", "Administrator", 0)
		)
		self.assertEqual(note.creation, note.modified)
		self.assertEqual(frappe.db.get_value("Platform Note", note.name, "title"), "A note")

	def test_values_come_back_in_the_types_of_their_fields(self):
		values = {"quantity": "3", "weight": "1.239", "done": 1, "due": "2026-02-03", "opens": "08:30:00"}
		note = self.note(happened="2026-02-03 04:05:06", answers='{"a": 1}', **values)

		loaded = frappe.get_doc("Platform Note", note.name)

		self.assertEqual((loaded.quantity, loaded.done, loaded.weight), (3, 1, 1.24))
		self.assertEqual(loaded.due, datetime.date(2026, 2, 3))
		self.assertEqual(loaded.happened, datetime.datetime(2026, 2, 3, 4, 5, 6))
		self.assertEqual(get_time(loaded.opens), datetime.time(8, 30))
		self.assertEqual(frappe.parse_json(loaded.answers), {"a": 1})

	def test_fields_left_out_are_empty_or_zero(self):
		loaded = frappe.get_doc("Platform Note", self.note().name)

		self.assertEqual((loaded.quantity, loaded.price, loaded.done), (0, 0.0, 0))
		self.assertIsNone(loaded.due)
		self.assertIsNone(loaded.origin)

	def test_a_choice_without_an_empty_option_starts_at_its_first(self):
		self.assertEqual(self.note().kind, "Red")

	def test_defaults_are_filled_in_at_insert(self):
		todo = frappe.get_doc({"doctype": "ToDo", "description": "Call back"}).insert()

		self.assertEqual((todo.status, todo.priority), ("Open", "Medium"))
		self.assertEqual(getdate(todo.date), getdate())

	def test_hooks_run_in_order(self):
		todo = RecordedToDo({"doctype": "ToDo", "description": "Call back"}).insert()

		self.assertEqual(todo.flags.ran, HOOKS.split())

	def test_deletion_is_announced_before_and_after(self):
		todo = frappe.get_doc({"doctype": "ToDo", "description": "Call back"}).insert()
		seen = []
		with (
			patch.object(ToDo, "on_trash", lambda doc: seen.append(bool(frappe.db.exists("ToDo", doc.name)))),
			patch.object(ToDo, "after_delete", lambda doc: seen.append(doc.name), create=True),
		):
			todo.delete()

		self.assertEqual(seen, [True, todo.name])

	def test_save_runs_the_same_hooks_but_those_of_insert(self):
		todo = RecordedToDo({"doctype": "ToDo", "description": "Call back"}).insert()
		todo.flags.ran = []
		todo.save()

		self.assertEqual(
			todo.flags.ran, ["before_validate", "validate", "before_save", "on_update", "on_change"]
		)

	def test_a_hook_can_see_what_changed(self):
		todo = frappe.get_doc({"doctype": "ToDo", "description": "Call back"}).insert()
		todo.priority = "High"
		todo.save()

		self.assertTrue(todo.has_value_changed("priority"))
		self.assertFalse(todo.has_value_changed("status"))
		self.assertEqual(todo.get_doc_before_save().priority, "Medium")

	def test_a_stale_document_is_not_saved(self):
		first = self.note()
		second = frappe.get_doc("Platform Note", first.name)
		second.title = "Second"
		second.save()
		first.title = "First"

		self.assertRaises(frappe.TimestampMismatchError, first.save)
		self.assertEqual(first.reload().title, "Second")

	def test_db_set_writes_a_field_without_the_hooks(self):
		todo = RecordedToDo({"doctype": "ToDo", "description": "Call back"}).insert()
		before = todo.modified
		todo.flags.ran = []
		todo.db_set("priority", "Low")

		self.assertEqual(todo.flags.ran, ["on_change"])
		self.assertEqual(frappe.db.get_value("ToDo", todo.name, "priority"), "Low")
		self.assertGreater(get_datetime(todo.modified), get_datetime(before))

	def test_db_set_can_leave_the_time_of_modification(self):
		note = self.note()
		note.db_set({"kind": "Red", "quantity": 2}, update_modified=False)

		values = frappe.db.get_value("Platform Note", note.name, ["kind", "quantity", "modified"])
		self.assertEqual(values[:2], ("Red", 2))
		self.assertEqual(get_datetime(values[2]), get_datetime(note.modified))

	def test_a_missing_document_says_so(self):
		with self.assertRaisesRegex(frappe.DoesNotExistError, "Platform Note PN-none not found"):
			frappe.get_doc("Platform Note", "PN-none")

	def test_a_value_is_fetched_from_a_link(self):
		note = self.note(person="Administrator")
		self.assertEqual(note.person_name, "Administrator")

	def test_a_copy_leaves_what_must_not_be_copied(self):
		note = self.note(code="C-1", kind="Blue")
		copied = frappe.copy_doc(note, ignore_no_copy=False)

		self.assertEqual((copied.kind, copied.code, copied.name), ("Blue", None, None))
		self.assertEqual(frappe.copy_doc(note).code, "C-1")

	def test_a_cached_document_follows_a_save(self):
		note = self.note()
		self.assertEqual(frappe.get_cached_value("Platform Note", note.name, "title"), "A note")
		note.title = "New"
		note.save()

		self.assertEqual(frappe.get_cached_doc("Platform Note", note.name).title, "New")
		self.assertEqual(frappe.get_cached_value("Platform Note", note.name, "title"), "New")


class TestRows(PlatformTestCase):
	def test_rows_keep_their_order_and_their_parent(self):
		note = self.note(rows=[{"label": "a"}, {"label": "b", "quantity": 4}])
		rows = frappe.get_doc("Platform Note", note.name).rows

		self.assertEqual([(row.idx, row.label, row.quantity) for row in rows], [(1, "a", 1), (2, "b", 4)])
		self.assertEqual(
			(rows[0].parent, rows[0].parenttype, rows[0].parentfield), (note.name, "Platform Note", "rows")
		)

	def test_saving_updates_adds_and_removes_rows(self):
		note = self.note(rows=[{"label": "a"}, {"label": "b"}])
		kept = note.rows[1].name
		note.remove(note.rows[0])
		note.rows[0].label = "B"
		note.append("rows", {"label": "c"})
		note.save()

		rows = frappe.get_all(
			"Platform Row", filters={"parent": note.name}, fields=["name", "label", "idx"], order_by="idx asc"
		)
		self.assertEqual([(row.label, row.idx) for row in rows], [("B", 1), ("c", 2)])
		self.assertEqual(rows[0].name, kept)

	def test_a_row_is_validated_with_its_parent(self):
		with self.assertRaisesRegex(frappe.MandatoryError, "label"):
			self.note(rows=[{"quantity": 2}])

	def test_rows_go_with_their_parent(self):
		note = self.note(rows=[{"label": "a"}])
		note.delete()

		self.assertEqual(frappe.db.count("Platform Row", {"parent": note.name}), 0)

	def test_get_filters_rows(self):
		note = self.note(rows=[{"label": "a"}, {"label": "b"}])

		self.assertEqual([row.label for row in note.get("rows", {"label": "b"})], ["b"])


class TestSingles(PlatformTestCase):
	DOCTYPES = (SETTINGS,)

	def test_a_single_has_its_defaults_until_it_is_saved(self):
		self.assertEqual(frappe.get_single("Platform Settings").limit, 5)

	def test_values_of_a_single_keep_their_types(self):
		settings = frappe.get_doc("Platform Settings")
		settings.update({"limit": 7, "enabled": 1, "address": "https://acs.example"})
		settings.save()

		self.assertEqual(frappe.db.get_single_value("Platform Settings", "limit"), 7)
		self.assertEqual(frappe.get_single_value("Platform Settings", "enabled"), 1)
		self.assertEqual(frappe.get_cached_doc("Platform Settings").address, "https://acs.example")

	def test_set_single_value_is_seen_at_once(self):
		frappe.db.set_single_value("Platform Settings", "limit", 9)
		self.assertEqual(frappe.get_single("Platform Settings").limit, 9)

	def test_change_settings_puts_the_values_back(self):
		frappe.db.set_single_value("Platform Settings", "address", "before")
		with self.change_settings("Platform Settings", address="during"):
			self.assertEqual(frappe.db.get_single_value("Platform Settings", "address"), "during")

		self.assertEqual(frappe.db.get_single_value("Platform Settings", "address"), "before")

	def test_a_secret_of_a_single_is_kept_apart(self):
		settings = frappe.get_doc("Platform Settings")
		settings.token = "very secret"
		settings.save()

		self.assertEqual(frappe.get_doc("Platform Settings").get_password("token"), "very secret")
		stored = frappe.db.get_single_value("Platform Settings", "token")
		self.assertEqual(stored, "*" * len("very secret"))


class TestSecrets(PlatformTestCase):
	def test_a_password_field_is_stored_encrypted(self):
		note = self.note(secret="wifi-1234")

		self.assertEqual(frappe.db.get_value("Platform Note", note.name, "secret"), "*" * 9)
		self.assertEqual(frappe.get_doc("Platform Note", note.name).get_password("secret"), "wifi-1234")
		auth = frappe.qb.Table("__Auth")
		stored = frappe.qb.from_(auth).select(auth.password).where(auth.name == note.name).run()
		self.assertNotIn("wifi-1234", stored[0][0])

	def test_saving_the_stars_keeps_the_secret(self):
		note = self.note(secret="wifi-1234")
		note = frappe.get_doc("Platform Note", note.name)
		note.title = "Renamed"
		note.save()

		self.assertEqual(note.get_password("secret"), "wifi-1234")

	def test_a_missing_secret_is_an_error_or_none(self):
		note = self.note()

		self.assertIsNone(note.get_password("secret", raise_exception=False))
		with self.assertRaisesRegex(frappe.ValidationError, "Password not found for Platform Note"):
			note.get_password("secret")
