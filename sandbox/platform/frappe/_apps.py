"""Apps, their modules, paths and hooks."""

import importlib
import inspect
import json
import os
import types
from typing import Any

import frappe
from frappe._memory import forget, remember
from frappe.types import _dict


def scrub(txt: str) -> str:
	"""`Service Location` → `service_location`."""
	return txt.replace(" ", "_").replace("-", "_").lower()


def unscrub(txt: str) -> str:
	"""`service_location` → `Service Location`."""
	return txt.replace("_", " ").replace("-", " ").title()


def get_module(modulename: str) -> types.ModuleType:
	"""Import a module by its dotted name."""
	return importlib.import_module(modulename)


def get_attr(method_string: str) -> Any:
	"""The object a dotted path names. AppNotInstalledError when its app is not on the site."""
	app_name = method_string.partition(".")[0]
	if not frappe.flags.in_uninstall and not frappe.flags.in_install:
		if app_name not in get_installed_apps():
			frappe.throw(frappe._("App {0} is not installed").format(app_name), frappe.AppNotInstalledError)
	module, _dot, attribute = method_string.rpartition(".")
	return getattr(get_module(module), attribute)


def get_app_path(app_name: str, *joins: str) -> str:
	"""A path inside the app's Python package."""
	return get_pymodule_path(app_name, *joins)


def get_app_source_path(app_name: str, *joins: str) -> str:
	"""A path inside the app's repository."""
	return os.path.abspath(os.path.join(get_app_path(app_name), "..", *joins))


def get_pymodule_path(modulename: str, *joins: str) -> str:
	"""A path inside a package."""
	if "public" not in joins:
		joins = tuple(scrub(part) for part in joins)
	return os.path.abspath(
		os.path.join(os.path.dirname(get_module(scrub(modulename)).__file__ or ""), *joins)
	)


def get_module_path(module: str, *joins: str) -> str:
	"""A path inside the package of a Frappe module, such as `Gigafibre FSM`."""
	app = get_module_app(module)
	return get_pymodule_path(f"{app}.{scrub(module)}", *joins)


def get_module_app(module: str) -> str:
	"""The app a Frappe module belongs to."""
	app = module_apps().get(scrub(module))
	if not app:
		frappe.throw(
			frappe._("Module {} not found").format(module), frappe.DoesNotExistError(doctype="Module Def")
		)
	return app


def module_apps() -> dict[str, str]:
	"""`{scrubbed module: app}` of everything that is or is being installed."""
	apps = get_installed_apps()
	installing = frappe.flags.in_install_app
	if installing and installing not in apps:
		apps = [*apps, installing]
	return remember("module_apps", tuple(apps), lambda: _read_module_apps(apps))


def _read_module_apps(apps: list[str]) -> dict[str, str]:
	return {scrub(module): app for app in apps for module in get_module_list(app)}


def get_module_list(app_name: str) -> list[str]:
	"""The modules an app lists in modules.txt."""
	return get_file_items(os.path.join(os.path.dirname(get_module(app_name).__file__ or ""), "modules.txt"))


def get_file_items(path: str, raise_not_found: bool = False, ignore_empty_lines: bool = True) -> list[str]:
	"""The lines of a text file without blank ones and comments."""
	content = read_file(path, raise_not_found=raise_not_found)
	lines = [line.strip() for line in (content or "").splitlines()]
	return [line for line in lines if (line or not ignore_empty_lines) and not line.startswith("#")]


def get_file_json(path: str) -> Any:
	"""A JSON file's content."""
	with open(path, encoding="utf-8") as file:
		return json.load(file)


def read_file(path: str, raise_not_found: bool = False) -> str | None:
	"""A text file's content, or None."""
	if os.path.exists(path):
		with open(path, encoding="utf-8") as file:
			return file.read()
	if raise_not_found:
		raise OSError(f"{path} Not Found")
	return None


def get_installed_apps(*, _ensure_on_bench: bool = False) -> list[str]:
	"""The apps installed on the site, `frappe` first."""
	if frappe.flags.in_install_db or getattr(frappe.local, "db", None) is None:
		return ["frappe"]
	return list(remember("installed_apps", "", _read_installed_apps))


def _read_installed_apps() -> list[str]:
	return json.loads(frappe.db.get_global("installed_apps") or '["frappe"]')


def get_all_apps(with_internal_apps: bool = True, sites_path: str | None = None) -> list[str]:
	"""The apps that could be installed."""
	return [app for app in ("frappe", "erpnext", "gigafibre_fsm") if importlib.util.find_spec(app)]


def get_hooks(
	hook: str | None = None, default: Any = "_KEEP_DEFAULT_LIST", app_name: str | None = None
) -> Any:
	"""What the apps' hooks.py say: all of it, or under one name (a list, or a dict of lists)."""
	hooks = remember("app_hooks", app_name, lambda: _load_app_hooks(app_name))
	if hook:
		return hooks.get(hook, [] if default == "_KEEP_DEFAULT_LIST" else default)
	return _dict(hooks)


def _load_app_hooks(app_name: str | None) -> dict[str, Any]:
	hooks: dict[str, Any] = {}
	for app in [app_name] if app_name else get_installed_apps():
		for key, value in inspect.getmembers(get_module(f"{app}.hooks"), predicate=_is_hook):
			if not key.startswith("_"):
				append_hook(hooks, key, value)
	return hooks


def _is_hook(value: Any) -> bool:
	return not isinstance(value, types.ModuleType | types.FunctionType | type)


def append_hook(target: dict, key: Any, value: Any) -> None:
	"""Add one hook to those gathered: dicts are merged, everything else becomes a list."""
	if isinstance(value, dict):
		target.setdefault(key, {})
		for inner in value:
			append_hook(target[key], inner, value[inner])
	else:
		target.setdefault(key, []).extend(value if isinstance(value, list) else [value])


def get_doc_hooks() -> dict[str, dict[str, list[str]]]:
	"""`doc_events` by doctype, with tuple keys spread."""
	return remember("doc_hooks", "", _spread_doc_events)


def _spread_doc_events() -> dict[str, dict[str, list[str]]]:
	spread: dict = {}
	for key, value in get_hooks("doc_events", {}).items():
		for doctype in key if isinstance(key, tuple) else (key,):
			append_hook(spread, doctype, value)
	return spread


def setup_module_map(include_all_apps: bool = True) -> None:
	"""Read modules.txt of every app again."""
	forget("module_apps")
	frappe.local.module_app = module_apps()


def call(fn: Any, *args: Any, **kwargs: Any) -> Any:
	"""Call a function (or the one a dotted path names) with those of the arguments it knows."""
	if isinstance(fn, str):
		fn = get_attr(fn)
	return fn(*args, **get_newargs(fn, kwargs))


def get_newargs(fn: Any, kwargs: dict[str, Any]) -> dict[str, Any]:
	"""Those of `kwargs` the function takes."""
	parameters = inspect.signature(fn).parameters
	takes_any = any(p.kind is p.VAR_KEYWORD for p in parameters.values())
	known = {key: value for key, value in kwargs.items() if takes_any or key in parameters}
	known.pop("ignore_permissions", None)
	known.pop("flags", None)
	return known
