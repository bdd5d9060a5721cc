"""Deleting documents: who may, what still links to them, what goes with them."""

from typing import Any

import frappe
from frappe import _

ATTACHED = {
	"Comment": ("reference_doctype", "reference_name"),
	"Version": ("ref_doctype", "docname"),
	"DocShare": ("share_doctype", "share_name"),
	"Notification Log": ("document_type", "document_name"),
	"ToDo": ("reference_type", "reference_name"),
}


def delete_doc(
	doctype: str | None = None,
	name: Any = None,
	force: int | bool = 0,
	ignore_doctypes: list[str] | None = None,
	for_reload: bool = False,
	ignore_permissions: bool = False,
	flags: Any = None,
	ignore_on_trash: bool = False,
	ignore_missing: bool = True,
	delete_permanently: bool = False,
) -> bool | None:
	"""Delete one or several documents with their rows. LinkExistsError while others link to them."""
	for one in name if isinstance(name, list) else [name]:
		if not frappe.db.exists(doctype, one):
			if not ignore_missing:
				raise frappe.DoesNotExistError(doctype=doctype)
			return False
		doc = frappe.get_doc(doctype, one)
		if flags:
			doc.flags.update(flags)
		_delete(doc, bool(force), ignore_permissions, for_reload, ignore_on_trash, ignore_doctypes or [])
	return None


def _delete(
	doc: Any,
	force: bool,
	ignore_permissions: bool,
	for_reload: bool,
	ignore_on_trash: bool,
	ignored: list[str],
) -> None:
	if doc.doctype == "DocType" and not doc.custom:
		raise NotImplementedError("deleting a DocType that comes from an app's files")
	if not for_reload:
		_check_permission(doc, ignore_permissions)
		if not ignore_on_trash:
			doc.run_method("on_trash")
			doc.flags.in_delete = True
			doc.run_method("on_change")
		if not force:
			_check_links(doc, ignored)
	_remove_rows(doc)
	if not for_reload:
		_remove_attached(doc)
		doc.run_method("after_delete")
		doc.notify_update()
	doc.clear_cache()


def _check_links(doc: Any, ignored: list[str]) -> None:
	"""LinkExistsError while others link to it, with the other way out where there is one."""
	try:
		check_if_doc_is_linked(doc, ignored=ignored)
		check_if_doc_is_dynamically_linked(doc, ignored=ignored)
	except frappe.LinkExistsError:
		if not (doc.meta.has_field("enabled") or doc.meta.has_field("disabled")):
			raise
		message = _("You can disable this {0} instead of deleting it.").format(_(doc.doctype))
		frappe.throw(message, frappe.LinkExistsError)


def _check_permission(doc: Any, ignore_permissions: bool) -> None:
	if not ignore_permissions:
		doc.check_permission("delete")
	if doc.docstatus.is_submitted():
		frappe.throw(
			_("{0} {1}: Submitted Record cannot be deleted. You must {2} Cancel {3} it first.").format(
				_(doc.doctype), doc.name, "", ""
			),
			title=_("Operation not allowed"),
		)


def _remove_rows(doc: Any) -> None:
	from frappe.utils.password import delete_all_passwords_for

	if doc.meta.issingle:
		frappe.db.delete("Singles", {"doctype": doc.doctype})
	else:
		frappe.db.delete(doc.doctype, {"name": doc.name})
	for child in set(doc._table_fieldnames.values()):
		frappe.db.delete(child, {"parent": doc.name, "parenttype": doc.doctype})
	delete_all_passwords_for(doc.doctype, doc.name)


def _remove_attached(doc: Any) -> None:
	for doctype, (type_field, name_field) in ATTACHED.items():
		frappe.db.delete(doctype, {type_field: doc.doctype, name_field: doc.name})
	attached = {"attached_to_doctype": doc.doctype, "attached_to_name": doc.name}
	for file in frappe.get_all("File", filters=attached, pluck="name"):
		frappe.delete_doc("File", file, ignore_permissions=True, force=True)


