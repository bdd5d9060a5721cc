"""What becomes of links when a document is deleted, renamed or made one with another."""

import frappe

from gigafibre_fsm.tests.factories import make_customer, make_issue
from gigafibre_fsm.tests.platform_doctypes import PlatformTestCase


class TestDeleteAndRename(PlatformTestCase):
	def test_a_linked_document_is_not_deleted(self):
		parent = self.note(title="Parent")
		child = self.note(title="Child", parent_note=parent.name)

		with self.assertRaisesRegex(frappe.LinkExistsError, child.name):
			frappe.delete_doc("Platform Note", parent.name)

	def test_a_document_pointed_at_by_a_dynamic_link_is_not_deleted(self):
		todo = frappe.get_doc({"doctype": "ToDo", "description": "Call back"}).insert()
		self.note(about_type="ToDo", about=todo.name)

		self.assertRaises(frappe.LinkExistsError, frappe.delete_doc, "ToDo", todo.name)

	def test_what_can_be_disabled_says_so(self):
		customer = make_customer()
		make_issue(customer)
		with self.assertRaisesRegex(
			frappe.LinkExistsError, "You can disable this Customer instead of deleting it"
		):
			customer.delete()

	def test_force_deletes_a_linked_document(self):
		parent = self.note(title="Parent")
		self.note(title="Child", parent_note=parent.name)
		frappe.delete_doc("Platform Note", parent.name, force=True)

		self.assertFalse(frappe.db.exists("Platform Note", parent.name))

	def test_deleting_what_is_not_there_can_be_ignored(self):
		with self.assertRaises(frappe.DoesNotExistError):
			frappe.delete_doc("Platform Note", "PN-none", ignore_missing=False)
		self.assertFalse(frappe.delete_doc("Platform Note", "PN-none"))

	def test_renaming_follows_links(self):
		parent = self.note(title="Parent")
		child = self.note(
			title="Child", parent_note=parent.name, about_type="Platform Note", about=parent.name
		)
		frappe.rename_doc("Platform Note", parent.name, "PN-renamed")

		child.reload()
		self.assertEqual((child.parent_note, child.about), ("PN-renamed", "PN-renamed"))
		self.assertFalse(frappe.db.exists("Platform Note", parent.name))

	def test_two_documents_can_be_made_one(self):
		old, kept = self.note(title="Old", rows=[{"label": "lost"}]), self.note(title="Kept")
		child = self.note(title="Child", parent_note=old.name)
		frappe.rename_doc("Platform Note", old.name, kept.name, merge=True)

		self.assertEqual((child.reload().parent_note, kept.reload().title), (kept.name, "Kept"))
		self.assertFalse(frappe.db.exists("Platform Note", old.name))
		self.assertEqual(kept.rows, [])
