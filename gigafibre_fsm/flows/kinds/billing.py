"""Money: invoice a customer, ask for what is due."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm import billing
from gigafibre_fsm.clock import on_our_clock
from gigafibre_fsm.flows.kinds import reader, saving
from gigafibre_fsm.flows.kinds.base import STAND_IN, Context, Kind, Output, Param, Refused, Shown
from gigafibre_fsm.flows.kinds.groups import MONEY
from gigafibre_fsm.flows.kinds.linked import linked, require_of
from gigafibre_fsm.flows.kinds.recipients import customer_of
from gigafibre_fsm.flows.kinds.registry import kind
from gigafibre_fsm.flows.running.facts import plain
from gigafibre_fsm.integrations.stripe import StripeError
from gigafibre_fsm.words import N_

CUSTOMER = Param(
	"customer",
	N_("Customer"),
	"link",
	options="Customer",
	help=N_("Empty is the customer of the record."),
)
INVOICE = Output("invoice", N_("Invoice"))
AMOUNT = Output("amount", N_("Amount"), "number")


@kind
class CreateInvoice(Kind):
	name = "create_invoice"
	label = N_("Make an invoice")
	icon = "receipt"
	group = MONEY
	help = N_(
		"Invoices the customer for an item, or for one period of their subscription, with ERPNext's taxes."
	)
	params = (
		Param(
			"source",
			N_("For"),
			"select",
			required=True,
			options=(("item", N_("an item")), ("subscription", N_("a subscription"))),
			default="item",
		),
		Param("item", N_("Item"), "link", required=True, options="Item", depends_on=("source", ("item",))),
		Param("quantity", N_("How many"), "number", default=1, depends_on=("source", ("item",))),
		Param(
			"rate",
			N_("Price of one"),
			"number",
			default=0,
			help=N_("0 is the price of the price list."),
			depends_on=("source", ("item",)),
		),
		Param(
			"subscription",
			N_("Subscription"),
			"link",
			options="Service Subscription",
			help=N_("Empty is the record's own."),
			depends_on=("source", ("subscription",)),
		),
		Param("due_in_days", N_("Due within (days)"), "number", default=30),
		Param(
			"submit",
			N_("Submit it"),
			"check",
			default=True,
			help=N_("A draft waits for somebody in ERPNext."),
		),
		CUSTOMER,
	)
	outputs = (INVOICE, AMOUNT)

	def perform(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		with saving.refusing():
			invoice = billing.create_invoice(**_invoiced(context, params), submit=params["submit"])
		return {"invoice": invoice.name, "amount": invoice.grand_total}

	def simulate(self, context: Context, params: dict[str, Any]) -> list[Shown]:
		invoice = self._unsaved(context, params)
		title = _("An invoice of {0}").format(_money(invoice.grand_total, invoice.currency))
		rows = [f"{row.qty:g} × {row.item_name or row.item_code}" for row in invoice.items]
		return [Shown("record", title, "\n".join(rows), invoice.customer)]

	def sample(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		return {"invoice": STAND_IN, "amount": self._unsaved(context, params).grand_total}

	def _unsaved(self, context: Context, params: dict[str, Any]) -> Document:
		with saving.refusing():
			return billing.new_invoice(**_invoiced(context, params))


@kind
class PaymentLink(Kind):
	name = "payment_link"
	label = N_("Make a link to pay")
	icon = "credit-card"
	group = MONEY
	help = N_(
		"Asks Stripe for a page on which the customer pays what is due on an invoice, within a day. A message after this "
		"step sends it: {{ steps.….url }}"
	)
	# Stripe is asked; the key makes it the same page at every attempt.
	transactional = False
	params = (
		Param(
			"invoice",
			N_("Invoice"),
			help=N_("Empty is the record, when it is an invoice. One made before: {{ steps.….invoice }}"),
		),
	)
	outputs = (
		Output("url", N_("Link")),
		INVOICE,
		AMOUNT,
		Output("expires_on", N_("Opens until"), "datetime"),
	)

	def perform(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		link = self._link(_invoice(context, params), context.key)
		return {
			"url": link.url,
			"invoice": link.invoice,
			"amount": link.amount,
			"expires_on": plain(on_our_clock(link.expires_at)),
		}

	def simulate(self, context: Context, params: dict[str, Any]) -> list[Shown]:
		if STAND_IN in (params["invoice"] or ""):
			return [Shown("http", _("A link to pay the invoice"))]
		invoice = _invoice(context, params)
		due = _money(invoice.outstanding_amount, invoice.currency)
		return [Shown("http", _("A link to pay {0} of {1}").format(due, invoice.name), to=invoice.customer)]

	def sample(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		made_before = STAND_IN in (params["invoice"] or "")
		invoice = None if made_before else _invoice(context, params)
		return {
			"url": f"https://checkout.stripe.com/{STAND_IN}",
			"invoice": invoice.name if invoice else params["invoice"],
			"amount": invoice.outstanding_amount if invoice else 0,
			"expires_on": plain(frappe.utils.add_days(frappe.utils.now_datetime(), 1)),
		}

	def _link(self, invoice: Document, key: str) -> Any:
		try:
			with saving.refusing():
				return billing.link_to_pay(invoice.name, key=key)
		except StripeError as error:
			sentence = _("Stripe answered: {0}").format(billing.in_words(error))
			if error.retryable:
				frappe.throw(sentence)
			raise Refused(sentence) from error


def _invoiced(context: Context, params: dict[str, Any]) -> dict[str, Any]:
	customer = customer_of(context, params["customer"])
	if not customer:
		raise Refused(_("The record belongs to no customer, and the step names none"))
	if params["source"] == "subscription":
		subscription = params["subscription"] or _subscription_of(context.document)
		require_of(customer.name, "Service Subscription", subscription)
		line = billing.line_of_subscription(subscription)
	else:
		line = billing.Line(params["item"], _quantity(params["quantity"]), _rate(params["rate"]))
	return {"customer": customer.name, "lines": [line], "due_in_days": int(params["due_in_days"] or 0)}


def _quantity(value: float | None) -> float:
	if value is not None and value <= 0:
		raise Refused(
			_("{0} of an item cannot be invoiced: it must be more than nothing").format(f"{value:g}")
		)
	return value or 1


def _rate(value: float | None) -> float:
	"""0 is the price of the price list."""
	if value and value < 0:
		raise Refused(
			_("A price of {0} cannot be invoiced: it must be more than nothing").format(f"{value:g}")
		)
	return value or 0


def _subscription_of(document: Document) -> str:
	name = linked(document).get("service_subscription")
	if name:
		reader.require_seen("Service Subscription", name)
	else:
		raise Refused(_("The record is no subscription and has none, and the step names none"))
	return name


def _invoice(context: Context, params: dict[str, Any]) -> Document:
	name = params["invoice"] or (
		context.document.name if context.document.doctype == "Sales Invoice" else None
	)
	if not name:
		raise Refused(_("The record is no invoice, and the step names none"))
	if not frappe.db.exists("Sales Invoice", name):
		raise Refused(_("{0} {1} does not exist").format(_("Sales Invoice"), name))
	return reader.seen(frappe.get_doc("Sales Invoice", name))


def _money(amount: float, currency: str) -> str:
	return frappe.utils.fmt_money(amount, currency=currency)
