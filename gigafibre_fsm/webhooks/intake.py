"""The way in: who sent it, is it fresh, what does it tell; then one row, and 2xx."""

import frappe
from frappe import _
from werkzeug.wrappers import Response

from gigafibre_fsm.integrations.inbound import InboundEvent, Malformed, json_text
from gigafibre_fsm.webhooks import queue
from gigafibre_fsm.webhooks.delivery import Delivery, arrived
from gigafibre_fsm.webhooks.providers import PROVIDERS, Provider
from gigafibre_fsm.webhooks.refusals import (
	NotGenuine,
	SwitchedOff,
	TooLarge,
	WebhookRefused,
	WrongContentType,
)

MAX_BYTES = 1024 * 1024
MAX_AGE = 300
# A database too busy to take a row is tried again at once, then by the sender.
TRIES = 3
RETRY_AFTER = 30
TWIML = '<?xml version="1.0" encoding="UTF-8"?><Response/>'


def receive(name: str) -> Response:
	"""Take in the present request as an event of this provider: 2xx once it is kept, be it for the first time or not.

	Raises WebhookRefused (4xx) when it is not genuine or not an event; nothing is written then. 503 says that the
	database could not take it and that the sender should come again.
	"""
	provider, delivery = PROVIDERS[name], arrived()
	secret = _secret(provider)
	if delivery.content_type not in provider.content_types:
		frappe.throw(_("Send {0}").format(provider.content_types[0]), WrongContentType)
	_require_proof(provider, delivery, secret)
	try:
		event = provider.read(delivery)
		payload = json_text(event.payload)
	except Malformed as error:
		frappe.throw(str(error), WebhookRefused)
	return _answer(provider) if _kept(provider, event, payload) else _come_again()


def require_signature(name: str) -> Delivery:
	"""Return the present request when this provider's secret vouches for it, whatever it asks. Raises WebhookRefused."""
	provider, delivery = PROVIDERS[name], arrived()
	_require_proof(provider, delivery, _secret(provider))
	return delivery


def _secret(provider: Provider) -> str:
	settings = frappe.get_cached_doc("FSM Settings")
	secret = (
		settings.get_password(provider.secret, raise_exception=False)
		if settings.get(provider.switch)
		else None
	)
	if not secret:
		frappe.throw(_("This webhook is switched off in FSM Settings"), SwitchedOff)
	return secret


def _require_proof(provider: Provider, delivery: Delivery, secret: str) -> None:
	if len(delivery.body) > MAX_BYTES:
		frappe.throw(_("More than 1 MB"), TooLarge)
	proof = provider.prove(delivery, secret)
	if proof is None:
		frappe.throw(_("The signature is missing or does not match"), NotGenuine)
	# A time in the future would make a stolen delivery last.
	if proof.signed_at is not None and abs(delivery.received_at.timestamp() - proof.signed_at) > MAX_AGE:
		frappe.throw(_("Signed more than {0} seconds ago, or in the future").format(MAX_AGE), NotGenuine)


def _kept(provider: Provider, event: InboundEvent, payload: str) -> bool:
	"""Write the row unless it is there; False when the database is too busy."""
	name = f"{provider.name}:{event.id}"
	for _try in range(TRIES):
		try:
			if not frappe.db.exists("Webhook Event", name):
				_insert(provider, event, payload)
			return True
		except frappe.DuplicateEntryError:
			# Another delivery of the same event was faster: its row is the event.
			frappe.db.rollback()
			frappe.clear_messages()
			return True
		except (frappe.QueryDeadlockError, frappe.QueryTimeoutError):
			frappe.db.rollback()
	return False


def _insert(provider: Provider, event: InboundEvent, payload: str) -> None:
	document = frappe.get_doc(
		{
			"doctype": "Webhook Event",
			"provider": provider.name,
			"event_id": event.id,
			"event_type": event.type,
			"status": "Received" if provider.handler else "Ignored",
			"next_attempt_on": queue.seconds_from_now(queue.LOST_AFTER) if provider.handler else None,
			"payload": payload,
		}
	).insert(ignore_permissions=True)
	if provider.handler:
		queue.start_after_commit(document.name, document.next_attempt_on)


def _answer(provider: Provider) -> Response:
	if provider.answers_twiml:
		return Response(TWIML, content_type="text/xml; charset=utf-8")
	return Response('{"message":"ok"}', content_type="application/json")


def _come_again() -> Response:
	return Response(
		'{"message":"busy"}',
		status=503,
		headers={"Retry-After": str(RETRY_AFTER)},
		content_type="application/json",
	)
