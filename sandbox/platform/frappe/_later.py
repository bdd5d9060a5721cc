"""Calls at the top of `frappe` whose work is elsewhere; imported when called, so that modules load in any order."""

from typing import Any

import frappe


def delete_doc(doctype: str | None = None, name: Any = None, *args: Any, **kwargs: Any) -> Any:
	"""Delete a document. See frappe.model.delete_doc."""
	from frappe.model.delete_doc import delete_doc as delete

	return delete(doctype, name, *args, **kwargs)


def delete_doc_if_exists(doctype: str, name: str, force: bool = False) -> None:
	"""Delete a document that may not be there."""
	if frappe.db.exists(doctype, name):
		delete_doc(doctype, name, force=force)


def rename_doc(doctype: str, old: str, new: str, *args: Any, **kwargs: Any) -> str:
	"""Rename a document; links follow. See frappe.model.rename_doc."""
	from frappe.model.rename_doc import rename_doc as rename

	return rename(doctype, old, new, *args, **kwargs)


def reload_doc(
	module: str, dt: str | None = None, dn: str | None = None, force: bool = False, **unused: Any
) -> Any:
	"""Read a DocType's JSON again."""
	from frappe.model.sync import reload_doc as reload

	return reload(module, dt, dn, force=force)


def reload_doctype(doctype: str, force: bool = False, **unused: Any) -> Any:
	"""Read a DocType's JSON again."""
	return reload_doc(frappe.get_meta(doctype).module, "doctype", frappe.scrub(doctype), force=force)


def get_single_value(doctype: str, fieldname: str, cache: bool = True) -> Any:
	"""One field of a Single."""
	return frappe.db.get_single_value(doctype, fieldname, cache=cache)


def make_property_setter(
	args: dict,
	ignore_validate: bool = False,
	validate_fields_for_doctype: bool = True,
	is_system_generated: bool = True,
) -> Any:
	"""Change one property of a DocType or of a field."""
	from frappe.custom.doctype.property_setter.property_setter import make_property_setter as make

	args = frappe._dict(args)
	return make(
		args.doctype,
		args.fieldname,
		args.property,
		args.value,
		args.property_type or "Data",
		for_doctype=not args.fieldname,
		is_system_generated=is_system_generated,
	)


def publish_realtime(*args: Any, **kwargs: Any) -> None:
	"""Send a live message. See frappe.realtime."""
	from frappe.realtime import publish_realtime as publish

	publish(*args, **kwargs)


def publish_progress(*args: Any, **kwargs: Any) -> None:
	"""Send a progress bar. See frappe.realtime."""
	from frappe.realtime import publish_progress as publish

	publish(*args, **kwargs)


def enqueue(*args: Any, **kwargs: Any) -> Any:
	"""Run a function in a worker. See frappe.utils.background_jobs."""
	from frappe.utils.background_jobs import enqueue as put

	return put(*args, **kwargs)


def enqueue_doc(*args: Any, **kwargs: Any) -> Any:
	"""Run a document's method in a worker. See frappe.utils.background_jobs."""
	from frappe.utils.background_jobs import enqueue_doc as put

	return put(*args, **kwargs)


def sendmail(*args: Any, **kwargs: Any) -> Any:
	"""Queue an e-mail. See frappe.email."""
	from frappe.email import sendmail as send

	return send(*args, **kwargs)


def format_value(*args: Any, **kwargs: Any) -> Any:
	"""A value as the user reads it. See frappe.utils.formatters."""
	from frappe.utils.formatters import format_value as show

	return show(*args, **kwargs)


def render_template(*args: Any, **kwargs: Any) -> str:
	"""Fill a Jinja template. See frappe.utils.jinja."""
	from frappe.utils.jinja import render_template as render

	return render(*args, **kwargs)


def respond_as_web_page(*args: Any, **kwargs: Any) -> None:
	"""Answer with a page that says one thing. See frappe.website.utils."""
	from frappe.website.utils import respond_as_web_page as respond

	respond(*args, **kwargs)


def redirect(url: str) -> None:
	"""Send the browser elsewhere."""
	frappe.flags.redirect_location = url
	raise frappe.Redirect


def set_user_lang(user: str, user_language: str | None = None) -> None:
	"""Speak the user's language from here on."""
	from frappe.translate import get_user_lang

	frappe.local.lang = get_user_lang(user) or user_language or "en"


def safe_eval(code: str, eval_globals: dict | None = None, eval_locals: dict | None = None) -> Any:
	"""Evaluate an expression; not in the sandbox."""
	raise NotImplementedError("frappe.safe_eval")


def get_print(*args: Any, **kwargs: Any) -> Any:
	"""Print formats; not in the sandbox."""
	raise NotImplementedError("frappe.get_print")


def are_emails_muted() -> bool:
	"""Whether no mail leaves this site."""
	from frappe.utils import cint

	return bool(frappe.flags.mute_emails or cint(frappe.conf.mute_emails))


def attach_print(*args: Any, **kwargs: Any) -> Any:
	"""Print formats; not in the sandbox."""
	raise NotImplementedError("frappe.attach_print")
