"""Who may do what: roles, owners, levels, and the hooks an app adds."""

import frappe

from gigafibre_fsm.tests.factories import make_user
from gigafibre_fsm.tests.platform_doctypes import NOTE, ROLE, ROW, PlatformTestCase

OWNED = {
	"name": "Platform Diary",
	"fields": [{"fieldname": "title", "fieldtype": "Data"}],
	"permissions": [{"role": ROLE, "read": 1, "write": 1, "create": 1, "delete": 1, "if_owner": 1}],
}
HERE = "gigafibre_fsm.tests.test_platform_permissions"


def only_blue(user=None, doctype=None):
	"""A query condition as an app writes one."""
	return "`tabPlatform Note`.`kind` = 'Blue'"


def no_answer(doc, ptype=None, user=None, debug=False):
	"""A has_permission hook that forgets to answer."""


def refuse_deletion(doc, ptype=None, user=None, debug=False):
	"""A has_permission hook that always answers."""
	return ptype != "write"


class TestRoles(PlatformTestCase):
	def setUp(self):
		super().setUp()
		self.tester, self.stranger = make_user(ROLE), make_user("Sales User")

	def test_a_role_gives_what_its_row_says(self):
		note = self.note()

		allowed = {
			ptype: frappe.has_permission("Platform Note", ptype, doc=note, user=self.tester)
			for ptype in ("read", "write", "create", "delete")
		}
		self.assertEqual(allowed, {"read": True, "write": True, "create": True, "delete": False})
		self.assertFalse(frappe.has_permission("Platform Note", "read", user=self.stranger))

	def test_documents_check_permissions_when_they_are_written(self):
		note = self.note()
		with self.set_user(self.stranger):
			self.assertRaises(frappe.PermissionError, frappe.get_doc("Platform Note", note.name).save)
			self.assertRaises(frappe.PermissionError, self.note)
		with self.set_user(self.tester):
			frappe.get_doc("Platform Note", note.name).save()
			self.assertRaises(frappe.PermissionError, frappe.delete_doc, "Platform Note", note.name)

	def test_get_doc_does_not_check_unless_asked(self):
		note = self.note()
		with self.set_user(self.stranger):
			loaded = frappe.get_doc("Platform Note", note.name)
			self.assertRaises(frappe.PermissionError, loaded.check_permission, "read")
			self.assertFalse(loaded.has_permission("read"))

	def test_permissions_can_be_ignored(self):
		with self.set_user(self.stranger):
			note = frappe.get_doc({"doctype": "Platform Note", "title": "x"}).insert(ignore_permissions=True)
			note.title = "y"
			note.save(ignore_permissions=True)
			frappe.delete_doc("Platform Note", note.name, ignore_permissions=True)

		self.assertFalse(frappe.db.exists("Platform Note", note.name))

	def test_lists_are_checked_and_get_all_is_not(self):
		note = self.note()
		with self.set_user(self.stranger):
			with self.assertRaisesRegex(frappe.PermissionError, "Insufficient Permission"):
				frappe.get_list("Platform Note")
			self.assertEqual(frappe.get_all("Platform Note", pluck="name"), [note.name])
		with self.set_user(self.tester):
			self.assertEqual(frappe.get_list("Platform Note", pluck="name"), [note.name])

	def test_has_permission_can_throw(self):
		with self.set_user(self.stranger), self.assertRaises(frappe.PermissionError):
			frappe.has_permission("Platform Note", "read", throw=True)

	def test_who_is_denied_is_told_why(self):
		note = self.note()
		frappe.clear_messages()
		with self.set_user(self.stranger), self.assertRaises(frappe.PermissionError):
			note.check_permission("write")

		self.assertEqual(frappe.flags.error_message, "No permission for Platform Note")
		reason = (
			"does not have doctype access via role permission for document <strong>Platform Note</strong>"
		)
		self.assertIn(reason, frappe.get_message_log()[-1].message)

	def test_only_for_lets_named_roles_in(self):
		with self.set_user(self.tester):
			frappe.only_for((ROLE, "System Manager"))
			self.assertRaises(frappe.PermissionError, frappe.only_for, "System Manager")

	def test_everybody_has_the_automatic_roles(self):
		self.assertLessEqual({ROLE, "All", "Guest"}, set(frappe.get_roles(self.tester)))
		self.assertEqual(frappe.get_roles("Guest"), ["Guest"])

	def test_a_field_of_a_higher_level_is_neither_written_nor_refused(self):
		note = self.note(salary=10)
		with self.set_user(self.tester):
			loaded = frappe.get_doc("Platform Note", note.name)
			loaded.update({"salary": 99, "title": "Changed"})
			loaded.save()

		self.assertEqual(
			frappe.db.get_value("Platform Note", note.name, ["title", "salary"]), ("Changed", 10)
		)

	def test_a_field_of_a_higher_level_is_not_shown(self):
		note = self.note(salary=10)
		with self.set_user(self.tester):
			loaded = frappe.get_doc("Platform Note", note.name)
			loaded.apply_fieldlevel_read_permissions()

		self.assertIsNone(loaded.get("salary"))


