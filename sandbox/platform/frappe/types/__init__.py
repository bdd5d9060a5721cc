"""The plain types Frappe hands around: a dict with attributes, and the field types for annotations."""

from frappe.types import DF
from frappe.types.frappedict import _dict

__all__ = ["DF", "_dict"]
