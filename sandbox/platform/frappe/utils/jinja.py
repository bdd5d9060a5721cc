"""Jinja as Frappe sets it up: templates of every app, a sandbox, no automatic escaping, apps' own hooks."""

import html
from collections.abc import Callable
from inspect import getmembers, isfunction
from types import ModuleType
from typing import Any

from jinja2 import ChoiceLoader, DebugUndefined, PackageLoader, PrefixLoader, TemplateError, TemplateNotFound
from jinja2.environment import Template
from jinja2.loaders import BaseLoader
from jinja2.sandbox import SandboxedEnvironment

import frappe
from frappe import _

PATH_ENDINGS = ("html", "css", "scss", "py", "md", "json", "js", "xml", "txt")


def get_jenv() -> SandboxedEnvironment:
	"""The environment of this request."""
	environment = getattr(frappe.local, "jenv", None)
	if environment is None:
		environment = SandboxedEnvironment(loader=get_jloader(), undefined=DebugUndefined)
		environment.filters.update(json=frappe.as_json, len=len, str=str, **_number_filters())
		environment.globals.update(_globals())
		methods, filters = get_jinja_hooks()
		environment.globals.update(methods)
		environment.filters.update(filters)
		frappe.local.jenv = environment
	return environment


def _number_filters() -> dict[str, Callable]:
	from frappe.utils import cint, flt

	return {"int": cint, "flt": flt}


def _globals() -> dict[str, Any]:
	"""What templates may use: a part of Frappe's safe globals."""
	import frappe.utils

	namespace = frappe._dict(
		_=_,
		_dict=frappe._dict,
		as_json=frappe.as_json,
		bold=frappe.bold,
		conf=frappe._dict(developer_mode=frappe.conf.developer_mode),
		db=frappe._dict(get_value=frappe.db.get_value, get_single_value=frappe.db.get_single_value),
		form_dict=getattr(frappe.local, "form_dict", None),
		format=frappe.format_value if hasattr(frappe, "format_value") else None,
		get_all=frappe.get_all,
		get_doc=frappe.get_doc,
		get_list=frappe.get_list,
		get_hooks=frappe.get_hooks,
		lang=frappe.local.lang,
		request=getattr(frappe.local, "request", None),
		session=frappe._dict(user=frappe.session.user, csrf_token=frappe.session.data.csrf_token),
		user=frappe.session.user,
		utils=frappe.utils,
	)
	return {"frappe": namespace, "_": _, "dict": dict, "json": frappe.as_json, "scrub": frappe.scrub}


def get_jloader() -> BaseLoader:
	"""Templates by `<app>/templates/…`, or by `templates/…` where the last installed app wins."""
	apps = list(reversed(frappe.get_installed_apps()))
	apps += [] if "frappe" in apps else ["frappe"]
	loaders = {app: PackageLoader(app, ".") for app in apps}
	return ChoiceLoader([PrefixLoader(loaders), *loaders.values()])


def get_template(path: str) -> Template:
	"""A template by its path."""
	return get_jenv().get_template(path)


def get_email_from_template(name: str, args: dict[str, Any] | None) -> tuple[str, str | None]:
	"""`templates/emails/<name>.html` rendered, and `.txt` where there is one."""
	message = get_template(f"templates/emails/{name}.html").render(args or {})
	try:
		return message, get_template(f"templates/emails/{name}.txt").render(args or {})
	except TemplateNotFound:
		return message, None


def render_template(
	template: str,
	context: dict[str, Any] | None = None,
	is_path: bool | None = None,
	safe_render: bool = True,
) -> str:
	"""Render a path or a source text. Raises ValidationError with the trouble in it."""
	if not template:
		return ""
	try:
		compiled = _compile(template, is_path, safe_render)
	except TemplateError as error:
		frappe.throw(title="Jinja Template Error", msg=f"<pre>{html.escape(repr(error))}</pre>")
	try:
		return compiled.render(context or {})
	except frappe.Redirect:
		raise
	except Exception as error:
		trace = html.escape(frappe.get_traceback())
		frappe.throw(title="Context Error", msg=f"<pre>{trace}</pre>", exc=error)


def _compile(template: str, is_path: bool | None, safe_render: bool) -> Template:
	if is_path or guess_is_path(template):
		return get_template(template)
	if safe_render and ".__" in template:
		frappe.throw(_("Illegal template"))
	return get_jenv().from_string(template)


def guess_is_path(template: str) -> bool:
	"""One line with a known ending is a path."""
	return "\n" not in template and "." in template and template.rsplit(".", 1)[-1] in PATH_ENDINGS


def get_jinja_hooks() -> tuple[dict[str, Callable], dict[str, Callable]]:
	"""The functions apps add as methods and as filters (hook `jinja`)."""
	hooks = frappe.get_hooks("jinja") or {}
	return _functions(hooks.get("methods", [])), _functions(hooks.get("filters", []))


def _functions(paths: list[str]) -> dict[str, Callable]:
	found: dict[str, Callable] = {}
	for path in paths:
		try:
			target: Any = frappe.get_module(path)
		except ModuleNotFoundError:
			target = frappe.get_attr(path)
		if isinstance(target, ModuleType):
			found.update(getmembers(target, isfunction))
		else:
			found[target.__name__] = target
	return found
