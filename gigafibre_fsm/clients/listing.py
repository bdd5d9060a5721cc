"""The list of clients, a page at a time: what an agent scans before opening one."""

from collections.abc import Iterable

import frappe
from frappe.query_builder.functions import Count

from gigafibre_fsm.boot import capabilities
from gigafibre_fsm.clients.money import monthly_prices, outstanding
from gigafibre_fsm.clients.search import customers_matching

LONGEST_PAGE = 200
ORDERS = {"name": "customer_name asc, name asc", "recent": "creation desc, name asc"}
STATUSES = {"enabled": {"disabled": 0}, "disabled": {"disabled": 1}}
FIELDS = ["name", "customer_name", "customer_group", "disabled", "mobile_no", "email_id"]


def list_clients(query: str, status: str, start: int, page_length: int, order: str) -> dict:
	"""Return `{rows, start, page_length, has_more, total}` of the customers the user may read.

	`outstanding` of a row is null to who may not see billing.
	`query` searches as the search box does; `status` is enabled, disabled or empty; `order` is name or recent.
	"""
	length, start = min(max(page_length, 1), LONGEST_PAGE), max(start, 0)
	order_by = ORDERS.get(order, ORDERS["name"])
	found = _customers(query, status, fields=FIELDS, order_by=order_by, offset=start, limit=length + 1)
	(count,) = _customers(query, status, fields=[{"COUNT": "name", "as": "total"}])
	return {
		"rows": _with_figures(found[:length]),
		"start": start,
		"page_length": length,
		"has_more": len(found) > length,
		"total": count.total,
	}


def _customers(query: str, status: str, **wanted) -> list[dict]:
	"""Return what is wanted of the customers the user may read and the query finds."""
	filters = STATUSES.get(status, {})
	customers = frappe.qb.get_query("Customer", filters=filters, ignore_permissions=False, **wanted)
	if query.strip():
		customers = customers.where(frappe.qb.DocType("Customer").name.isin(customers_matching(query)))
	return customers.run(as_dict=True)


def _with_figures(rows: list[dict]) -> list[dict]:
	names = [row.name for row in rows]
	if not names:
		return []
	cities, active = _cities(names), _count("Service Subscription", names, "Active")
	devices, monthly = _count("Service Equipment", names), monthly_prices(names)
	owed = outstanding(names) if capabilities()["see_billing"] else None
	return [
		{
			"name": row.name,
			"customer_name": row.customer_name,
			"customer_group": row.customer_group,
			"disabled": bool(row.disabled),
			"phone": row.mobile_no,
			"email": row.email_id,
			"city": cities.get(row.name),
			"subscriptions_active": active.get(row.name, 0),
			"equipment_count": devices.get(row.name, 0),
			"outstanding": None if owed is None else owed.get(row.name, 0),
			"monthly": monthly.get(row.name, 0),
		}
		for row in rows
	]


def _cities(customers: Iterable[str]) -> dict[str, str]:
	"""Return customer → city of its first place."""
	filters = {"customer": ("in", list(customers))}
	rows = frappe.get_all(
		"Service Location", filters=filters, fields=["customer", "city"], order_by="name desc"
	)
	return {row.customer: row.city for row in rows}


def _count(doctype: str, customers: list[str], status: str | None = None) -> dict[str, int]:
	table = frappe.qb.DocType(doctype)
	query = (
		frappe.qb.from_(table)
		.select(table.customer, Count(table.name).as_("number"))
		.where(table.customer.isin(customers))
		.groupby(table.customer)
	)
	if status:
		query = query.where(table.status == status)
	return {row.customer: row.number for row in query.run(as_dict=True)}
