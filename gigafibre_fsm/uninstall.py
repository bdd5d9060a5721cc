"""Leave the site as we found it: our fields and our roles' rights go; the records of ERPNext stay."""

import frappe

from gigafibre_fsm.custom_fields import CUSTOM_FIELDS
from gigafibre_fsm.install import RIGHTS


def before_uninstall() -> None:
	for doctype, fields in CUSTOM_FIELDS.items():
		names = [field["fieldname"] for field in fields]
		frappe.db.delete("Custom Field", {"dt": doctype, "fieldname": ("in", names)})
		frappe.clear_cache(doctype=doctype)
	for doctype, roles in RIGHTS.items():
		frappe.db.delete("Custom DocPerm", {"parent": doctype, "role": ("in", list(roles))})
		frappe.clear_cache(doctype=doctype)
