"""The Checkout page in the browser, in the language of its session."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from .account import Account
from .checkout import WAYS, Checkout
from .store import Refused, Session, Store

PREFIX = "/c/pay/"
_TEMPLATES = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)
WORDS: dict[str, dict[str, str]] = {
	"fr": {
		"title": "Payer",
		"simulated": "simulé",
		"how": "Avec quoi?",
		"pay": "Payer",
		"expire": "Laisser expirer cette page",
		"back": "Revenir sans payer",
		"complete": "Cette page a déjà servi : le paiement est fait ou en route.",
		"expired": "Cette page a expiré. Demandez un nouveau lien.",
		"note": "Page simulée : aucun argent ne bouge, rien ne sort d’ici.",
	},
	"en": {
		"title": "Pay",
		"simulated": "simulated",
		"how": "Pay with",
		"pay": "Pay",
		"expire": "Let this page expire",
		"back": "Back without paying",
		"complete": "This page was used: the payment is made or under way.",
		"expired": "This page has expired. Ask for a new link.",
		"note": "A simulated page: no money moves, nothing leaves from here.",
	},
}
DECLINES = {
	"generic_decline": ("Votre carte a été refusée.", "Your card was declined."),
	"insufficient_funds": ("Votre carte n’a pas les fonds suffisants.", "Your card has insufficient funds."),
	"expired_card": ("Votre carte est expirée.", "Your card has expired."),
}


class Pages:
	"""Answers `/c/pay/<session>`."""

	def __init__(self, account: Account, store: Store, checkout: Checkout) -> None:
		self._account, self._store, self._checkout = account, store, checkout

	def answer(self, request: Request) -> Response:
		"""The page, or what pressing one of its buttons leads to."""
		try:
			session = self._store.session(request.path.removeprefix(PREFIX))
			if request.method == "POST":
				return self._pressed(request, session)
			return self._page(session)
		except (Refused, KeyError) as error:
			return Response(str(error), 404, mimetype="text/plain")

	def _pressed(self, request: Request, session: Session) -> Response:
		if session.status != "open":
			return self._page(session)
		if request.form.get("action") == "expire":
			self._checkout.expire(session)
			return self._page(session)
		way = request.form["way"]
		if error := self._checkout.pay(session, way):
			return self._page(session, way, DECLINES[error["decline_code"]][_language(session) == "en"])
		return redirect(session.success_url.replace("{CHECKOUT_SESSION_ID}", session.id), 303)

	def _page(self, session: Session, chosen: str = "card", problem: str = "") -> Response:
		language = _language(session)
		values: dict[str, Any] = {
			"account": self._account,
			"session": session,
			"language": language,
			"words": WORDS[language],
			"ways": WAYS,
			"chosen": chosen,
			"problem": problem,
			"amount": _money(session.amount, session, language),
			"lines": [
				(name, _money(amount * quantity, session, language))
				for name, amount, quantity in session.lines
			],
		}
		return Response(_TEMPLATES.get_template("page.html").render(values), mimetype="text/html")


def _language(session: Session) -> str:
	return "fr" if session.locale.startswith("fr") else "en"


def _money(cents: int, session: Session, language: str) -> str:
	amount, unit = f"{cents / 100:,.2f}", session.currency.upper()
	if language == "en":
		return f"${amount} {unit}"
	return amount.replace(",", "\u202f").replace(".", ",") + f"\u00a0$ {unit}"