class TestOwners(PlatformTestCase):
	DOCTYPES = (OWNED,)

	def test_a_role_of_owners_reaches_only_ones_own(self):
		mine, theirs = make_user(ROLE), make_user(ROLE)
		with self.set_user(theirs):
			other = frappe.get_doc({"doctype": "Platform Diary", "title": "theirs"}).insert()
		with self.set_user(mine):
			own = frappe.get_doc({"doctype": "Platform Diary", "title": "mine"}).insert()

			self.assertEqual(frappe.get_list("Platform Diary", pluck="name"), [own.name])
			self.assertTrue(own.has_permission("write"))
			self.assertFalse(frappe.get_doc("Platform Diary", other.name).has_permission("read"))


class TestHooks(PlatformTestCase):
	DOCTYPES = (ROW, NOTE)

	def setUp(self):
		super().setUp()
		self.tester = make_user(ROLE)

	def test_a_query_condition_narrows_lists_but_not_get_all(self):
		self.note(kind="Red")
		blue = self.note(kind="Blue")
		with (
			self.patch_hooks({"permission_query_conditions": {"Platform Note": [f"{HERE}.only_blue"]}}),
			self.set_user(self.tester),
		):
			self.assertEqual(frappe.get_list("Platform Note", pluck="name"), [blue.name])
			self.assertEqual(len(frappe.get_all("Platform Note")), 2)

	def test_a_hook_that_answers_none_denies(self):
		note = self.note()
		with self.patch_hooks({"has_permission": {"Platform Note": [f"{HERE}.no_answer"]}}):
			self.assertFalse(frappe.has_permission("Platform Note", "read", doc=note, user=self.tester))

	def test_a_hook_may_take_away_but_not_give(self):
		note = self.note()
		with self.patch_hooks({"has_permission": {"Platform Note": [f"{HERE}.refuse_deletion"]}}):
			may = {
				ptype: frappe.has_permission("Platform Note", ptype, doc=note, user=self.tester)
				for ptype in ("read", "write", "delete")
			}

		self.assertEqual(may, {"read": True, "write": False, "delete": False})

	def test_administrator_is_asked_no_hook(self):
		note = self.note()
		with self.patch_hooks({"has_permission": {"Platform Note": [f"{HERE}.no_answer"]}}):
			self.assertTrue(frappe.has_permission("Platform Note", "read", doc=note, user="Administrator"))

	def test_todos_are_seen_by_those_they_concern(self):
		other = make_user()
		mine = frappe.get_doc({"doctype": "ToDo", "description": "x", "allocated_to": self.tester}).insert()
		theirs = frappe.get_doc({"doctype": "ToDo", "description": "y", "allocated_to": other}).insert()
		with self.set_user(self.tester):
			self.assertEqual(frappe.get_list("ToDo", pluck="name"), [mine.name])
			self.assertFalse(theirs.has_permission("read"))
