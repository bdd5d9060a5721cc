"""Modules of apps."""

from frappe._apps import get_module_app, get_module_path, scrub

__all__ = ["get_module_app", "get_module_path", "load_doctype_module", "scrub"]


def load_doctype_module(doctype, module=None, prefix="", suffix=""):
	"""The Python module of a DocType."""
	from frappe.model.controllers import load_doctype_module as load

	return load(doctype, module, prefix, suffix)
