"""Contracts: written from a template, sent to the customer, read and signed on a page of ours.

A link opens the page for thirty days, as often as the customer likes; signing is done once. Commercial contracts are
signed in DocuSeal, which tells us (docuseal_forms.py).
"""

from datetime import datetime, timedelta

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from gigafibre_fsm import identity, messaging
from gigafibre_fsm.messaging import conversations
from gigafibre_fsm.public_address import public_address

DOCTYPE = "Service Contract"
PURPOSE = "contract"
DAYS = 30
PAGE = "/contract"
# What a template may name besides the contract and its customer: root → the field that links to it.
ROOTS = {"subscription": "service_subscription", "location": "service_location", "quotation": "quotation"}


def new_contract(customer: str, template: str, **values: str) -> Document:
	"""Return a contract of a customer with the terms of a Message Template: a draft that is not saved yet.

	`values` are fields of Service Contract, such as contract_type and service_subscription. Raises TemplateMistake.
	"""
	contract = frappe.new_doc(
		DOCTYPE,
		customer=customer,
		template=template,
		language=messaging.language_of(customer),
		**{field: value for field, value in values.items() if value},
	)
	contract.terms = terms_of(contract)
	return contract


def terms_of(contract: Document) -> str:
	"""Return the terms its template gives a contract, as HTML, in the contract's language.

	Raises ValidationError without a template, and TemplateMistake.
	"""
	if not contract.template:
		frappe.throw(_("Write the terms of {0}, or choose a template for them").format(contract.name))
	template = frappe.get_cached_doc("Message Template", contract.template)
	language = contract.language if template.get(f"body_{contract.language}") else "fr"
	roots = {"doc": contract, "customer": frappe.get_cached_doc("Customer", contract.customer)}
	roots["company"] = messaging.company_name()
	for root, field in ROOTS.items():
		if contract.get(field):
			roots[root] = frappe.get_cached_doc(contract.meta.get_field(field).options, contract.get(field))
	return messaging.html_of(messaging.fill(template.get(f"body_{language}"), roots, language))


def send_contract(contract: Document, *, channel: str = "", key: str = "") -> dict:
	"""Send the customer a link to read and sign a contract: `{channel, address, expires_on}`.

	By "SMS" or "Email"; unless told, by SMS to who has a mobile number. `key` is what the same sending has every time.
	A commercial one is only marked as sent, once it names its submission at DocuSeal: `channel` is "DocuSeal" then.
	Raises ValidationError when there is nowhere to send it to, or it is signed or cancelled.
	"""
	contract.require_sendable()
	if contract.contract_type == "Commercial":
		return _sent_by_docuseal(contract)
	address = address_for(contract, channel)
	contract.terms = contract.terms or terms_of(contract)
	contract.move("Sent", sent_on=now_datetime(), offer=offer_of(contract))
	expires_on = now_datetime() + timedelta(days=DAYS)
	letter = _letter(contract, _link(contract, expires_on))
	key = key or f"contract:{contract.name}:{frappe.generate_hash(length=12)}"
	identity.send_letter(letter, address, key, contract.customer, _kept(letter, address, key, contract))
	return {"channel": address.channel, "address": address.value, "expires_on": expires_on}


def offer_of(contract: Document) -> str:
	"""Return what is offered with the terms, as JSON: `{plan: {plan_name, price, currency, frequency} | null, place}`.

	It is kept when the contract is sent: the customer signs what they were shown, whatever becomes of the service.
	"""
	plan, place = None, ()
	if contract.service_subscription:
		fields = ["plan_name", "price", "currency", "frequency"]
		plan = frappe.db.get_value(
			"Service Subscription", contract.service_subscription, fields, as_dict=True
		)
	if contract.service_location:
		place = frappe.db.get_value("Service Location", contract.service_location, ["address_line1", "city"])
	return frappe.as_json({"plan": plan, "place": ", ".join(filter(None, place))})


def address_for(contract: Document, channel: str = "") -> identity.Address:
	"""Return where its customer is reached: by this channel, else by SMS, else by e-mail. Raises ValidationError."""
	number = messaging.mobile_numbers([contract.customer]).get(contract.customer)
	email = messaging.email_addresses([contract.customer]).get(contract.customer)
	known = {name: address for name, address in (("SMS", number), ("Email", email)) if address}
	if channel:
		known = {name: address for name, address in known.items() if name == channel}
	for name, address in known.items():
		return identity.Address(name, address)
	who = frappe.db.get_value("Customer", contract.customer, "customer_name")
	frappe.throw(_why_nowhere(channel).format(who))


def withdraw_links(contract: Document) -> None:
	"""Have the links that open this contract open it no more."""
	for token in identity.living(PURPOSE, (DOCTYPE, contract.name)):
		identity.revoke(token)


def _sent_by_docuseal(contract: Document) -> dict:
	if not contract.docuseal_submission:
		message = _(
			"{0} is a commercial contract: it is signed in DocuSeal. Send it from there, and write the number of its "
			"submission in the contract"
		)
		frappe.throw(message.format(contract.name))
	contract.move("Sent", sent_on=now_datetime())
	return {"channel": "DocuSeal", "address": contract.docuseal_submission, "expires_on": None}


def _why_nowhere(channel: str) -> str:
	if channel == "SMS":
		return _("{0} has no mobile number")
	if channel == "Email":
		return _("{0} has no e-mail address")
	return _("{0} has neither a mobile number nor an e-mail address")


def _link(contract: Document, expires_on: datetime) -> str:
	token = identity.issue(PURPOSE, subject=(DOCTYPE, contract.name), expires_on=expires_on)
	return f"{public_address(PAGE)}?lang={contract.language}#{token}"


def _kept(letter: identity.Letter, address: identity.Address, key: str, contract: Document) -> str:
	"""Show in the customer's conversation that it was sent, with a button in words for the link: that is theirs alone."""
	text = f"{letter.sentence}\n[{letter.button}]"
	sending = conversations.Sending(address.channel, address.value, text, letter.subject)
	return conversations.keep_sent(contract.customer, sending, key)


def _letter(contract: Document, link: str) -> identity.Letter:
	say, company = contract.language, messaging.company_name()
	name = frappe.db.get_value("Customer", contract.customer, "customer_name")
	return identity.Letter(
		language=say,
		text=_("{0}: read and sign your contract {1} here: {2}", say).format(company, contract.name, link),
		subject=_("Your contract with {0}", say).format(company),
		greeting=_("Hello {0},", say).format(name),
		sentence=_("Your contract {0} is ready: read it, and sign it with your name.", say).format(
			contract.name
		),
		ending=_(
			"The link opens for {0} days. If you expect no contract from us, please call us.", say
		).format(DAYS),
		link=link,
		button=_("Read and sign", say),
	)