def check_if_doc_is_linked(doc: Any, method: str = "Delete", ignored: list[str] | None = None) -> None:
	"""LinkExistsError when a document (on "Cancel": a submitted one) names this one in a Link field."""
	skipped = _skipped(doc, method, ignored)
	for field in link_fields_to(doc.doctype):
		if field.parent in skipped or (field.fieldname == "amended_from" and method == "Cancel"):
			continue
		if frappe.get_meta(field.parent).issingle:
			if frappe.db.get_single_value(field.parent, field.fieldname) == doc.name:
				_refuse(doc, field.parent, field.parent)
			continue
		for row in _rows_naming(field.parent, {field.fieldname: doc.name}):
			itself = field.parent == doc.doctype and row.name == doc.name
			if row.doctype not in skipped and not itself and (method == "Delete" or row.docstatus == 1):
				_refuse(doc, row.doctype, row.name)


def check_if_doc_is_dynamically_linked(
	doc: Any, method: str = "Delete", ignored: list[str] | None = None
) -> None:
	"""LinkExistsError when a document (on "Cancel": a submitted one) names this one in a Dynamic Link field."""
	skipped = {*_skipped(doc, method, ignored), *frappe.get_hooks("ignore_links_on_delete")}
	for field in dynamic_link_fields():
		if field.parent in skipped or frappe.get_meta(field.parent).issingle:
			continue
		filters = {field.options: doc.doctype, field.fieldname: doc.name}
		for row in _rows_naming(field.parent, filters):
			counts = row.docstatus != 2 if method == "Delete" else row.docstatus == 1
			if row.doctype not in skipped and counts:
				_refuse(doc, row.doctype, row.name)


def _skipped(doc: Any, method: str, ignored: list[str] | None) -> set[str]:
	if method == "Cancel":
		return {*(doc.get("ignore_linked_doctypes") or ()), *(ignored or ())}
	return {*frappe.get_hooks("ignore_links_on_delete"), *(ignored or ())}


def _rows_naming(doctype: str, filters: dict[str, Any]) -> list[Any]:
	"""doctype, name and docstatus of the documents whose row matches; for a child table, its parents."""
	istable = frappe.get_meta(doctype).istable
	columns = ["name", "docstatus", *(["parent", "parenttype"] if istable else [])]
	rows = frappe.db.get_values(doctype, filters, columns, as_dict=True, order_by=None)
	return [
		frappe._dict(
			doctype=row.parenttype if istable else doctype,
			name=row.parent if istable else row.name,
			docstatus=row.docstatus,
		)
		for row in rows
	]


def _refuse(doc: Any, doctype: str, name: str) -> None:
	frappe.throw(
		_("Cannot delete or cancel because {0} {1} is linked with {2} {3} {4}")
		.format(_(doc.doctype), frappe.bold(doc.name), _(doctype), frappe.bold(name), "")
		.strip(),
		frappe.LinkExistsError,
	)


def link_fields_to(doctype: str) -> list[Any]:
	"""Link fields that lead to a DocType, custom ones too: parent (their DocType) and fieldname."""
	standard = frappe.get_all(
		"DocField",
		filters={"fieldtype": "Link", "options": doctype, "is_virtual": 0},
		fields=["parent", "fieldname"],
		order_by=None,
	)
	custom = frappe.get_all(
		"Custom Field",
		filters={"fieldtype": "Link", "options": doctype},
		fields=["dt as parent", "fieldname"],
		order_by=None,
	)
	return standard + custom


def dynamic_link_fields() -> list[Any]:
	"""All Dynamic Link fields: parent, fieldname, options (the field that names the DocType)."""
	fields = ["parent", "fieldname", "options"]
	standard = frappe.get_all("DocField", filters={"fieldtype": "Dynamic Link"}, fields=fields, order_by=None)
	fields = ["dt as parent", "fieldname", "options"]
	custom = frappe.get_all(
		"Custom Field", filters={"fieldtype": "Dynamic Link"}, fields=fields, order_by=None
	)
	return standard + custom
