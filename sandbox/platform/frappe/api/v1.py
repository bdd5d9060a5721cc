"""Version 1 of the API: what each address does."""

import json
from typing import Any

from werkzeug.routing import Rule
from werkzeug.wrappers import Response

import frappe
import frappe.client
import frappe.handler


def handle_rpc_call(method: str) -> Response | None:
	"""Call a whitelisted method."""
	frappe.form_dict.cmd = method.split("/")[0]
	return frappe.handler.handle()


def document_list(doctype: str) -> list:
	"""A list of documents as the user may see them: `fields`, `filters`, `order_by`, `limit_start`, `limit_page_length`."""
	form = frappe.form_dict
	for name in ("fields", "expand"):
		if form.get(name):
			form[name] = json.loads(form[name])
	form.setdefault("limit_page_length", form.limit or 20)
	for name in ("as_dict", "debug"):
		if form.get(name) is not None:
			form[name] = _as_bool(form[name])
	return frappe.call(frappe.client.get_list, doctype, **form)


def create_doc(doctype: str) -> Any:
	"""Insert a document from the body."""
	data = _body()
	data.pop("doctype", None)
	return frappe.new_doc(doctype, **data).insert()


def read_doc(doctype: str, name: str) -> Any:
	"""One document, or the value of its whitelisted method `run_method`."""
	if "run_method" in frappe.form_dict:
		return execute_doc_method(doctype, name)
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	doc.apply_fieldlevel_read_permissions()
	return doc


def update_doc(doctype: str, name: str) -> Any:
	"""Change the fields of the body."""
	data = _body()
	data.pop("flags", None)
	doc = frappe.get_doc(doctype, name, for_update=True)
	doc.update(data)
	doc.save()
	if doc.get("parenttype"):
		frappe.get_doc(doc.parenttype, doc.parent).save()
	return doc


def delete_doc(doctype: str, name: str) -> str:
	"""Delete a document: 202."""
	frappe.delete_doc(doctype, name, ignore_missing=False)
	frappe.local.response.http_status_code = 202
	return "ok"


def execute_doc_method(doctype: str, name: str) -> Any:
	"""Call a whitelisted method of a document: GET needs read, POST write."""
	method = frappe.form_dict.pop("run_method")
	doc = frappe.get_doc(doctype, name)
	doc.is_whitelisted(method)
	doc.check_permission("read" if frappe.local.request.method == "GET" else "write")
	return doc.run_method(method, **frappe.form_dict)


def _body() -> dict[str, Any]:
	"""The fields sent: the form's `data`, a JSON body, or the form itself."""
	data = frappe.form_dict.data
	if data is None:
		data = frappe.local.request.get_data(as_text=True)
	try:
		return frappe.parse_json(data)
	except ValueError:
		return frappe.form_dict


def _as_bool(value: Any) -> bool:
	return str(value).lower() in ("1", "true", "yes", "y")


_DOCUMENT = "/resource/<doctype>/<path:name>/"

url_rules = [
	Rule("/method/<path:method>", endpoint=handle_rpc_call),
	Rule("/resource/<doctype>", methods=["GET"], endpoint=document_list),
	Rule("/resource/<doctype>", methods=["POST"], endpoint=create_doc),
	Rule(_DOCUMENT, methods=["GET"], endpoint=read_doc),
	Rule(_DOCUMENT, methods=["PUT"], endpoint=update_doc),
	Rule(_DOCUMENT, methods=["DELETE"], endpoint=delete_doc),
	Rule(_DOCUMENT, methods=["POST"], endpoint=execute_doc_method),
]
