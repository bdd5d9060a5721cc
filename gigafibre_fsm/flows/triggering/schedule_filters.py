"""Which records a scheduled flow looks at: Frappe's filters, checked by asking for one row."""

from typing import Any

import frappe
from frappe import _

Filters = list[Any] | dict[str, Any] | None


def as_list(doctype: str, filters: Filters) -> list[list]:
	"""Return filters as `[field, operator, value]`; of a doctype that is submitted, only submitted ones unless said."""
	rows = [_row(field, value) for field, value in filters.items()] if isinstance(filters, dict) else filters
	rows = [list(row) for row in rows or []]
	if frappe.get_meta(doctype).is_submittable and "docstatus" not in {row[-3] for row in rows}:
		rows.append(["docstatus", "=", 1])
	return rows


def why_wrong(doctype: str, filters: Filters) -> str | None:
	"""Return what is wrong with these filters, None when they work."""
	try:
		frappe.get_all(doctype, filters=as_list(doctype, filters), limit=1, order_by=None)
	except Exception as error:
		frappe.clear_last_message()
		return _("These filters do not work: {0}").format(str(error) or type(error).__name__)
	return None


def _row(field: str, value: Any) -> list:
	if isinstance(value, list) and len(value) == 2 and isinstance(value[0], str):
		return [field, *value]
	return [field, "=", value]
