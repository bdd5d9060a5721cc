"""Doctypes made for the platform tests only, and the test case that brings and removes them.

On MariaDB making a table commits, so they cannot ride in the class's transaction.
"""

from typing import Any

import frappe
from frappe.tests import IntegrationTestCase

ROLE = "Platform Tester"
ROW = {
	"name": "Platform Row",
	"istable": 1,
	"fields": [
		{"fieldname": "label", "fieldtype": "Data", "reqd": 1},
		{"fieldname": "quantity", "fieldtype": "Int", "default": "1"},
	],
}
NOTE = {
	"name": "Platform Note",
	"autoname": "format:PN-{####}",
	"fields": [
		{"fieldname": "title", "fieldtype": "Data", "reqd": 1, "label": "Title"},
		{"fieldname": "code", "fieldtype": "Data", "unique": 1, "no_copy": 1, "label": "Code"},
		{"fieldname": "kind", "fieldtype": "Select", "options": "Red\nBlue", "label": "Kind"},
		{"fieldname": "short", "fieldtype": "Data", "length": 10, "label": "Short"},
		{"fieldname": "mail", "fieldtype": "Data", "options": "Email"},
		{"fieldname": "phone", "fieldtype": "Data", "options": "Phone"},
		{"fieldname": "site", "fieldtype": "Data", "options": "URL"},
		{"fieldname": "quantity", "fieldtype": "Int", "non_negative": 1},
		{"fieldname": "weight", "fieldtype": "Float", "precision": "2"},
		{"fieldname": "price", "fieldtype": "Currency"},
		{"fieldname": "done", "fieldtype": "Check", "default": "0"},
		{"fieldname": "due", "fieldtype": "Date"},
		{"fieldname": "happened", "fieldtype": "Datetime"},
		{"fieldname": "opens", "fieldtype": "Time"},
		{"fieldname": "answers", "fieldtype": "JSON"},
		{"fieldname": "origin", "fieldtype": "Data", "set_only_once": 1, "label": "Origin"},
		{"fieldname": "person", "fieldtype": "Link", "options": "User", "label": "Person"},
		{"fieldname": "person_name", "fieldtype": "Data", "fetch_from": "person.full_name"},
		{"fieldname": "about_type", "fieldtype": "Link", "options": "DocType"},
		{"fieldname": "about", "fieldtype": "Dynamic Link", "options": "about_type", "label": "About"},
		{"fieldname": "parent_note", "fieldtype": "Link", "options": "Platform Note", "label": "Parent Note"},
		{"fieldname": "secret", "fieldtype": "Password"},
		{"fieldname": "salary", "fieldtype": "Int", "permlevel": 1},
		{"fieldname": "rows", "fieldtype": "Table", "options": "Platform Row"},
	],
	# Spelt out: a row of permissions made by hand deletes by default.
	"permissions": [{"role": ROLE, "read": 1, "write": 1, "create": 1, "delete": 0}],
	"allow_rename": 1,
}
ORDER = {
	"name": "Platform Order",
	"autoname": "PO-.YYYY.-.####",
	"is_submittable": 1,
	"fields": [
		{"fieldname": "title", "fieldtype": "Data"},
		{"fieldname": "remark", "fieldtype": "Data", "allow_on_submit": 1},
		{"fieldname": "note", "fieldtype": "Link", "options": "Platform Note"},
		{"fieldname": "amended_from", "fieldtype": "Link", "options": "Platform Order", "no_copy": 1},
	],
}
SETTINGS = {
	"name": "Platform Settings",
	"issingle": 1,
	"fields": [
		{"fieldname": "limit", "fieldtype": "Int", "default": "5"},
		{"fieldname": "enabled", "fieldtype": "Check"},
		{"fieldname": "address", "fieldtype": "Data"},
		{"fieldname": "token", "fieldtype": "Password"},
	],
}


class PlatformTestCase(IntegrationTestCase):
	"""Has the doctypes named in `DOCTYPES` (in the order links need) while its tests run."""

	DOCTYPES: tuple[dict[str, Any], ...] = (ROW, NOTE)

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		if not frappe.db.exists("Role", ROLE):
			frappe.get_doc({"doctype": "Role", "role_name": ROLE}).insert()
		cls.addClassCleanup(_remove_role)
		for definition in cls.DOCTYPES:
			make_doctype(definition)
			cls.addClassCleanup(remove_doctype, definition["name"])
		frappe.db.commit()

	def setUp(self):
		super().setUp()
		self.addCleanup(frappe.db.rollback)

	def note(self, **values):
		"""An inserted Platform Note."""
		return frappe.get_doc({"doctype": "Platform Note", "title": "A note", **values}).insert()


def make_doctype(definition: dict[str, Any]) -> None:
	"""Create a custom doctype, empty."""
	if not frappe.db.exists("DocType", definition["name"]):
		values = {"module": "Gigafibre FSM", "custom": 1, **definition}
		frappe.get_doc({"doctype": "DocType", **values}).insert()
	if not definition.get("issingle"):
		frappe.db.delete(definition["name"])


def remove_doctype(name: str) -> None:
	"""Remove a custom doctype and its records."""
	frappe.set_user("Administrator")
	frappe.db.rollback()
	if not frappe.get_meta(name).issingle:
		frappe.db.delete(name)
	frappe.delete_doc("DocType", name, force=True)
	frappe.db.commit()


def _remove_role() -> None:
	frappe.db.rollback()
	frappe.delete_doc("Role", ROLE, force=True)
	frappe.db.commit()
