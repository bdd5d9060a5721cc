"""Payments that arrive: Stripe tells, we ask it what is true, and book it once.

An event only says which payment to look at: it may come late, twice, and before the one it follows from. Stripe is
asked before the handler's transaction (webhooks/README.md), so that no row is locked while it thinks.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, nowdate

from gigafibre_fsm import flows, messaging
from gigafibre_fsm.billing.amounts import from_cents
from gigafibre_fsm.billing.provider import stripe
from gigafibre_fsm.integrations.stripe import Payment, reason

SESSION_EVENTS = frozenset(
	(
		"checkout.session.completed",
		"checkout.session.async_payment_succeeded",
		"checkout.session.async_payment_failed",
	)
)
PAYMENT_EVENTS = frozenset(("payment_intent.succeeded", "payment_intent.payment_failed"))
# Where a payment stands after a try that failed, until somebody tries again.
FAILED = frozenset(("requires_payment_method", "canceled"))


def look_up_payment(event: Document) -> Payment | None:
	"""Return the payment a Webhook Event tells of as it is by now; None for an event that tells of none.

	Raises StripeError and StripeOff: the event is tried again later.
	"""
	id = _subject_of(event)
	if id and event.event_type in PAYMENT_EVENTS:
		return stripe().payment(id)
	if id and event.event_type in SESSION_EVENTS:
		payment = stripe().session(id).payment
		return stripe().payment(payment) if payment else None
	return None


def _subject_of(event: Document) -> str | None:
	"""The id of what an event tells of."""
	data = frappe.parse_json(event.payload).get("data")
	subject = data.get("object") if isinstance(data, dict) else None
	id = subject.get("id") if isinstance(subject, dict) else None
	return id if isinstance(id, str) else None


def receive_payment(event: Document, payment: Payment | None) -> None:
	"""Handler of Stripe's events: book a payment that succeeded, and start the flows of one that failed."""
	if not payment or "invoice" not in payment.metadata:
		return
	if payment.status == "succeeded":
		_book(payment)
	elif payment.status in FAILED and payment.error:
		_tell_failure(payment)


def _book(payment: Payment) -> None:
	"""Write the one Payment Entry of a payment; the unique field `stripe_payment` has the last word."""
	invoice = _locked_invoice(payment)
	if frappe.db.get_value("Payment Entry", {"stripe_payment": payment.id}, "name", for_update=True):
		return
	_require_currency(payment, invoice)
	entry = _entry(invoice, from_cents(payment.received))
	entry.update({"stripe_payment": payment.id, "reference_no": payment.id, "reference_date": nowdate()})
	entry.insert(ignore_permissions=True)
	entry.flags.ignore_permissions = True
	entry.submit()


def _entry(invoice: Document, amount: float) -> Document:
	"""Return an unsaved payment of this amount; what is no longer due on the invoice stays to the customer's credit."""
	from erpnext.accounts.doctype.payment_entry.payment_entry import get_payment_entry

	entry = get_payment_entry("Sales Invoice", invoice.name, party_amount=amount)
	left = min(amount, flt(invoice.outstanding_amount)) if invoice.docstatus == 1 else 0
	for row in entry.references:
		row.allocated_amount = min(flt(row.allocated_amount), max(left, 0))
		left -= row.allocated_amount
	entry.references = [row for row in entry.references if row.allocated_amount]
	entry.set_amounts()
	return entry


def _locked_invoice(payment: Payment) -> Document:
	name = payment.metadata["invoice"]
	if not frappe.db.exists("Sales Invoice", name):
		message = _("Payment {0} is for invoice {1}, which does not exist: book it by hand")
		frappe.throw(message.format(payment.id, name))
	return frappe.get_doc("Sales Invoice", name, for_update=True)


def _require_currency(payment: Payment, invoice: Document) -> None:
	if payment.currency != invoice.currency.lower():
		message = _("Payment {0} is in {1}, invoice {2} in {3}: book it by hand")
		frappe.throw(message.format(payment.id, payment.currency.upper(), invoice.name, invoice.currency))


def _tell_failure(payment: Payment) -> None:
	"""Start the flows of a failed payment: each try that failed is one occurrence, however often it is told."""
	if not frappe.db.exists("Sales Invoice", payment.metadata["invoice"]):
		return
	invoice = frappe.get_doc("Sales Invoice", payment.metadata["invoice"])
	if flt(invoice.outstanding_amount) <= 0:
		# Paid in another way meanwhile: there is nothing to remind anybody of.
		return
	told = {
		"reason": decline_in_words(payment, messaging.language_of(invoice.customer)),
		"code": payment.decline_code or payment.error_code,
		"amount": from_cents(payment.amount),
		"currency": invoice.currency,
		"payment": payment.id,
	}
	flows.fire("on_payment_failed", invoice, told, occurrence=payment.charge or payment.id)


def decline_in_words(payment: Payment, language: str) -> str:
	"""Return why a payment failed, in a language we speak; in the bank's own words when we have none."""
	known = reason(payment.decline_code) or reason(payment.error_code)
	return _(known, language) if known else payment.error
