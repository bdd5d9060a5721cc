"""Visits: make one, hold the customers' open ones back or let them go, give one a tag."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import create_batch

from gigafibre_fsm.flows.kinds import reader, saving
from gigafibre_fsm.flows.kinds.base import STAND_IN, Context, Kind, Output, Param, Refused, Shown
from gigafibre_fsm.flows.kinds.groups import RECORDS
from gigafibre_fsm.flows.kinds.recipients import customer_of
from gigafibre_fsm.flows.kinds.registry import kind
from gigafibre_fsm.flows.pages.whereabouts import moment
from gigafibre_fsm.words import N_

JOB = "Dispatch Job"
# Nobody is on the way yet.
# More would hold the database for minutes.
MOST_HELD = 500
# Customers that are asked about at once.
A_QUESTION = 500
NOT_BEGUN = ("Draft", "Published")
JOB_TYPES = (
	("Installation", N_("Installation")),
	("Repair", N_("Repair")),
	("Maintenance", N_("Maintenance")),
	("Removal", N_("Removal")),
	("Survey", N_("Survey")),
)
PRIORITIES = (("Low", N_("Low")), ("Normal", N_("Normal")), ("High", N_("High")), ("Urgent", N_("Urgent")))
CUSTOMER = Param(
	"customer", N_("Customer"), "link", options="Customer", help=N_("Empty is the customer of the record.")
)


@kind
class CreateJob(Kind):
	name = "create_job"
	label = N_("Create a job")
	icon = "truck"
	group = RECORDS
	help = N_(
		"Makes a visit as a draft for the dispatchers to plan, at the place of the record or of its customer."
	)
	agent = True
	params = (
		Param("subject", N_("Subject"), required=True),
		Param("job_type", N_("Type"), "select", required=True, options=JOB_TYPES, default="Repair"),
		Param("priority", N_("Priority"), "select", required=True, options=PRIORITIES, default="Normal"),
		Param("duration", N_("Duration"), "duration", required=True, default=60),
		CUSTOMER,
		Param(
			"service_location",
			N_("Place"),
			"link",
			options="Service Location",
			help=N_("Empty is that of the record, else the customer's if they have only one."),
		),
		Param(
			"scheduled_start", N_("Planned for"), "datetime", help=N_("Empty leaves it to the dispatchers.")
		),
		Param("description", N_("Description"), "long_text"),
		Param("tags", N_("Tags"), help=N_("Skills and the like, apart by commas.")),
		Param("materials", N_("Materials"), "key_values", help=N_("Item and quantity.")),
	)
	outputs = (
		Output("job", N_("Job")),
		Output("subject", N_("Subject")),
		Output("service_location", N_("Place")),
	)

	def perform(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		job = _new_job(context, params)
		with saving.refusing():
			job.insert(ignore_permissions=True)
		return {"job": job.name, "subject": job.subject, "service_location": job.service_location}

	def simulate(self, context: Context, params: dict[str, Any]) -> list[Shown]:
		job = _new_job(context, params)
		place = job.service_location and frappe.db.get_value(
			"Service Location", job.service_location, "title"
		)
		lines = [
			_("{0}, {1}, {2} minutes").format(_(job.job_type), _(job.priority), job.duration),
			place or _("No place"),
			moment(job.scheduled_start) if job.scheduled_start else "",
			job.description or "",
			", ".join(
				[row.tag for row in job.tags] + [f"{row.quantity:g} × {row.item}" for row in job.materials]
			),
		]
		title = _("A job: {0}").format(job.subject)
		return [Shown("record", title, "\n".join(filter(None, lines)), job.customer)]

	def sample(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		job = _new_job(context, params)
		return {"job": f"DJ-{STAND_IN}", "subject": job.subject, "service_location": job.service_location}


@kind
class HoldJobs(Kind):
	name = "hold_jobs"
	label = N_("Hold jobs")
	icon = "circle-pause"
	group = RECORDS
	help = N_(
		"Puts the open jobs of the customer, or of all customers of an outage, on hold, or lets them go again."
	)
	agent = True
	params = (
		Param(
			"action",
			N_("What"),
			"select",
			required=True,
			options=(("hold", N_("put on hold")), ("release", N_("let go"))),
			default="hold",
		),
		Param(
			"reason",
			N_("Reason"),
			help=N_("Empty is the title of the record. Only jobs held for the same reason are let go."),
		),
	)
	outputs = (Output("jobs", N_("Jobs"), "list"), Output("count", N_("How many"), "number"))

	def perform(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		reason, names = _held(context, params)
		holds = params["action"] == "hold"
		for name in names:
			job = frappe.get_doc(JOB, name, for_update=True)
			job.update({"on_hold": int(holds), "hold_reason": reason if holds else None})
			with saving.refusing():
				job.save(ignore_permissions=True)
		return {"jobs": names, "count": len(names)}

	def simulate(self, context: Context, params: dict[str, Any]) -> list[Shown]:
		reason, names = _held(context, params)
		said = _("Jobs put on hold: {0} ({1})") if params["action"] == "hold" else _("Jobs let go: {0} ({1})")
		return [Shown("record", said.format(len(names), reason), ", ".join(names))]

	def sample(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		names = _held(context, params)[1]
		return {"jobs": names, "count": len(names)}


@kind
class ApplyTag(Kind):
	name = "apply_tag"
	label = N_("Tag a job")
	icon = "tag"
	group = RECORDS
	help = N_("Gives a job a tag, such as a skill it needs, or takes it away.")
	params = (
		Param("tag", N_("Tag"), "link", required=True, options="Dispatch Tag"),
		Param(
			"action",
			N_("What"),
			"select",
			required=True,
			options=(("add", N_("give")), ("remove", N_("take away"))),
			default="add",
		),
		Param(
			"job",
			N_("Job"),
			"link",
			options=JOB,
			help=N_("Empty is the record, when it is a job. One that was made before: {{ steps.visit.job }}"),
		),
	)
	outputs = (Output("job", N_("Job")), Output("changed", N_("It has changed"), "check"))

	def perform(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		job, has_it = _tagged(context, params)
		adds = params["action"] == "add"
		if has_it == adds:
			return {"job": job.name, "changed": False}
		if adds:
			job.append("tags", {"tag": params["tag"]})
		else:
			job.set("tags", [row for row in job.tags if row.tag != params["tag"]])
		with saving.refusing():
			job.save(ignore_permissions=True)
		return {"job": job.name, "changed": True}

	def simulate(self, context: Context, params: dict[str, Any]) -> list[Shown]:
		job, has_it = _tagged(context, params)
		if has_it == (params["action"] == "add"):
			return [Shown("note", _("{0}: nothing changes").format(job.name))]
		said = _("{0} gets the tag {1}") if params["action"] == "add" else _("{0} loses the tag {1}")
		return [Shown("record", said.format(job.name, params["tag"]))]

	def sample(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		job, has_it = _tagged(context, params)
		return {"job": job.name, "changed": has_it != (params["action"] == "add")}


def _new_job(context: Context, params: dict[str, Any]) -> Document:
	customer = customer_of(context, params["customer"])
	if not customer:
		raise Refused(_("A job needs a customer: the record has none, and the step names none"))
	values = {
		name: params[name] for name in ("subject", "job_type", "priority", "scheduled_start", "duration")
	}
	job = frappe.new_doc(JOB, customer=customer.name, status="Draft", **values)
	job.service_location = params["service_location"] or _place(context, customer.name)
	job.issue = context.document.name if context.document.doctype == "Issue" else None
	job.description = params["description"]
	for tag in _names(params["tags"]):
		job.append("tags", {"tag": _required("Dispatch Tag", tag)})
	for item, quantity in (params["materials"] or {}).items():
		job.append("materials", {"item": _required("Item", item), "quantity": _quantity(item, quantity)})
	return job


def _place(context: Context, customer: str) -> str | None:
	"""Return the record's place if it is the customer's, else their only active one."""
	own = (
		context.document.get("service_location")
		if context.document.meta.has_field("service_location")
		else None
	)
	if own and frappe.db.get_value("Service Location", own, "customer") == customer:
		reader.require_seen("Service Location", own)
		return own
	filters = {"customer": customer, "status": ("!=", "Inactive")}
	places = reader.rows("Service Location", filters, pluck="name", order_by="creation", limit=2)
	return places[0] if len(places) == 1 else None


def _names(text: str | None) -> list[str]:
	return [name.strip() for name in (text or "").split(",") if name.strip()]


def _required(doctype: str, name: str) -> str:
	if not frappe.db.exists(doctype, name):
		raise Refused(_("{0} {1} does not exist").format(_(doctype), name))
	return name


def _quantity(item: str, quantity: Any) -> float:
	try:
		return float(quantity)
	except (TypeError, ValueError):
		raise Refused(_("{0}: “{1}” is not a quantity").format(item, quantity)) from None


def _held(context: Context, params: dict[str, Any]) -> tuple[str, list[str]]:
	"""Return the reason, and the jobs to hold back or those held for it."""
	reason = (params["reason"] or context.document.get_title() or context.document.name)[:140]
	filters: dict[str, Any] = {"status": ("in", NOT_BEGUN)}
	filters |= {"on_hold": 0} if params["action"] == "hold" else {"on_hold": 1, "hold_reason": reason}
	names: list[str] = []
	for customers in create_batch(_customers(context), A_QUESTION):
		theirs = filters | {"customer": ("in", customers)}
		names += reader.rows(JOB, theirs, pluck="name", order_by="name", limit=MOST_HELD + 1)
		if len(names) > MOST_HELD:
			raise Refused(_("More than {0} jobs are too many for one step").format(MOST_HELD))
	return reason, sorted(names)


def _customers(context: Context) -> list[str]:
	if context.document.doctype == "Outage":
		return sorted({row.customer for row in context.document.customers}) or [""]
	if not context.customer:
		raise Refused(_("The record belongs to no customer"))
	return [context.customer.name]


def _tagged(context: Context, params: dict[str, Any]) -> tuple[Document, bool]:
	name = params["job"] or (context.document.name if context.document.doctype == JOB else None)
	if not name:
		raise Refused(_("The record is no job, and the step names none"))
	job = reader.seen(frappe.get_doc(JOB, name))
	return job, any(row.tag == params["tag"] for row in job.tags)
