"""Events that somebody says have happened, such as one that was lost: only what the record's state bears out, and
the flows are told that it came by hand, and from whom."""

from collections.abc import Callable, Mapping
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, now_datetime

from gigafibre_fsm.flows.running.facts import plain
from gigafibre_fsm.flows.triggering.doc_events import SUBSCRIPTION_EVENTS, has_technician, is_from_customer
from gigafibre_fsm.flows.triggering.events import EVENTS, payload_of
from gigafibre_fsm.flows.triggering.triggers import fire

# What is told of every event is not for a caller to say.
OURS = ("event", "at")
# Event → whether its record is as it left it; events that leave no state behind are not here.
BORNE_OUT: dict[str, Callable[[Document], bool]] = {
	"on_payment_received": lambda payment: payment.docstatus == 1 and is_from_customer(payment),
	"on_payment_failed": lambda invoice: invoice.docstatus == 1 and flt(invoice.outstanding_amount) > 0,
	"on_contract_signed": lambda contract: contract.status == "Signed",
	"on_order_placed": lambda order: order.docstatus == 1,
	"on_job_assigned": lambda job: has_technician(job),
	"on_job_complete": lambda job: job.status == "Done",
	"on_outage_started": lambda outage: outage.status == "Ongoing",
	"on_outage_ended": lambda outage: outage.status != "Ongoing",
} | {
	event: lambda subscription, status=status: subscription.status == status
	for status, event in SUBSCRIPTION_EVENTS.items()
}


def fire_by_hand(event: str, document: Document, payload: Mapping[str, Any]) -> None:
	"""Fire an event that somebody says has happened; of `payload` only what this event brings is told on.

	Raises ValidationError when it cannot happen to such a record, or its state says that it has not.
	"""
	if event not in EVENTS or document.doctype != EVENTS[event].source:
		frappe.throw(_("“{0}” is no event of {1}").format(event, _(document.doctype)))
	if event in BORNE_OUT and not BORNE_OUT[event](document):
		words = _("{0} is {1}: it cannot be that “{2}”")
		frappe.throw(words.format(document.name, _state_of(document), _(EVENTS[event].label)))
	names = {value.name for value in payload_of(event)}.difference(OURS)
	told = {name: value for name, value in payload.items() if name in names}
	said = _("by hand, by {0}").format(frappe.session.user)
	fire(event, document, {**told, "by_hand": said}, occurrence=f"by-hand-{plain(now_datetime())}")


def _state_of(document: Document) -> str:
	"""Return how a record stands, in a word."""
	if document.get("status"):
		return _(document.status)
	return {0: _("a draft"), 1: _("submitted"), 2: _("cancelled")}[int(document.docstatus)]
