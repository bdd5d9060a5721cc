"""What happens on a Checkout page: somebody pays, is declined, pays from an account that takes days, or lets it expire."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.simulators.agenda import Agenda

from .events import Poster
from .shapes import of_intent, of_session
from .store import Intent, Refused, Session, Store, new_id

# How long a pre-authorised debit is on its way (s); up to five working days at the real one.
ON_ITS_WAY = 5.0


@dataclass(frozen=True, slots=True)
class Way:
	"""A way to pay: `decline` is the bank's code for one that is refused, `slow` one that is settled later."""

	label: str
	decline: str = ""
	slow: bool = False


WAYS = {
	"card": Way("Carte 4242 4242 4242 4242 : paie"),
	"declined": Way("Carte 4000 0000 0000 0002 : refusée", "generic_decline"),
	"insufficient": Way("Carte 4000 0000 0000 9995 : fonds insuffisants", "insufficient_funds"),
	"expired_card": Way("Carte 4000 0000 0000 0069 : expirée", "expired_card"),
	"debit": Way("Débit préautorisé 000123456789 : passe dans quelques secondes", slow=True),
	"debit_fails": Way("Débit préautorisé 000222222227 : échoue plus tard", "insufficient_funds", True),
}
CODES = {"expired_card": "expired_card"}
WORDS = {
	"generic_decline": "Your card was declined.",
	"insufficient_funds": "Your card has insufficient funds.",
	"expired_card": "Your card has expired.",
}


class Checkout:
	"""Plays the pages."""

	def __init__(self, store: Store, poster: Poster, agenda: Agenda, base_url: str) -> None:
		self._store, self._poster, self._agenda, self._base = store, poster, agenda, base_url

	def pay(self, session: Session, name: str) -> dict[str, str] | None:
		"""Somebody presses "Pay": the error they are shown, None when it went through. Raises Refused, KeyError."""
		way = WAYS[name]
		with self._store.lock:
			if self._store.session(session.id).status != "open":
				raise Refused(f"The page {session.id} is {session.status}", "checkout_not_open")
			intent = self._intent(session)
			intent.charge = new_id("ch")
			if way.slow:
				self._begin_debit(session, intent, way)
			elif way.decline:
				self._decline(intent, way.decline)
			else:
				self._succeed(session, intent, "checkout.session.completed")
			return intent.error

	def expire(self, session: Session) -> None:
		"""The page is closed unpaid. Raises Refused when it is not open."""
		if self._store.session(session.id).status != "open":
			raise Refused(
				'Only Checkout Sessions with a status in ["open"] can be expired.', "checkout_not_open"
			)
		session.status = "expired"
		self._poster.tell(("checkout.session.expired", of_session(session, self._base)))

	def _intent(self, session: Session) -> Intent:
		if not session.intent:
			name = session.lines[0][0]
			intent = Intent(session.amount, session.currency, session.payment_metadata, name)
			self._store.intents[intent.id] = intent
			session.intent = intent.id
		return self._store.intents[session.intent]

	def _succeed(self, session: Session, intent: Intent, told: str) -> None:
		intent.status, intent.received, intent.error = "succeeded", intent.amount, None
		session.status, session.payment_status = "complete", "paid"
		self._poster.tell(
			("payment_intent.succeeded", of_intent(intent)),
			("charge.succeeded", {"id": intent.charge, "object": "charge", "payment_intent": intent.id}),
			(told, of_session(session, self._base)),
		)

	def _decline(self, intent: Intent, decline: str, told: tuple[str, Session] | None = None) -> None:
		intent.status = "requires_payment_method"
		intent.error = {
			"type": "card_error",
			"code": CODES.get(decline, "card_declined"),
			"decline_code": decline,
			"message": WORDS[decline],
		}
		happened = [("payment_intent.payment_failed", of_intent(intent))]
		if told:
			happened.append((told[0], of_session(told[1], self._base)))
		self._poster.tell(*happened)

	def _begin_debit(self, session: Session, intent: Intent, way: Way) -> None:
		intent.status, intent.error, session.status = "processing", None, "complete"
		self._poster.tell(
			("payment_intent.processing", of_intent(intent)),
			("checkout.session.completed", of_session(session, self._base)),
		)
		self._agenda.begin([(ON_ITS_WAY, lambda: self._end_debit(session, intent, way))])

	def _end_debit(self, session: Session, intent: Intent, way: Way) -> None:
		with self._store.lock:
			if way.decline:
				self._decline(intent, way.decline, ("checkout.session.async_payment_failed", session))
			else:
				self._succeed(session, intent, "checkout.session.async_payment_succeeded")
