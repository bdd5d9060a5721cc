"""A technician sees the jobs published to them (alone or as an assistant) until a few days after they ended, and
what hangs on those jobs: the place, the devices standing there, their moves."""

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, nowdate
from pypika.queries import QueryBuilder
from pypika.terms import Criterion, Term

from gigafibre_fsm.permissions.criteria import nothing, stored_and_written

UNSEEN = ("Draft", "Cancelled")
ENDED = ("Done", "Could Not Complete")
DAYS_AROUND = 3

# Doctype → its column that is among a column of their jobs.
OWN = {
	"Dispatch Job": ("name", "name"),
	"Service Location": ("name", "service_location"),
	"Service Equipment": ("service_location", "service_location"),
	"Equipment Move Log": ("to_location", "service_location"),
}


def rows(doctype: str, user: str) -> Criterion:
	"""Return which rows are theirs."""
	if doctype not in OWN:
		return nothing()
	column, through = OWN[doctype]
	return frappe.qb.DocType(doctype)[column].isin(own_jobs(user, through))


def may_touch(doc: Document, user: str, ptype: str | None) -> bool:
	"""Return whether the document is theirs, as it is written and as it is stored: else writing it would open it."""
	if doc.doctype not in OWN:
		return False
	column, through = OWN[doc.doctype]
	return all(_among_own(user, value, through) for value in stored_and_written(doc, column))


def own_jobs(user: str, column: str = "name") -> QueryBuilder:
	"""Return the query for one column of the technician's jobs: published to them, alone or as an assistant.

	An ended one is theirs for DAYS_AROUND days more: long enough to report on it, not to keep an address for life.
	"""
	job, assistant = frappe.qb.DocType("Dispatch Job"), frappe.qb.DocType("Dispatch Job Assistant")
	technician = frappe.db.get_value("Dispatch Technician", {"user": user}) or ""
	assisted = frappe.qb.from_(assistant).select(assistant.parent).where(assistant.technician == technician)
	mine = (job.technician == technician) | job.name.isin(assisted)
	current = job.status.notin(ENDED) | _around_today(job.scheduled_start) | _around_today(job.completed_on)
	return frappe.qb.from_(job).select(job[column]).where(mine & job.status.notin(UNSEEN) & current)


def _around_today(moment: Term) -> Criterion:
	today = nowdate()
	return (moment >= add_days(today, -DAYS_AROUND)) & (moment < add_days(today, DAYS_AROUND + 1))


def _among_own(user: str, value: str | None, column: str) -> bool:
	job = frappe.qb.DocType("Dispatch Job")
	return bool(value and own_jobs(user, column).where(job[column] == value).limit(1).run())
