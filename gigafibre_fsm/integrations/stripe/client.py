"""The client of Stripe's REST API: Checkout pages, payments, whose account it is.

Not Stripe's own library: for these four calls it would forbid the app on every bench that carries Frappe's `payments`
app, which pins an old library (stripe ~=2.56) that knows nothing of this API.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import requests

from .errors import StripeError
from .models import Account, Config, Payment, Purchase, Session
from .transport import Transport


class Stripe:
	"""One account. Every call may raise StripeError; nothing is ever asked twice by itself."""

	def __init__(self, config: Config, session: requests.Session | None = None) -> None:
		self._http = session or requests.Session()
		self._transport = Transport(config, self._http)

	def create_session(self, purchase: Purchase, idempotency_key: str) -> Session:
		"""Make the Checkout page of a purchase, open for 24 hours; the same key and purchase again are the same page."""
		with _readable():
			return _session(self._transport.post("/v1/checkout/sessions", _wanted(purchase), idempotency_key))

	def session(self, id: str) -> Session:
		"""What became of a Checkout page."""
		with _readable():
			return _session(self._transport.get(f"/v1/checkout/sessions/{quote(id, safe='')}"))

	def payment(self, id: str) -> Payment:
		"""What became of a payment."""
		with _readable():
			return _payment(self._transport.get(f"/v1/payment_intents/{quote(id, safe='')}"))

	def test(self) -> Account:
		"""Whose account this is: what a "Test connection" button shows."""
		with _readable():
			return _account(self._transport.get("/v1/account"))

	def close(self) -> None:
		"""Give the connections back."""
		self._http.close()

	def __enter__(self) -> Self:
		return self

	def __exit__(
		self,
		kind: type[BaseException] | None,
		error: BaseException | None,
		trace: TracebackType | None,
	) -> None:
		self.close()


def _wanted(purchase: Purchase) -> dict[str, Any]:
	price = {
		"currency": purchase.currency,
		"unit_amount": purchase.amount,
		"product_data": {"name": purchase.description},
	}
	return {
		"mode": "payment",
		"locale": purchase.locale,
		"success_url": purchase.success_url,
		"cancel_url": purchase.cancel_url,
		"customer_email": purchase.email,
		"line_items": [{"quantity": 1, "price_data": price}],
		"metadata": purchase.metadata,
		"payment_intent_data": {"metadata": purchase.metadata, "description": purchase.description},
	}


def _session(answer: Mapping[str, Any]) -> Session:
	return Session(
		id=answer["id"],
		url=answer["url"],
		status=answer["status"],
		payment_status=answer["payment_status"],
		amount=answer["amount_total"],
		currency=answer["currency"],
		payment=_id(answer["payment_intent"]),
		expires_at=answer["expires_at"],
		metadata=answer["metadata"] or {},
	)


def _payment(answer: Mapping[str, Any]) -> Payment:
	error = answer.get("last_payment_error") or {}
	return Payment(
		id=answer["id"],
		status=answer["status"],
		amount=answer["amount"],
		received=answer["amount_received"],
		currency=answer["currency"],
		metadata=answer["metadata"] or {},
		error=error.get("message") or "",
		error_code=error.get("code") or "",
		decline_code=error.get("decline_code") or "",
		charge=_id(answer.get("latest_charge")) or "",
	)


def _account(answer: Mapping[str, Any]) -> Account:
	profile = answer.get("business_profile") or {}
	dashboard = (answer.get("settings") or {}).get("dashboard") or {}
	name = dashboard.get("display_name") or profile.get("name") or answer["id"]
	return Account(answer["id"], name, bool(answer["charges_enabled"]))


def _id(value: Any) -> str | None:
	"""The id of another object, which Stripe gives alone or with all of it."""
	found = value["id"] if isinstance(value, dict) else value
	return str(found) if found else None


@contextmanager
def _readable() -> Iterator[None]:
	"""Say so when what answered is not Stripe."""
	try:
		yield
	except (KeyError, TypeError, AttributeError) as error:
		raise StripeError(
			"What listens at the address of the settings does not answer as Stripe does."
		) from error
