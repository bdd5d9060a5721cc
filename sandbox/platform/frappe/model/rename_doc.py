"""Another name for a document; everything that links to it follows."""

from typing import Any

import frappe
from frappe import _
from frappe.model.delete_doc import dynamic_link_fields, link_fields_to
from frappe.model.naming import validate_name


def rename_doc(
	doctype: str,
	old: str,
	new: str,
	force: bool = False,
	merge: bool = False,
	ignore_permissions: bool = False,
	show_alert: bool = True,
	**unused: Any,
) -> str:
	"""Rename a document, or with `merge` make it one with that of the new name; its new name."""
	new = validate_name(doctype, new)
	doc = frappe.get_doc(doctype, old)
	_check(doc, new, force, merge, ignore_permissions)
	doc.run_method("before_rename", old, new, merge)
	if not merge:
		_rename_row(doc, new)
	_rename_links(doctype, old, new)
	renamed = frappe.get_doc(doctype, new)
	renamed.run_method("after_rename", old, new, merge)
	if merge:
		frappe.delete_doc(doctype, old, ignore_permissions=ignore_permissions)
	doc.clear_cache()
	return new


def _check(doc: Any, new: str, force: bool, merge: bool, ignore_permissions: bool) -> None:
	if doc.name == new:
		frappe.throw(_("No changes made because old and new name are the same."))
	exists = frappe.db.exists(doc.doctype, new)
	if merge and not exists:
		frappe.throw(_("{0} {1} does not exist, select a new target to merge").format(doc.doctype, new))
	if exists and not merge:
		frappe.throw(_("Another {0} with name {1} exists, select another name").format(doc.doctype, new))
	if not ignore_permissions:
		doc.check_permission("write")
	if not force and not doc.meta.allow_rename:
		frappe.throw(_("{0} not allowed to be renamed").format(_(doc.doctype)))


def _rename_row(doc: Any, new: str) -> None:
	from frappe.utils.password import rename_password

	table = frappe.qb.DocType(doc.doctype)
	frappe.qb.update(table).set(table.name, new).where(table.name == doc.name).run()
	for child in set(doc._table_fieldnames.values()):
		rows = frappe.qb.DocType(child)
		query = frappe.qb.update(rows).set(rows.parent, new)
		query.where((rows.parent == doc.name) & (rows.parenttype == doc.doctype)).run()
	rename_password(doc.doctype, doc.name, new)
	_empty, _colon, fieldname = (doc.meta.autoname or "").partition("field:")
	if fieldname:
		frappe.db.set_value(doc.doctype, new, fieldname, new, update_modified=False)


def _rename_links(doctype: str, old: str, new: str) -> None:
	for field in link_fields_to(doctype):
		if frappe.get_meta(field.parent).issingle:
			if frappe.db.get_single_value(field.parent, field.fieldname) == old:
				frappe.db.set_single_value(field.parent, field.fieldname, new)
			continue
		_follow(field.parent, {field.fieldname: old}, field.fieldname, new)
	for field in dynamic_link_fields():
		if not frappe.get_meta(field.parent).issingle:
			_follow(field.parent, {field.options: doctype, field.fieldname: old}, field.fieldname, new)
	for type_field, name_field in (("attached_to_doctype", "attached_to_name"),):
		_follow("File", {type_field: doctype, name_field: old}, name_field, new)


def _follow(doctype: str, filters: dict, fieldname: str, new: str) -> None:
	frappe.qb.get_query(doctype, filters=filters, update=True).set(fieldname, new).run()
	frappe.clear_document_cache(doctype)
