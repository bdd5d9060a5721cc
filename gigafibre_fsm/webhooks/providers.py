"""Who tells us things: how each proves itself, what an event of theirs is, and who handles it."""

from collections.abc import Callable
from dataclasses import dataclass

from gigafibre_fsm.integrations import docuseal, stripe, threecx, uptime_kuma
from gigafibre_fsm.integrations.inbound import InboundEvent, Proof, same_secret
from gigafibre_fsm.webhooks import twilio_forms
from gigafibre_fsm.webhooks.delivery import Delivery

JSON = ("application/json",)
SECRET_HEADER = "X-Gigafibre-Secret"


@dataclass(frozen=True, slots=True)
class Provider:
	"""One outside system.

	`switch` and `secret` are fields of FSM Settings. `prove` says whether who shares the secret sent a delivery,
	`read` what it tells (raises inbound.Malformed). `handler` is a dotted path, called with the Webhook Event in a
	job; without one, events are only kept. `look_up` is a dotted path too, for who must be asked what is true by now:
	called with the event before the handler's transaction, and what it returns is the handler's second argument.
	Whoever `answers_twiml` is told in TwiML that there is nothing to say.
	"""

	name: str
	switch: str
	secret: str
	content_types: tuple[str, ...]
	prove: Callable[[Delivery, str], Proof | None]
	read: Callable[[Delivery], InboundEvent]
	handler: str | None = None
	answers_twiml: bool = False
	look_up: str | None = None


def _by_header(delivery: Delivery, secret: str) -> Proof | None:
	return Proof() if same_secret(delivery.headers.get(SECRET_HEADER, ""), secret) else None


def _by_stripe(delivery: Delivery, secret: str) -> Proof | None:
	return stripe.prove(delivery.body, delivery.headers.get("Stripe-Signature", ""), secret)


def _by_docuseal(delivery: Delivery, secret: str) -> Proof | None:
	signature = delivery.headers.get("X-Docuseal-Signature", "")
	return docuseal.prove(delivery.body, signature, delivery.headers.get(SECRET_HEADER, ""), secret)


def _twilio(name: str, read: Callable[[Delivery], InboundEvent], handler: str) -> Provider:
	return Provider(
		name,
		"twilio_enabled",
		"twilio_auth_token",
		("application/x-www-form-urlencoded",),
		twilio_forms.prove,
		read,
		handler,
		answers_twiml=True,
	)


PROVIDERS: dict[str, Provider] = {
	provider.name: provider
	for provider in (
		_twilio("twilio_sms", twilio_forms.read_message, "gigafibre_fsm.messaging.receive_sms"),
		_twilio("twilio_status", twilio_forms.read_status, "gigafibre_fsm.messaging.receive_status"),
		Provider(
			"pbx",
			"pbx_enabled",
			"pbx_secret",
			JSON,
			_by_header,
			lambda delivery: threecx.read_event(delivery.body, delivery.received_at),
			"gigafibre_fsm.messaging.receive_call",
		),
		Provider(
			"kuma",
			"kuma_enabled",
			"kuma_secret",
			JSON,
			_by_header,
			lambda delivery: uptime_kuma.read_event(delivery.body),
		),
		Provider(
			"stripe",
			"stripe_enabled",
			"stripe_webhook_secret",
			JSON,
			_by_stripe,
			lambda delivery: stripe.read_event(delivery.body),
			"gigafibre_fsm.billing.receive_payment",
			look_up="gigafibre_fsm.billing.look_up_payment",
		),
		Provider(
			"docuseal",
			"docuseal_enabled",
			"docuseal_webhook_secret",
			JSON,
			_by_docuseal,
			lambda delivery: docuseal.read_event(delivery.body),
			"gigafibre_fsm.billing.receive_form",
		),
	)
}
