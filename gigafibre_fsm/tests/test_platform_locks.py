"""Who gets a row when two want it: locks, savepoints around what may be taken already, and how many rows changed."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe.database import savepoint

from gigafibre_fsm.collisions import begin_again
from gigafibre_fsm.tests.platform_doctypes import PlatformTestCase


@contextmanager
def another_connection() -> Iterator[None]:
	"""Be somebody else for a while: `secondary_connection` of Frappe's test case does not come back at first."""
	mine = frappe.local.db
	frappe.connect()
	try:
		yield
	finally:
		frappe.db.rollback()
		frappe.db.close()
		frappe.local.db = mine


class TestLocks(PlatformTestCase):
	def committed_note(self, **values):
		note = self.note(**values)
		frappe.db.commit()
		self.addCleanup(_remove_notes)
		return note

	def test_a_locked_row_can_be_skipped(self):
		note = self.committed_note()
		frappe.db.get_value("Platform Note", note.name, "title", for_update=True)
		with another_connection():
			found = frappe.db.get_value(
				"Platform Note", note.name, "title", for_update=True, skip_locked=True
			)

		self.assertIsNone(found)

	def test_a_query_locks_what_it_reads(self):
		note = self.committed_note()
		table = frappe.qb.DocType("Platform Note")
		query = frappe.qb.from_(table).select(table.title).where(table.name == note.name)
		self.assertEqual(query.for_update().run(), (("A note",),))
		with another_connection():
			with self.assertRaises(frappe.QueryTimeoutError):
				query.for_update(nowait=True).run()
			self.assertFalse(query.for_update(skip_locked=True).run())

	def test_a_lock_ends_with_its_transaction(self):
		note = self.committed_note()
		frappe.get_doc("Platform Note", note.name, for_update=True)
		frappe.db.commit()
		with another_connection():
			title = frappe.db.get_value("Platform Note", note.name, "title", for_update=True, wait=False)

		self.assertEqual(title, "A note")

	def test_a_row_that_changed_since_we_looked_is_locked_as_it_is_once_we_begin_again(self):
		note = self.committed_note(quantity=1)
		frappe.db.get_value("Platform Note", note.name, "quantity")
		with another_connection():
			frappe.db.set_value("Platform Note", note.name, "quantity", 2)
			frappe.db.commit()

		# MariaDB 11.6 and later throw (a row may change under a look), older ones and the sandbox answer at once.
		locked = begin_again(frappe.db.get_value)
		self.assertEqual(locked("Platform Note", note.name, "quantity", for_update=True), 2)

	def test_what_others_committed_is_seen_once_we_begin_again(self):
		note = self.committed_note(quantity=1)
		frappe.db.get_value("Platform Note", note.name, "quantity")
		with another_connection():
			frappe.db.set_value("Platform Note", note.name, "quantity", 2)
			frappe.db.commit()
		frappe.db.rollback()

		self.assertEqual(frappe.db.get_value("Platform Note", note.name, "quantity"), 2)

	def test_an_update_says_how_many_rows_it_changed(self):
		self.note(title="claimed", kind="Red")
		self.note(title="claimed", kind="Red")
		table = frappe.qb.DocType("Platform Note")
		waiting = (table.title == "claimed") & (table.kind == "Red")
		claim = frappe.qb.update(table).set(table.kind, "Blue").where(waiting)
		claim.run()
		self.assertEqual(frappe.db._cursor.rowcount, 2)
		claim.run()
		self.assertEqual(frappe.db._cursor.rowcount, 0)


def _remove_notes() -> None:
	frappe.db.rollback()
	frappe.db.delete("Platform Note")
	frappe.db.commit()


class TestTaken(PlatformTestCase):
	def test_a_name_that_is_taken_is_refused_and_the_transaction_goes_on(self):
		self.named_note("Platform-1", title="first")
		with savepoint(catch=frappe.DuplicateEntryError):
			self.named_note("Platform-1", title="second")
		self.note(title="after")

		titles = frappe.get_all("Platform Note", pluck="title", order_by="title")
		self.assertEqual(titles, ["after", "first"])

	def test_a_taken_name_is_let_pass_when_asked(self):
		self.named_note("Platform-2", title="first")
		self.named_note("Platform-2", title="second", ignore_if_duplicate=True)

		self.assertEqual(frappe.db.get_value("Platform Note", "Platform-2", "title"), "first")

	def test_a_unique_value_that_is_taken_is_refused_and_the_transaction_goes_on(self):
		self.note(code="only one", title="first")
		with savepoint(catch=frappe.UniqueValidationError):
			self.note(code="only one", title="second")
		self.note(title="after")

		self.assertEqual(frappe.db.count("Platform Note"), 2)
		self.assertEqual(frappe.db.exists("Platform Note", {"title": "second"}), None)

	def test_what_a_savepoint_does_not_catch_passes_through(self):
		with self.assertRaises(frappe.MandatoryError), savepoint(catch=frappe.DuplicateEntryError):
			self.note(title=None)

	def test_a_changed_value_that_is_taken_is_refused(self):
		self.note(code="taken")
		other = self.note(code="free")
		other.code = "taken"
		self.assertRaises(frappe.UniqueValidationError, other.save)

	def named_note(self, name, ignore_if_duplicate=False, **values):
		note = frappe.get_doc({"doctype": "Platform Note", **values})
		return note.insert(set_name=name, ignore_if_duplicate=ignore_if_duplicate)
