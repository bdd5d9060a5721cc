"""A Stripe that answers what a test tells it to, without a socket."""

import requests

from gigafibre_fsm.integrations.twilio.testing import Scripted

from . import Config, Purchase, Stripe

CONFIG = Config("https://api.stripe.com", "sk_test_invented")
PURCHASE = Purchase(
	amount=11498,
	currency="cad",
	description="Facture ACC-SINV-2026-00001",
	success_url="https://isp.example/payment?done=1",
	cancel_url="https://isp.example/payment",
	locale="fr-CA",
	metadata={"invoice": "ACC-SINV-2026-00001", "customer": "CUST-1"},
)
SESSION = {
	"id": "cs_test_1",
	"object": "checkout.session",
	"url": "https://checkout.stripe.com/c/pay/cs_test_1",
	"status": "open",
	"payment_status": "unpaid",
	"amount_total": 11498,
	"currency": "cad",
	"payment_intent": None,
	"expires_at": 1795255200,
	"metadata": {"invoice": "ACC-SINV-2026-00001", "customer": "CUST-1"},
}
PAYMENT = {
	"id": "pi_1",
	"object": "payment_intent",
	"status": "succeeded",
	"amount": 11498,
	"amount_received": 11498,
	"currency": "cad",
	"metadata": {"invoice": "ACC-SINV-2026-00001"},
	"last_payment_error": None,
	"latest_charge": "ch_1",
}


def scripted(*answers):
	"""A client and the server that it will find."""
	server, session = Scripted(*answers), requests.Session()
	session.mount("https://", server)
	return Stripe(CONFIG, session), server
