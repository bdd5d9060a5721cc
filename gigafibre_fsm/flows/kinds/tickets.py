"""Tickets: open one, give one to somebody, close one."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm import messaging
from gigafibre_fsm.flows.kinds import reader, saving
from gigafibre_fsm.flows.kinds.base import STAND_IN, Context, Kind, Output, Param, Refused, Shown
from gigafibre_fsm.flows.kinds.groups import TICKETS
from gigafibre_fsm.flows.kinds.recipients import customer_of
from gigafibre_fsm.flows.kinds.registry import kind
from gigafibre_fsm.words import N_

TICKET = Param(
	"ticket",
	N_("Ticket"),
	"link",
	options="Issue",
	help=N_(
		"Empty is the record, when it is a ticket. One that was opened before: {{ steps.ticket.ticket }}"
	),
)
NAME = Output("ticket", N_("Ticket"))


@kind
class CreateTicket(Kind):
	name = "create_ticket"
	label = N_("Open a ticket")
	icon = "ticket-plus"
	group = TICKETS
	help = N_("Opens a ticket of the customer, and gives it to somebody if you name them.")
	agent = True
	params = (
		Param("subject", N_("Subject"), required=True),
		Param("description", N_("Description"), "long_text"),
		Param("priority", N_("Priority"), "link", options="Issue Priority"),
		Param("issue_type", N_("Type"), "link", options="Issue Type"),
		Param("user", N_("Give it to"), "user"),
		Param(
			"customer",
			N_("Customer"),
			"link",
			options="Customer",
			help=N_("Empty is the customer of the record."),
		),
	)
	outputs = (NAME, Output("subject", N_("Subject")))

	def perform(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		ticket = _new_ticket(context, params)
		with saving.refusing():
			ticket.insert(ignore_permissions=True)
		if params["user"]:
			_assign(ticket, params["user"])
		return {"ticket": ticket.name, "subject": ticket.subject}

	def simulate(self, context: Context, params: dict[str, Any]) -> list[Shown]:
		ticket = _new_ticket(context, params)
		details = [ticket.priority, ticket.issue_type, params["description"]]
		title = _("A ticket: {0}").format(ticket.subject)
		given = [_("Given to {0}").format(_full_name(params["user"]))] if params["user"] else []
		return [Shown("record", title, "\n".join(filter(None, details + given)), ticket.customer or "")]

	def sample(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		return {"ticket": f"ISS-{STAND_IN}", "subject": params["subject"]}


@kind
class AssignTicket(Kind):
	name = "assign_ticket"
	label = N_("Assign a ticket")
	icon = "user-check"
	group = TICKETS
	help = N_("Gives a ticket to somebody, who is told.")
	params = (TICKET, Param("user", N_("To"), "user", required=True))
	outputs = (NAME, Output("changed", N_("It was not theirs already"), "check"))

	def perform(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		ticket = _ticket(context, params)
		return {"ticket": ticket.name, "changed": _assign(ticket, params["user"])}

	def simulate(self, context: Context, params: dict[str, Any]) -> list[Shown]:
		ticket, user = _ticket(context, params), params["user"]
		if _is_theirs(ticket, user):
			return [Shown("note", _("{0} is {1}'s already").format(ticket.name, _full_name(user)))]
		said = _("{0} is given to {1}").format(ticket.name, _full_name(user))
		return [Shown("record", said, ticket.subject, user)]


@kind
class CloseTicket(Kind):
	name = "close_ticket"
	label = N_("Close a ticket")
	icon = "ticket-check"
	group = TICKETS
	help = N_("Closes a ticket with what came of it, and the tasks people have of it.")
	agent = True
	params = (TICKET, Param("resolution", N_("What came of it"), "long_text"))
	outputs = (NAME, Output("changed", N_("It was open"), "check"))

	def perform(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		ticket = _ticket(context, params)
		if ticket.status == "Closed":
			return {"ticket": ticket.name, "changed": False}
		ticket.status = "Closed"
		if params["resolution"]:
			ticket.resolution_details = messaging.html_of(params["resolution"])
		with saving.refusing():
			ticket.save(ignore_permissions=True)
		for name in _todos(ticket):
			frappe.get_doc("ToDo", name).update({"status": "Closed"}).save(ignore_permissions=True)
		return {"ticket": ticket.name, "changed": True}

	def simulate(self, context: Context, params: dict[str, Any]) -> list[Shown]:
		ticket = _ticket(context, params)
		if ticket.status == "Closed":
			return [Shown("note", _("{0} is closed already").format(ticket.name))]
		title = _("{0} is closed: {1}").format(ticket.name, ticket.subject)
		return [Shown("record", title, params["resolution"] or "")]


def _new_ticket(context: Context, params: dict[str, Any]) -> Document:
	customer, place = customer_of(context, params["customer"]), None
	if context.document.meta.has_field("service_location"):
		place = context.document.get("service_location")
	return frappe.new_doc(
		"Issue",
		subject=params["subject"],
		customer=customer and customer.name,
		priority=params["priority"],
		issue_type=params["issue_type"],
		service_location=place,
		description=params["description"] and messaging.html_of(params["description"]),
	)


def _ticket(context: Context, params: dict[str, Any]) -> Document:
	name = params["ticket"] or (context.document.name if context.document.doctype == "Issue" else None)
	if not name:
		raise Refused(_("The record is no ticket, and the step names none"))
	return reader.seen(frappe.get_doc("Issue", name))


def _assign(ticket: Document, user: str) -> bool:
	"""Give somebody a ticket as the desk does, with a task of theirs and a notice; False when they have it already."""
	if _is_theirs(ticket, user):
		return False
	ticket.assigned_staff = user
	with saving.refusing():
		ticket.save(ignore_permissions=True)
	frappe.get_doc(
		doctype="ToDo",
		allocated_to=user,
		assigned_by=frappe.session.user,
		reference_type="Issue",
		reference_name=ticket.name,
		description=ticket.subject,
	).insert(ignore_permissions=True)
	frappe.get_doc(
		doctype="Notification Log",
		type="Assignment",
		for_user=user,
		from_user=frappe.session.user,
		document_type="Issue",
		document_name=ticket.name,
		subject=_("A flow gave you the ticket {0}: {1}").format(
			ticket.name, frappe.utils.escape_html(ticket.subject)
		),
	).insert(ignore_permissions=True)
	return True


def _is_theirs(ticket: Document, user: str) -> bool:
	return bool(_todos(ticket, allocated_to=user))


def _todos(ticket: Document, **more: str) -> list[str]:
	filters = {"reference_type": "Issue", "reference_name": ticket.name, "status": "Open", **more}
	return frappe.get_all("ToDo", filters, pluck="name", order_by="creation")


def _full_name(user: str) -> str:
	return frappe.db.get_value("User", user, "full_name") or user
