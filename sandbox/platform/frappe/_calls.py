"""Small calls at the top of `frappe`: the whitelist, roles, documents by short name, JSON."""

import hashlib
import json
import secrets
from collections.abc import Callable
from typing import Any

import frappe
from frappe.exceptions import PermissionError
from frappe.types import _dict

whitelisted: set[Callable] = set()
guest_methods: set[Callable] = set()
xss_safe_methods: set[Callable] = set()
allowed_http_methods_for_whitelisted_func: dict[Callable, list[str]] = {}


def _in_request_or_test() -> bool:
	return bool(getattr(frappe.local, "request", None)) or frappe.in_test


def whitelist(
	allow_guest: bool = False,
	xss_safe: bool = False,
	methods: list[str] | tuple[str, ...] | None = None,
	force_types: bool | None = None,
) -> Callable[[Callable], Callable]:
	"""Let a function be called over HTTP; its annotated arguments are checked there."""
	methods = list(methods or ("GET", "POST", "PUT", "DELETE"))

	def register(fn: Callable) -> Callable:
		from frappe.utils.typing_validations import validate_argument_types

		fn = validate_argument_types(fn, apply_condition=_in_request_or_test, force_types=force_types)
		whitelisted.add(fn)
		allowed_http_methods_for_whitelisted_func[fn] = methods
		if allow_guest:
			guest_methods.add(fn)
			if xss_safe:
				xss_safe_methods.add(fn)
		return fn

	return register


@whitelist(allow_guest=True)
def ping() -> str:
	"""Is anybody there?"""
	return "pong"


def is_whitelisted(method: Callable) -> None:
	"""PermissionError unless the present user may call the function over HTTP."""
	from frappe import _, bold, throw

	is_guest = frappe.session.user == "Guest"
	if method not in whitelisted or (is_guest and method not in guest_methods):
		detail = _("Function {0} is not whitelisted.").format(bold(f"{method.__module__}.{method.__name__}"))
		throw(detail, PermissionError, title=_("Method Not Allowed"))


def get_roles(username: str | None = None) -> list[str]:
	"""Roles of a user, default the session's."""
	from frappe.permissions import get_roles as roles_of

	return roles_of(username or frappe.session.user)


def only_for(roles: list[str] | tuple[str, ...] | str, message: bool = False) -> None:
	"""PermissionError unless the user has one of the roles."""
	if frappe.session.user == "Administrator":
		return
	wanted = (roles,) if isinstance(roles, str) else roles
	if set(wanted).isdisjoint(get_roles()):
		if not message:
			raise PermissionError
		names = ", ".join(frappe.bold(frappe._(role)) for role in wanted)
		frappe.throw(
			frappe._("This action is only allowed for {}").format(names),
			PermissionError,
			frappe._("Not Permitted"),
		)


def has_permission(
	doctype: str | None = None,
	ptype: str = "read",
	doc: Any = None,
	user: str | None = None,
	throw: bool = False,
	*,
	parent_doctype: str | None = None,
	debug: bool = False,
	ignore_share_permissions: bool = False,
) -> bool:
	"""May the user do `ptype` on the doctype, or on this document? With `throw`, PermissionError if not."""
	from frappe.permissions import has_permission as may

	if not doctype and doc:
		doctype = doc.doctype
	allowed = may(
		doctype,
		ptype,
		doc=doc,
		user=user,
		print_logs=throw,
		parent_doctype=parent_doctype,
		ignore_share_permissions=ignore_share_permissions,
	)
	if throw and not allowed:
		frappe.flags.error_message = _no_permission(doctype, doc)
		raise PermissionError
	return bool(allowed)


def _no_permission(doctype: str | None, doc: Any) -> str:
	name = getattr(doc, "name", doc)
	label = f"{frappe._(doctype or '')} {name}".strip() if doc else frappe._(doctype or "")
	return frappe._("No permission for {0}").format(label)


def get_list(doctype: str, *args: Any, **kwargs: Any) -> list:
	"""Records the user may read. See frappe.model.db_query.DatabaseQuery.execute for the arguments."""
	from frappe.model.db_query import DatabaseQuery

	return DatabaseQuery(doctype).execute(*args, **kwargs)


def get_all(doctype: str, *args: Any, **kwargs: Any) -> list:
	"""As get_list, whatever the user may read and without a limit of rows."""
	kwargs["ignore_permissions"] = True
	if "limit_page_length" not in kwargs:
		kwargs["limit_page_length"] = 0
	return get_list(doctype, *args, **kwargs)


def get_value(*args: Any, **kwargs: Any) -> Any:
	"""As frappe.db.get_value."""
	return frappe.db.get_value(*args, **kwargs)


def set_value(doctype: str, docname: str, fieldname: str | dict, value: Any = None) -> Any:
	"""Set a field, or a dict of them, through the document's save."""
	doc = frappe.get_doc(doctype, docname)
	doc.update(fieldname if isinstance(fieldname, dict) else {fieldname: value})
	return doc.save().as_dict()


def generate_hash(txt: str | None = None, length: int = 56) -> str:
	"""Random hexadecimal text."""
	return secrets.token_hex((length + 1) // 2)[:length]


def get_digest(text: str) -> str:
	"""SHA-256 in hexadecimal."""
	return hashlib.sha256(text.encode()).hexdigest()


def as_json(obj: Any, indent: int | None = 1, separators: Any = None, ensure_ascii: bool = True) -> str:
	"""JSON with sorted keys; dates, documents and Decimals in Frappe's form."""
	from frappe.utils.response import json_handler

	return json.dumps(
		obj,
		indent=indent,
		sort_keys=True,
		default=json_handler,
		separators=separators or ((",", ": ") if indent is not None else None),
		ensure_ascii=ensure_ascii,
	)


def parse_json(val: Any) -> Any:
	"""The value of JSON text (dicts as _dict); anything else as it is."""
	if isinstance(val, str):
		val = json.loads(val)
	return _dict(val) if isinstance(val, dict) else val


def is_table(doctype: str) -> bool:
	"""Is this a child table?"""
	return bool(frappe.get_meta(doctype).istable)


def clear_cache(user: str | None = None, doctype: str | None = None) -> None:
	"""Forget what is remembered of a doctype, a user, or the whole site."""
	from frappe.cache_manager import clear_site_cache

	clear_site_cache(user=user, doctype=doctype)
