"""From a DocType to the class of its documents."""

import importlib
from typing import Any

import frappe


def import_controller(doctype: str) -> type:
	"""The class in the DocType's module, or what hooks put in its place or around it."""
	from frappe.model.document import Document

	meta = frappe.get_meta(doctype)
	controller = Document if meta.custom else _standard_class(doctype, meta.module)
	override = frappe.get_hooks("override_doctype_class", {}).get(doctype)
	if override:
		controller = frappe.get_attr(override[-1])
	extensions = frappe.get_hooks("extend_doctype_class", {}).get(doctype)
	if extensions:
		mixins = tuple(frappe.get_attr(path) for path in reversed(extensions))
		controller = type(f"Extended{controller.__name__}", (*mixins, controller), {})
	return controller


def _standard_class(doctype: str, module: str) -> Any:
	from frappe.model.document import Document

	app = frappe.get_module_app(module)
	name = frappe.scrub(doctype)
	dotted = f"{app}.{frappe.scrub(module)}.doctype.{name}.{name}"
	try:
		found = importlib.import_module(dotted)
	except ModuleNotFoundError as error:
		if app in ("frappe", "erpnext") and error.name and dotted.startswith(error.name):
			return Document
		raise
	class_name = doctype.replace(" ", "").replace("-", "")
	controller = getattr(found, class_name, None)
	if controller is None:
		raise ImportError(f"{doctype}: class {class_name} does not exist in {dotted}")
	return controller


def load_doctype_module(doctype: str, module: str | None = None, prefix: str = "", suffix: str = "") -> Any:
	"""The Python module of a DocType."""
	module = module or frappe.get_meta(doctype).module
	name = frappe.scrub(doctype)
	app = frappe.get_module_app(module)
	return importlib.import_module(f"{app}.{frappe.scrub(module)}.doctype.{name}.{prefix}{name}{suffix}")
