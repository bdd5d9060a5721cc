"""A customer's own records, newest first, as far as the reader may see: read once, for the page and its timeline."""

from dataclasses import dataclass

import frappe

RECENT = 25
STANDARD = ["name", "creation", "owner"]
TICKET_FIELDS = [*STANDARD, "subject", "status", "priority", "modified"]
INVOICE_FIELDS = [
	*STANDARD,
	"posting_date",
	"due_date",
	"grand_total",
	"outstanding_amount",
	"status",
	"currency",
]
JOB_FIELDS = [
	*STANDARD,
	"subject",
	"status",
	"job_type",
	"scheduled_start",
	"technician.full_name as technician_name",
]


@dataclass(frozen=True, slots=True)
class Records:
	"""What the page lists and the timeline tells again."""

	tickets: list[dict]
	jobs: list[dict]
	invoices: list[dict]


def records_of(customer: str) -> Records:
	"""Return the newest tickets, jobs and submitted invoices of a customer."""
	newest = "posting_date desc, name desc"
	return Records(
		tickets=of_customer("Issue", customer, TICKET_FIELDS, "creation desc"),
		jobs=of_customer("Dispatch Job", customer, JOB_FIELDS, "creation desc"),
		invoices=of_customer("Sales Invoice", customer, INVOICE_FIELDS, newest, docstatus=1),
	)


def of_customer(
	doctype: str, customer: str, fields: list[str], order: str, limit: int = RECENT, **filters
) -> list[dict]:
	"""Return what the user may read of this customer's records; nothing when the role may not read any."""
	return readable(doctype, {"customer": customer, **filters}, fields, order, limit)


def readable(
	doctype: str,
	filters: dict,
	fields: list[str],
	order: str,
	limit: int = RECENT,
	or_filters: dict | None = None,
) -> list[dict]:
	"""Return the records the user may read; nothing when the role may not read any."""
	if not frappe.has_permission(doctype, "read"):
		return []
	wanted = {"filters": filters, "or_filters": or_filters, "fields": fields}
	return frappe.get_list(doctype, **wanted, order_by=order, limit=limit)
