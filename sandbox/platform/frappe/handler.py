"""Calls of whitelisted methods by their dotted path, logout and file upload."""

from mimetypes import guess_type
from typing import Any

from werkzeug.wrappers import Response

import frappe
from frappe import _, is_whitelisted, ping  # noqa: F401 — `ping` is called by its bare name
from frappe.utils import cint

# What people without the desk may upload.
ALLOWED_MIMETYPES = (
	"image/png",
	"image/jpeg",
	"image/gif",
	"application/pdf",
	"text/plain",
	"text/csv",
	"video/quicktime",
	"video/mp4",
)


def handle() -> Response | None:
	"""Run `form_dict.cmd`; its value becomes `message`, unless it is a response already."""
	cmd = frappe.local.form_dict.cmd
	data = execute_cmd(cmd) if cmd != "login" else None
	if isinstance(data, Response):
		return data
	if data is not None:
		frappe.local.response["message"] = data
	return None


def execute_cmd(cmd: str, from_async: bool = False) -> Any:
	"""Call a whitelisted method with the arguments of the form. Raises PermissionError, ValidationError."""
	overrides = frappe.get_hooks("override_whitelisted_methods") or {}
	cmd = overrides[cmd][-1] if cmd in overrides else cmd
	try:
		method = get_attr(cmd)
	except Exception as error:
		frappe.throw(_("Failed to get method for command {0} with {1}").format(cmd, str(error)))
	is_whitelisted(method)
	is_valid_http_method(method)
	return frappe.call(method, **frappe.form_dict)


def is_valid_http_method(method: Any) -> None:
	"""Raises PermissionError when the method does not list this HTTP verb."""
	if frappe.local.request.method not in frappe.allowed_http_methods_for_whitelisted_func[method]:
		frappe.throw(_("Not permitted"), frappe.PermissionError, title=_("Method Not Allowed"))


def get_attr(cmd: str) -> Any:
	"""The function behind a dotted path, or one of this module by its bare name."""
	return frappe.get_attr(cmd) if "." in cmd else globals()[cmd]


@frappe.whitelist(allow_guest=True, methods=["POST"])
def logout() -> None:
	"""End the session of this request."""
	frappe.local.login_manager.logout()
	frappe.db.commit()


@frappe.whitelist(allow_guest=True, methods=["POST"])
def upload_file() -> Any:
	"""Keep the file of the form (`file`) as a File document, or give it to the whitelisted `method`.

	Form: `doctype`, `docname`, `fieldname`, `folder`, `is_private`, `file_url`, `file_name`.
	"""
	form = frappe.form_dict
	if frappe.session.user == "Guest":
		raise frappe.PermissionError
	if form.chunk_index is not None:
		raise NotImplementedError("upload_file in chunks")
	check_write_permission(form.doctype, form.docname)
	content, filename = _uploaded()
	frappe.local.uploaded_file, frappe.local.uploaded_filename = content, filename
	frappe.local.uploaded_file_url = form.file_url
	if form.method:
		method = frappe.get_attr(form.method)
		is_whitelisted(method)
		return method()
	return _attach(content, filename)


def _uploaded() -> tuple[bytes | None, str | None]:
	file = frappe.local.request.files.get("file")
	if not file:
		return None, frappe.form_dict.file_name
	is_desk_user = frappe.db.get_value("User", frappe.session.user, "user_type") == "System User"
	if not is_desk_user and guess_type(file.filename)[0] not in ALLOWED_MIMETYPES:
		frappe.throw(_("You can only upload JPG, PNG, GIF, PDF, TXT, CSV or Microsoft documents."))
	return file.stream.read(), file.filename


def _attach(content: bytes | None, filename: str | None) -> Any:
	form = frappe.form_dict
	return frappe.get_doc(
		{
			"doctype": "File",
			"attached_to_doctype": form.doctype,
			"attached_to_name": form.docname,
			"attached_to_field": form.fieldname,
			"folder": form.folder or "Home",
			"file_name": filename,
			"file_url": form.file_url,
			"is_private": cint(form.is_private),
			"content": content,
		}
	).save()


def check_write_permission(doctype: str | None = None, name: str | None = None) -> None:
	"""May the user hang a file on this document? Raises PermissionError."""
	if not doctype:
		return
	if name and frappe.db.exists(doctype, name):
		frappe.get_doc(doctype, name).check_permission("write")
	else:
		frappe.has_permission(doctype, "write", throw=True)
