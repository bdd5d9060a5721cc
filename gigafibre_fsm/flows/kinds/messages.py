"""Messages to customers: an SMS, an e-mail, in the language they read.

One that cannot be sent because nobody is reached there, or because they opted out, is no failure: the step is done,
and its output says that nothing was sent and why, for later steps to ask a person instead.

What goes to a number or an address of the customer's own is shown in their conversation, with the flow as its author.
"""

from dataclasses import replace
from typing import Any

import frappe
from frappe import _

from gigafibre_fsm import messaging
from gigafibre_fsm.flows.kinds import fill
from gigafibre_fsm.flows.kinds.base import Context, Kind, Output, Param, Refused, Shown
from gigafibre_fsm.flows.kinds.groups import MESSAGES
from gigafibre_fsm.flows.kinds.recipients import Addressee, addressee, customer_of, nobody
from gigafibre_fsm.flows.kinds.registry import kind
from gigafibre_fsm.messaging import conversations
from gigafibre_fsm.words import N_

SOURCE = Param(
	"source",
	N_("Text"),
	"select",
	required=True,
	options=(("own", N_("written here")), ("template", N_("a message template"))),
	default="own",
)
TEMPLATE = Param(
	"template",
	N_("Message template"),
	"link",
	required=True,
	options="Message Template",
	depends_on=("source", ("template",)),
)
OWN = ("source", ("own",))
IN_ENGLISH = N_("For customers who read English; empty sends them the French.")
CUSTOMER = Param(
	"customer",
	N_("Customer"),
	"link",
	options="Customer",
	help=N_(
		"Empty is the customer of the record. In a loop, such as over those of an outage: {{ item.customer }}"
	),
)
SENT = Output("sent", N_("It was sent"), "check")
MESSAGE = Output("message", N_("Message"))
TO = Output("to", N_("Number or address"))
REASON = Output("reason", N_("Why it was not sent"))


