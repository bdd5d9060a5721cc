"""`/_sim`: what tests, demos and people tell the simulator. No part of Stripe.

GET  /_sim                  {account, ways, delivery, down, complaints}
PUT  /_sim                  {down, repeats, delay, shuffled, lost, tampering}: how the API answers and events are delivered
GET  /_sim/sessions         every Checkout page, newest first, with its address
POST /_sim/pay              {session, way}: somebody pays a page (ways: card, declined, insufficient, …) → {error}
POST /_sim/expire           {session}
GET  /_sim/events           every event, oldest first
POST /_sim/resend           {event, times}: deliver an event anew → the deliveries
GET  /_sim/posts            the deliveries and what was answered, oldest first; DELETE empties it
GET  /_sim/log              the requests received, oldest first; DELETE empties it
"""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from typing import TYPE_CHECKING, Any

from werkzeug.wrappers import Request, Response

from .checkout import WAYS
from .events import Delivery
from .shapes import as_json, of_session
from .store import Refused

if TYPE_CHECKING:
	from .server import StripeSimulator

PREFIX = "/_sim"
OPTIONS = tuple(field.name for field in fields(Delivery))


class Control:
	"""Answers the addresses below `/_sim`."""

	def __init__(self, simulator: StripeSimulator) -> None:
		self._simulator = simulator

	def answer(self, request: Request) -> Response:
		_, _, *steps = request.path.rstrip("/").split("/")
		action = getattr(self, f"_{request.method.lower()}_{'_'.join(steps) or 'whole'}", None)
		if action is None:
			return as_json({"error": "no such address"}, 404)
		try:
			return as_json(action(_body(request)))
		except (KeyError, TypeError, ValueError, Refused) as error:
			return as_json({"error": str(error)}, 400)

	def _get_whole(self, _wanted: dict[str, Any]) -> dict[str, Any]:
		simulator = self._simulator
		return {
			"account": simulator.account.id,
			"ways": {name: way.label for name, way in WAYS.items()},
			"delivery": asdict(simulator.poster.delivery),
			"down": simulator.down,
			"complaints": simulator.complaints,
		}

	def _put_whole(self, wanted: dict[str, Any]) -> dict[str, Any]:
		simulator = self._simulator
		simulator.down = bool(wanted.pop("down", simulator.down))
		if unknown := set(wanted) - set(OPTIONS):
			raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
		simulator.poster.delivery = replace(simulator.poster.delivery, **wanted)
		return self._get_whole({})

	def _get_sessions(self, _wanted: dict[str, Any]) -> list[dict[str, Any]]:
		simulator = self._simulator
		return [of_session(session, simulator.url) for session in reversed(simulator.store.sessions.values())]

	def _post_pay(self, wanted: dict[str, Any]) -> dict[str, Any]:
		session = self._simulator.store.session(wanted["session"])
		return {"error": self._simulator.checkout.pay(session, wanted.get("way", "card"))}

	def _post_expire(self, wanted: dict[str, Any]) -> dict[str, Any]:
		session = self._simulator.store.session(wanted["session"])
		self._simulator.checkout.expire(session)
		return {"status": session.status}

	def _get_events(self, _wanted: dict[str, Any]) -> list[dict[str, Any]]:
		return list(self._simulator.store.events.values())

	def _post_resend(self, wanted: dict[str, Any]) -> list[dict[str, Any]]:
		posts = self._simulator.poster.send_again(wanted["event"], int(wanted.get("times", 1)))
		return [asdict(post) for post in posts]

	def _get_posts(self, _wanted: dict[str, Any]) -> list[dict[str, Any]]:
		return self._simulator.poster.shown()

	def _delete_posts(self, _wanted: dict[str, Any]) -> list[dict[str, Any]]:
		self._simulator.poster.posts.clear()
		return []

	def _get_log(self, _wanted: dict[str, Any]) -> list[dict[str, object]]:
		return list(self._simulator.store.requests)

	def _delete_log(self, _wanted: dict[str, Any]) -> list[dict[str, object]]:
		self._simulator.store.requests.clear()
		return []


def _body(request: Request) -> dict[str, Any]:
	content = json.loads(request.get_data() or b"{}")
	if not isinstance(content, dict):
		raise ValueError("an object is expected")
	return content
