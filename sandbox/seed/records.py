"""The few ways the demo writes records."""

from datetime import datetime

import frappe
from frappe.model.document import Document


def ensure(doctype: str, name: str, **values) -> None:
	"""Insert a record unless one of this name is there; what exists is left as it is."""
	if not frappe.db.exists(doctype, name):
		insert(doctype, name=name, **values)


def insert(doctype: str, **values) -> Document:
	"""Insert a record and return it."""
	return frappe.get_doc(doctype=doctype, **values).insert(ignore_permissions=True)


def root_of(doctype: str) -> str:
	"""Return the top group of a tree such as Customer Group."""
	roots = frappe.get_all(doctype, filters={"is_group": 1}, pluck="name", order_by="creation", limit=1)
	return roots[0]


def date_back(document: Document, moment: datetime) -> None:
	"""Make a record look as if it had been written then: timelines go by `creation`."""
	past = {"creation": moment, "modified": moment}
	frappe.db.set_value(document.doctype, document.name, past, update_modified=False)
