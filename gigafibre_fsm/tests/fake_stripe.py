"""A Stripe for tests of the billing room: it says what it is told to say, in the client's own dataclasses."""

from dataclasses import replace
from unittest.mock import patch

import frappe

from gigafibre_fsm.integrations.stripe import Account, Payment, Session, Stripe, StripeError
from gigafibre_fsm.tests import webhook_senders as senders
from gigafibre_fsm.tests.factories_messages import make_event

API = "http://192.0.2.9:8081"
KEY = "sk_test_of_tests"


class FakeStripe(Stripe):
	"""Knows the payments and pages it is told of, makes each page once for its key, and fails with `error` if set."""

	def __init__(self) -> None:
		self.purchases = {}
		self.sessions: dict[str, Session] = {}
		self.payments: dict[str, Payment] = {}
		self.asked: list[str] = []
		self.error: StripeError | None = None

	def create_session(self, purchase, idempotency_key):
		self._ask("create_session")
		if idempotency_key not in self.purchases:
			id = f"cs_{len(self.purchases) + 1}"
			amounts = {"amount": purchase.amount, "currency": purchase.currency, "payment": None}
			self.sessions[id] = Session(
				id,
				f"{API}/pay/{id}",
				"open",
				"unpaid",
				expires_at=1_800_000_000,
				metadata=purchase.metadata,
				**amounts,
			)
			self.purchases[idempotency_key] = (purchase, id)
		known, id = self.purchases[idempotency_key]
		if known != purchase:
			raise StripeError(
				"Keys can only be used with the same parameters.", "idempotency_error", status=400
			)
		return self.sessions[id]

	def session(self, id):
		self._ask(id)
		return self.sessions[id]

	def payment(self, id):
		self._ask(id)
		return self.payments[id]

	def test(self):
		self._ask("test")
		return Account("acct_1", "Gigafibre", True)

	def pay(self, invoice, amount: int = 11498, **changes) -> Payment:
		"""A payment of an invoice that has succeeded, and the page it was paid on (`cs_` and the payment's number)."""
		id = changes.pop("id", f"pi_{frappe.generate_hash(length=12)}")
		metadata = {"invoice": invoice.name, "customer": invoice.customer}
		paid = replace(
			Payment(id, "succeeded", amount, amount, "cad", metadata, charge=f"ch_{id}"), **changes
		)
		self.payments[id] = paid
		page = id.replace("pi_", "cs_")
		self.sessions[page] = Session(page, None, "complete", "paid", amount, "cad", id, 0, metadata)
		return paid

	def _ask(self, what: str) -> None:
		self.asked.append(what)
		if self.error:
			raise self.error


def switch_stripe_on(test) -> FakeStripe:
	"""Have FSM Settings point at a fake for the length of a test; nothing is committed."""
	settings = frappe.get_doc("FSM Settings")
	settings.update(
		{
			"stripe_enabled": 1,
			"stripe_secret_key": KEY,
			"stripe_webhook_secret": senders.SECRETS["stripe_webhook_secret"],
			"stripe_api_url": API,
			"public_url": senders.PUBLIC_URL,
		}
	)
	settings.save()
	return stand_in(test)


def stand_in(test) -> FakeStripe:
	"""Put a fake in the client's place for the length of a test."""
	fake = FakeStripe()
	replaced = patch("gigafibre_fsm.billing.provider.client", lambda config: fake)
	replaced.start()
	test.addCleanup(replaced.stop)
	return fake


def event_of(payment: Payment, type: str = "payment_intent.succeeded"):
	"""The Webhook Event that tells of a payment (unsaved): of itself, or of its page."""
	id = payment.id.replace("pi_", "cs_") if type.startswith("checkout.") else payment.id
	event = make_event("stripe", type=type, data={"object": {"id": id}})
	event.event_type = type
	return event