class Message(Kind):
	"""What an SMS and an e-mail have in common: whom they go to, what they say, and when there is nobody."""

	group = MESSAGES
	channel = ""
	outputs = (SENT, TO, MESSAGE, REASON)

	def perform(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		who = addressee(context, params, self.channel)
		why = self.unreachable(who)
		if why:
			return _unsent(who, why)
		subject, text = self.written(context, params, who)
		return self.send(context, who, subject, text)

	def simulate(self, context: Context, params: dict[str, Any]) -> list[Shown]:
		who = addressee(context, params, self.channel)
		why = self.why_not(who)
		if why:
			return [Shown("note", _("Nothing is sent: {0}").format(why))]
		subject, text = self.written(context, params, who)
		to = f"{who.name} <{who.address}>" if who.name != who.address else who.address
		return [Shown(self.channel.lower(), subject or _(self.label), text, to)]

	def sample(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		who = addressee(context, params, self.channel)
		why = self.why_not(who)
		return _unsent(who, why) if why else {"sent": True, "to": who.address, "message": "", "reason": ""}

	def why_not(self, who: Addressee) -> str:
		"""Return why nothing is sent to them; empty when it is."""
		return self.unreachable(who) or self.opted_out(who.address)

	def unreachable(self, who: Addressee) -> str:
		"""Return why there is nowhere to send it to; empty when there is."""
		return self.mistaken(who.address) if who.address else nobody(self.channel, who)

	def mistaken(self, address: str) -> str:
		"""Return what is wrong with an address; empty when it is one."""
		raise NotImplementedError

	def opted_out(self, address: str) -> str:
		"""Return that they want nothing there; empty when they do. Who unsubscribed from our mailings still gets what
		concerns them."""
		return ""

	def kept(self, context: Context, who: Addressee, subject: str, text: str) -> str | None:
		"""Write it into the conversation of the customer whose address it is; return its Communication."""
		address = messaging.to_e164(who.address) if self.channel == "SMS" else who.address
		if not who.customer or (
			who.is_named and not conversations.is_of(address, who.customer, self.channel)
		):
			return None
		sending = conversations.Sending(self.channel, address, text, subject)
		return conversations.keep_sent(who.customer, sending, context.key)

	def send(self, context: Context, who: Addressee, subject: str, text: str) -> dict[str, Any]:
		"""Queue it, once for the step, and return the step's output."""
		raise NotImplementedError

	def written(self, context: Context, params: dict[str, Any], who: Addressee) -> tuple[str, str]:
		"""Return the subject and the text, filled in in the reader's language. Raises Refused."""
		about = replace(context, customer=customer_of(context, params["customer"]), language=who.language)
		values, body = params, "text"
		if params["source"] == "template":
			values, body = frappe.get_cached_doc("Message Template", params["template"]), "body"
		text = fill.spoken(values, body, about, who.language)
		if not text:
			raise Refused(_("The message is empty"))
		return " ".join(fill.spoken(values, "subject", about, who.language).split()), text


@kind
class SendSms(Message):
	name = "send_sms"
	label = N_("Send an SMS")
	icon = "message-square"
	help = N_("Sends a text message to the customer, in their language. Who opted out gets nothing.")
	agent = True
	channel = "SMS"
	params = (
		SOURCE,
		TEMPLATE,
		Param("text_fr", N_("Text (French)"), "long_text", required=True, depends_on=OWN, spoken=True),
		Param("text_en", N_("Text (English)"), "long_text", help=IN_ENGLISH, depends_on=OWN, spoken=True),
		CUSTOMER,
		Param("to", N_("Number"), "text", help=N_("Empty is the customer's mobile number.")),
	)

	def mistaken(self, address: str) -> str:
		try:
			number = messaging.to_e164(address)
		except ValueError:
			number = None
		return "" if number else _("“{0}” is not a phone number").format(address)

	def opted_out(self, address: str) -> str:
		return _("this number has opted out") if messaging.suppressed(address, "SMS") else ""

	def send(self, context: Context, who: Addressee, subject: str, text: str) -> dict[str, Any]:
		"""To who opted out, too: it is written down as suppressed, for whoever wonders why they heard nothing."""
		about = {"customer": who.customer, "communication": self.kept(context, who, subject, text)}
		try:
			message = messaging.send_sms(who.address, text, key=context.key, **about)
		except frappe.ValidationError as refusal:
			raise Refused(str(refusal)) from refusal
		why = self.opted_out(who.address)
		return {"sent": not why, "to": messaging.to_e164(who.address), "message": message, "reason": why}


@kind
class SendEmail(Message):
	name = "send_email"
	label = N_("Send an e-mail")
	icon = "mail"
	help = N_("Sends an e-mail to the customer, in their language, signed by the company.")
	agent = True
	channel = "Email"
	params = (
		SOURCE,
		TEMPLATE,
		Param("subject_fr", N_("Subject (French)"), required=True, depends_on=OWN, spoken=True),
		Param("text_fr", N_("Text (French)"), "long_text", required=True, depends_on=OWN, spoken=True),
		Param("subject_en", N_("Subject (English)"), help=IN_ENGLISH, depends_on=OWN, spoken=True),
		Param("text_en", N_("Text (English)"), "long_text", help=IN_ENGLISH, depends_on=OWN, spoken=True),
		CUSTOMER,
		Param("to", N_("Address"), "text", help=N_("Empty is the customer's e-mail address.")),
	)

	def mistaken(self, address: str) -> str:
		if frappe.utils.validate_email_address(address):
			return ""
		return _("“{0}” is not an e-mail address").format(address)

	def written(self, context: Context, params: dict[str, Any], who: Addressee) -> tuple[str, str]:
		subject, text = super().written(context, params, who)
		if not subject:
			raise Refused(_("The e-mail has no subject"))
		return subject, text

	def send(self, context: Context, who: Addressee, subject: str, text: str) -> dict[str, Any]:
		html = messaging.html_of(text) + messaging.signature()
		frappe.db.savepoint("fsm_flow_mail")
		about = {"customer": who.customer, "communication": self.kept(context, who, subject, text)}
		try:
			queued = messaging.send_email(who.address, subject, html, key=context.key, **about)
		except frappe.ValidationError as refusal:
			frappe.db.rollback(save_point="fsm_flow_mail")
			return _unsent(who, str(refusal))
		except frappe.OutgoingEmailError as missing:
			frappe.clear_messages()
			raise Refused(_("This site has no account to send e-mail from")) from missing
		return {"sent": True, "to": who.address, "message": queued, "reason": ""}


def _unsent(who: Addressee, why: str) -> dict[str, Any]:
	return {"sent": False, "to": who.address, "message": "", "reason": why}
