"""Who may see which rows. Roles say what kind of record; these say which ones.

A technician sees the jobs published to them (alone or as an assistant) until a few days after they ended, and
what hangs on those jobs: the place, the devices standing there, their moves. Everyone else is ruled by their
roles alone.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_days, nowdate
from pypika.terms import Criterion

# A System Manager runs the site, not the ISP: without one of these roles there is no record for them to read.
OPS = ("FSM Agent", "FSM Dispatcher", "FSM Manager")
UNSEEN = ("Draft", "Cancelled")
ENDED = ("Done", "Could Not Complete")
DAYS_AROUND = 3


def may_use_ops() -> bool:
	"""Return whether the signed-in user may open /ops: the apps screen asks, and so does the page itself."""
	return not set(OPS).isdisjoint(frappe.get_roles())


def customers_of(user: str) -> list[str]:
	"""Return the customers this user is a portal user of; none for staff and guests."""
	filters = {"user": user, "parenttype": "Customer"}
	return frappe.get_all("Portal User", filters, pluck="parent", distinct=True, order_by="parent", limit=50)


def require_customer() -> None:
	"""Refuse whoever is not a customer's portal user. Raises PermissionError."""
	if not customers_of(frappe.session.user):
		frappe.throw(_("This page is for our customers: please sign in first"), frappe.PermissionError)


def sees_only_own_jobs(user: str) -> bool:
	"""Return whether the user is a technician and nothing more."""
	roles = set(frappe.get_roles(user))
	return user != "Administrator" and "FSM Technician" in roles and roles.isdisjoint(OPS)


def own_jobs(user: str, column: str = "name"):
	"""Return the query for one column of the technician's jobs: published to them, alone or as an assistant.

	An ended one is theirs for DAYS_AROUND days more: long enough to report on it, not to keep an address for life.
	"""
	job, assistant = frappe.qb.DocType("Dispatch Job"), frappe.qb.DocType("Dispatch Job Assistant")
	technician = frappe.db.get_value("Dispatch Technician", {"user": user}) or ""
	assisted = frappe.qb.from_(assistant).select(assistant.parent).where(assistant.technician == technician)
	mine = (job.technician == technician) | job.name.isin(assisted)
	current = job.status.notin(ENDED) | _around_today(job.scheduled_start) | _around_today(job.completed_on)
	return frappe.qb.from_(job).select(job[column]).where(mine & job.status.notin(UNSEEN) & current)


def _around_today(moment):
	today = nowdate()
	return (moment >= add_days(today, -DAYS_AROUND)) & (moment < add_days(today, DAYS_AROUND + 1))


def _rows(doctype: str, column: str, user: str | None, through: str) -> str:
	"""Return the condition "column is among that column of the technician's jobs", or none for other users."""
	user = user or frappe.session.user
	if not sees_only_own_jobs(user):
		return ""
	return _condition(frappe.qb.DocType(doctype)[column].isin(own_jobs(user, through)))


def _condition(criterion: Criterion) -> str:
	"""Write a criterion the way Frappe takes conditions: with backticks, which it translates per database."""
	return criterion.get_sql(quote_char="`", secondary_quote_char="'", with_namespace=True)


def dispatch_job_query(user: str | None = None) -> str:
	return _rows("Dispatch Job", "name", user, "name")


def service_location_query(user: str | None = None) -> str:
	return _rows("Service Location", "name", user, "service_location")


def service_equipment_query(user: str | None = None) -> str:
	return _rows("Service Equipment", "service_location", user, "service_location")


def equipment_move_log_query(user: str | None = None) -> str:
	return _rows("Equipment Move Log", "to_location", user, "service_location")


def may_touch_dispatch_job(doc: Document, user: str | None = None, ptype: str | None = None) -> bool:
	return _among_own(user, doc.name, "name")


def may_touch_service_location(doc: Document, user: str | None = None, ptype: str | None = None) -> bool:
	return _among_own(user, doc.name, "service_location")


def may_touch_service_equipment(doc: Document, user: str | None = None, ptype: str | None = None) -> bool:
	return _stands_at_own_place(doc, "service_location", user)


def may_touch_equipment_move_log(doc: Document, user: str | None = None, ptype: str | None = None) -> bool:
	return _stands_at_own_place(doc, "to_location", user)


def _stands_at_own_place(doc: Document, field: str, user: str | None) -> bool:
	"""Both the place the caller writes and the one that is stored must be theirs: else writing it would open it."""
	if not sees_only_own_jobs(user or frappe.session.user):
		return True
	places = [doc.get(field)]
	if not doc.is_new():
		places.append(frappe.db.get_value(doc.doctype, doc.name, field))
	return all(_among_own(user, place, "service_location") for place in places)


def _among_own(user: str | None, value: str | None, column: str) -> bool:
	user = user or frappe.session.user
	if not sees_only_own_jobs(user):
		return True
	job = frappe.qb.DocType("Dispatch Job")
	return bool(value and own_jobs(user, column).where(job[column] == value).limit(1).run())
