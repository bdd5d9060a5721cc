"""Calls: the browser's token, what Twilio is told when a browser calls, and calls through the agent's own phone."""

import frappe
from werkzeug.wrappers import Response

from gigafibre_fsm import messaging, webhooks
from gigafibre_fsm.api.access import endpoint
from gigafibre_fsm.collisions import begin_again
from gigafibre_fsm.permissions import OPS


@endpoint(roles=OPS)
def token() -> dict:
	"""Let the signed-in user's browser call and be called: `{token, identity, expires}`."""
	return messaging.browser_token(frappe.session.user)


@endpoint(signed_by="twilio", methods=("POST",))
@begin_again
def outgoing() -> Response:
	"""Tell Twilio what to do with a call a browser makes (TwiML); the request must be signed by Twilio."""
	webhooks.require_signature("twilio_sms")
	return Response(messaging.browser_call(dict(frappe.request.form)), content_type="text/xml; charset=utf-8")


@endpoint(roles=OPS, methods=("POST",))
@begin_again
def call(customer: str, number: str, key: str) -> dict:
	"""Ring the agent's own phone, then the customer's number; the same key is one call: `{communication}`."""
	return messaging.call_customer(customer, number, key)
