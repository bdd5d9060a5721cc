"""Small questions about DocTypes."""

import frappe


def is_virtual_doctype(doctype: str) -> bool:
	"""Has the DocType no table?"""
	return bool(frappe.get_meta(doctype).is_virtual)
