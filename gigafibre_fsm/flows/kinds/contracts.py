"""Contracts: have one read and signed by the customer."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm import billing
from gigafibre_fsm.flows.kinds import reader, saving
from gigafibre_fsm.flows.kinds.base import STAND_IN, Context, Kind, Output, Param, Refused, Shown
from gigafibre_fsm.flows.kinds.groups import MONEY
from gigafibre_fsm.flows.kinds.linked import linked, require_of
from gigafibre_fsm.flows.kinds.recipients import customer_of
from gigafibre_fsm.flows.kinds.registry import kind
from gigafibre_fsm.words import N_

CONTRACT, COMMERCIAL = "Service Contract", "Commercial"


@kind
class SendContract(Kind):
	name = "send_contract"
	label = N_("Send a contract")
	icon = "file-signature"
	group = MONEY
	help = N_(
		"Writes a contract from a template and sends the customer a link to read and sign it. When the record is a "
		"contract, that one is sent. To go on once it is signed, wait for the event after this step."
	)
	params = (
		Param(
			"template",
			N_("Terms"),
			"link",
			options="Message Template",
			help=N_("A message template that says the terms. Not needed when the record is a contract."),
		),
		Param(
			"channel",
			N_("Send by"),
			"select",
			options=(("any", N_("what the customer has")), ("SMS", N_("SMS")), ("Email", N_("e-mail"))),
			default="any",
		),
		Param(
			"customer",
			N_("Customer"),
			"link",
			options="Customer",
			help=N_("Empty is the customer of the record."),
		),
	)
	outputs = (
		Output("contract", N_("Contract")),
		Output("channel", N_("Sent by")),
		Output("address", N_("Sent to")),
	)

	def perform(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		with saving.refusing():
			contract = self._contract(context, params)
			sent = billing.send_contract(contract, channel=_channel(params), key=context.key)
		return {"contract": contract.name, "channel": sent["channel"], "address": sent["address"]}

	def simulate(self, context: Context, params: dict[str, Any]) -> list[Shown]:
		with saving.refusing():
			contract = self._draft(context, params)
			contract.require_sendable()
			if contract.contract_type == COMMERCIAL:
				return [Shown("record", _("Contract {0} is marked as sent").format(contract.name))]
			address = billing.address_for(contract, _channel(params))
			terms = frappe.utils.strip_html(contract.terms or billing.terms_of(contract))
		return [Shown(address.channel.lower(), _("A link to read and sign a contract"), terms, address.value)]

	def sample(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		contract = self._draft(context, params)
		return {"contract": contract.name or STAND_IN, "channel": "SMS", "address": STAND_IN}

	def _contract(self, context: Context, params: dict[str, Any]) -> Document:
		if context.document.doctype == CONTRACT:
			return frappe.get_doc(CONTRACT, context.document.name, for_update=True)
		return self._draft(context, params).insert(ignore_permissions=True)

	def _draft(self, context: Context, params: dict[str, Any]) -> Document:
		"""The contract of the record, or a new one that is not saved."""
		if context.document.doctype == CONTRACT:
			return context.document
		customer = customer_of(context, params["customer"])
		if not customer:
			raise Refused(_("The record belongs to no customer, and the step names none"))
		if not params["template"]:
			raise Refused(_("{0} is needed").format(_("Terms")))
		return billing.new_contract(
			customer.name, params["template"], **_linked(customer.name, context.document)
		)


def _linked(customer: str, document: Document) -> dict[str, str]:
	"""Return what the contract names of the record (linked.py). Raises Refused for what is another customer's, and for
	what whoever tries the flow may not read."""
	named = linked(document)
	for field, name in named.items():
		doctype = frappe.get_meta(CONTRACT).get_field(field).options
		reader.require_seen(doctype, name)
		require_of(customer, doctype, name)
	return named


def _channel(params: dict[str, Any]) -> str:
	return params["channel"] if params["channel"] in ("SMS", "Email") else ""
