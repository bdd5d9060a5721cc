"""What may start a flow or wake one that waits: the events, whom they are about, and what they bring. No frappe.

Rooms and doc_events.py fire them; subjects.py finds, from the record an event happened to, those a flow may be about.
"""

from dataclasses import dataclass
from types import MappingProxyType

from gigafibre_fsm.words import N_

MANUAL, SCHEDULE = "manual", "schedule"

# What a flow may be about.
DOCTYPES = (
	"Customer",
	"Quotation",
	"Sales Order",
	"Sales Invoice",
	"Payment Entry",
	"Issue",
	"Subscription",
	"Service Subscription",
	"Service Contract",
	"Service Equipment",
	"Dispatch Job",
	"Outage",
	"Conversation",
)

# Doctype of a record → what a flow started by an event of it, or by hand from it, may be about (subjects.py finds it).
REACHES = MappingProxyType(
	{
		"Payment Entry": (
			"Payment Entry",
			"Sales Invoice",
			"Sales Order",
			"Subscription",
			"Service Subscription",
			"Customer",
		),
		"Sales Invoice": (
			"Sales Invoice",
			"Sales Order",
			"Subscription",
			"Service Subscription",
			"Customer",
		),
		"Sales Order": ("Sales Order", "Quotation", "Customer"),
		"Service Contract": ("Service Contract", "Quotation", "Service Subscription", "Customer"),
		"Service Subscription": ("Service Subscription", "Subscription", "Customer"),
		"Service Equipment": ("Service Equipment", "Customer"),
		"Dispatch Job": ("Dispatch Job", "Issue", "Customer"),
		"Issue": ("Issue", "Customer"),
		"Outage": ("Outage", "Customer"),
		"Conversation": ("Conversation", "Issue", "Customer"),
		"Quotation": ("Quotation", "Customer"),
		"Subscription": ("Subscription", "Service Subscription", "Customer"),
		"Customer": ("Customer",),
	}
)


@dataclass(frozen=True, slots=True)
class Payload:
	"""One value an event brings: texts and conditions see it as `trigger.<name>`."""

	name: str
	label: str
	type: str = "text"


@dataclass(frozen=True, slots=True)
class Event:
	"""An event in words; `source` is the doctype of the record it happens to, empty when there is none."""

	label: str
	help: str
	source: str = ""
	payload: tuple[Payload, ...] = ()

	@property
	def applies_to(self) -> tuple[str, ...]:
		"""The doctypes a flow it starts may be about."""
		return REACHES[self.source] if self.source else DOCTYPES


# What every event brings.
ALWAYS = (Payload("event", N_("Event")), Payload("at", N_("When it happened"), "datetime"))
AMOUNT = (Payload("amount", N_("Amount"), "number"), Payload("currency", N_("Currency")))
PREVIOUSLY = (Payload("previous_status", N_("Status before")),)

EVENTS = MappingProxyType(
	{
		MANUAL: Event(N_("By hand"), N_("Somebody starts it from a record.")),
		SCHEDULE: Event(N_("On a schedule"), N_("At set times, for each of the records chosen below.")),
		"on_payment_received": Event(
			N_("A payment is received"),
			N_("A customer's payment was submitted, whoever entered it."),
			"Payment Entry",
			(
				Payload("payment", N_("Payment")),
				*AMOUNT,
				Payload("mode_of_payment", N_("Mode of payment")),
				Payload("invoices", N_("Invoices it pays"), "list"),
			),
		),
		"on_payment_failed": Event(
			N_("A payment has failed"),
			N_("A card or a bank refused a payment."),
			"Sales Invoice",
			(*AMOUNT, Payload("reason", N_("Reason"))),
		),
		"on_contract_signed": Event(
			N_("A contract is signed"),
			N_("The customer accepted a service contract."),
			"Service Contract",
			(Payload("contract", N_("Contract")), Payload("signed_by", N_("Signed by"))),
		),
		"on_order_placed": Event(
			N_("An order is placed"),
			N_("A sales order was submitted."),
			"Sales Order",
			(Payload("order", N_("Sales order")), *AMOUNT),
		),
		"on_job_assigned": Event(
			N_("A job is assigned"),
			N_("A published job got its technician, or another one."),
			"Dispatch Job",
			(Payload("job", N_("Job")), Payload("technician", N_("Technician"))),
		),
		"on_job_complete": Event(
			N_("A job is complete"),
			N_("A job was done; not one that could not be completed."),
			"Dispatch Job",
			(Payload("job", N_("Job")), Payload("job_type", N_("Job type"))),
		),
		"on_ticket_created": Event(
			N_("A ticket is created"),
			N_("Somebody, or a customer's e-mail, opened a ticket."),
			"Issue",
			(Payload("ticket", N_("Ticket")), Payload("subject", N_("Subject"))),
		),
		"on_subscription_activated": Event(
			N_("A service is activated"),
			N_("A service subscription became active, the first time or again."),
			"Service Subscription",
			PREVIOUSLY,
		),
		"on_subscription_suspended": Event(
			N_("A service is suspended"),
			N_("A service subscription was suspended."),
			"Service Subscription",
			PREVIOUSLY,
		),
		"on_subscription_cancelled": Event(
			N_("A service is cancelled"),
			N_("A service subscription was cancelled."),
			"Service Subscription",
			PREVIOUSLY,
		),
		"on_equipment_moved": Event(
			N_("A device is moved"),
			N_("A device changed its place, its holder or its status."),
			"Service Equipment",
			(
				Payload("from_location", N_("Place before")),
				Payload("to_location", N_("Place now")),
				Payload("from_status", N_("Status before")),
				Payload("to_status", N_("Status now")),
			),
		),
		"on_outage_started": Event(
			N_("An outage has started"),
			N_("Somebody, or the monitoring, opened an outage."),
			"Outage",
			(Payload("outage", N_("Outage")),),
		),
		"on_outage_ended": Event(
			N_("An outage has ended"),
			N_("An outage was closed."),
			"Outage",
			(Payload("outage", N_("Outage")),),
		),
		"on_message_received": Event(
			N_("A message is received"),
			N_("A customer wrote to us by SMS, by e-mail or in the portal; what we write does not count."),
			"Conversation",
			(
				Payload("text", N_("Text")),
				Payload("channel", N_("Channel")),
				Payload("from", N_("Number or address")),
				Payload("message", N_("Message")),
			),
		),
	}
)


def payload_of(event: str) -> tuple[Payload, ...]:
	"""Return what this event brings to a flow, what all bring included."""
	known = EVENTS.get(event)
	return (*ALWAYS, *known.payload) if known else ALWAYS
