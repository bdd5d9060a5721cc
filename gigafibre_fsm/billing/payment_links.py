"""A link with which a customer pays an invoice: Stripe's Checkout page, open for a day."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, validate_email_address

from gigafibre_fsm import messaging
from gigafibre_fsm.billing.amounts import has_cents, to_cents
from gigafibre_fsm.billing.provider import stripe
from gigafibre_fsm.integrations.stripe import Purchase
from gigafibre_fsm.public_address import public_address

# Stripe speaks the French of Canada, and knows no English of it.
LOCALES = {"fr": "fr-CA", "en": "en"}
AFTERWARDS = "/payment"


@dataclass(frozen=True, slots=True)
class PaymentLink:
	"""Where to pay what is due on an invoice, and until when."""

	url: str
	invoice: str
	amount: float
	currency: str
	expires_at: datetime


def link_to_pay(invoice: str, *, key: str) -> PaymentLink:
	"""Return a page on which all that is due on an invoice is paid, in its customer's language.

	The same `key` again is the same page, unless what is due has changed since; Stripe remembers it for a day.
	Raises ValidationError when nothing is due, StripeOff, and StripeError.
	"""
	document = frappe.get_doc("Sales Invoice", invoice)
	_require_due(document)
	_require_currency(document)
	wanted = _purchase(document)
	session = stripe().create_session(wanted, _idempotency_key(key, wanted))
	return PaymentLink(
		url=session.url or "",
		invoice=document.name,
		amount=document.outstanding_amount,
		currency=document.currency,
		expires_at=datetime.fromtimestamp(session.expires_at, UTC),
	)


def _require_due(invoice: Document) -> None:
	if invoice.docstatus != 1:
		frappe.throw(_("Invoice {0} is not submitted: nothing is due on it").format(invoice.name))
	if flt(invoice.outstanding_amount) <= 0:
		frappe.throw(_("Nothing is due on invoice {0}").format(invoice.name))


def _require_currency(invoice: Document) -> None:
	"""What is due is kept in the currency of the customer's account, which need not be the invoice's."""
	kept_in = invoice.party_account_currency
	if kept_in and kept_in != invoice.currency:
		message = _("Invoice {0} is in {1}, and its account in {2}: it cannot be paid by a link")
		frappe.throw(message.format(invoice.name, invoice.currency, kept_in))
	if not has_cents(invoice.currency):
		message = _("Invoice {0} is in {1}, which has no cents: it cannot be paid by a link")
		frappe.throw(message.format(invoice.name, invoice.currency))


def _purchase(invoice: Document) -> Purchase:
	language = messaging.language_of(invoice.customer)
	return Purchase(
		amount=to_cents(invoice.outstanding_amount),
		currency=invoice.currency.lower(),
		description=_("Invoice {0}", language).format(invoice.name),
		success_url=public_address(f"{AFTERWARDS}?paid=1&lang={language}"),
		cancel_url=public_address(f"{AFTERWARDS}?lang={language}"),
		locale=LOCALES[language],
		metadata={"invoice": invoice.name, "customer": invoice.customer},
		email=validate_email_address(invoice.contact_email or ""),
	)


def _idempotency_key(key: str, purchase: Purchase) -> str:
	"""Stripe refuses a key that comes again with another content: what is due may have changed in between."""
	return hashlib.sha256(f"{key} {purchase}".encode()).hexdigest()
