"""Leave the site as we found it: our fields and our roles' rights go; ERPNext's records, and an index of theirs, stay."""

import frappe
from frappe.permissions import reset_perms, rights

from gigafibre_fsm import identity
from gigafibre_fsm.custom_fields import CUSTOM_FIELDS
from gigafibre_fsm.install import RIGHTS


def before_uninstall() -> None:
	for doctype, fields in CUSTOM_FIELDS.items():
		names = [field["fieldname"] for field in fields]
		frappe.db.delete("Custom Field", {"dt": doctype, "fieldname": ("in", names)})
		frappe.clear_cache(doctype=doctype)
	for doctype, roles in RIGHTS.items():
		frappe.db.delete("Custom DocPerm", {"parent": doctype, "role": ("in", list(roles))})
		if _rules("Custom DocPerm", doctype) == _rules("DocPerm", doctype):
			reset_perms(doctype)
		frappe.clear_cache(doctype=doctype)
	identity.remove_social_login_key()


def _rules(table: str, doctype: str) -> list[tuple]:
	"""Return a doctype's rules, to see whether the site changed any besides ours."""
	fields = ["role", "permlevel", "if_owner", *rights]
	rows = frappe.get_all(
		table, filters={"parent": doctype}, fields=fields, order_by="role, permlevel, if_owner"
	)
	return [tuple(row.values()) for row in rows]
