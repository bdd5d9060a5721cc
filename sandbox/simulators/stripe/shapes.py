"""Stripe's objects as JSON, with the fields that the real ones always have."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from werkzeug.wrappers import Response

from .account import Account
from .store import Intent, Session

API_VERSION = "2026-10-28.endive"


def as_json(content: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
	"""An answer."""
	return Response(json.dumps(content), status, dict(headers or {}), mimetype="application/json")


def of_session(session: Session, base_url: str) -> dict[str, Any]:
	"""`checkout.session`; its address is gone once it is not open any more."""
	return {
		"id": session.id,
		"object": "checkout.session",
		"amount_subtotal": session.amount,
		"amount_total": session.amount,
		"cancel_url": session.cancel_url or None,
		"created": session.created,
		"currency": session.currency,
		"customer": None,
		"customer_email": session.email or None,
		"expires_at": session.expires_at,
		"livemode": False,
		"locale": session.locale or None,
		"metadata": session.metadata,
		"mode": "payment",
		"payment_intent": session.intent,
		"payment_status": session.payment_status,
		"status": session.status,
		"success_url": session.success_url,
		"url": f"{base_url}/c/pay/{session.id}" if session.status == "open" else None,
	}


def of_intent(intent: Intent) -> dict[str, Any]:
	"""`payment_intent`."""
	return {
		"id": intent.id,
		"object": "payment_intent",
		"amount": intent.amount,
		"amount_received": intent.received,
		"created": intent.created,
		"currency": intent.currency,
		"customer": None,
		"description": intent.description or None,
		"last_payment_error": intent.error,
		"latest_charge": intent.charge,
		"livemode": False,
		"metadata": intent.metadata,
		"status": intent.status,
	}


def of_account(account: Account) -> dict[str, Any]:
	"""`account`."""
	return {
		"id": account.id,
		"object": "account",
		"business_profile": {"name": account.name},
		"charges_enabled": True,
		"country": "CA",
		"default_currency": "cad",
		"settings": {"dashboard": {"display_name": account.name, "timezone": "America/Toronto"}},
	}
