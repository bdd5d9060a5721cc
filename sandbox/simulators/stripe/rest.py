"""The REST API: Checkout sessions, payments, events, the account. INTEGRATIONS.md §5."""

from __future__ import annotations

import hmac
import json
from typing import Any

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from . import sessions, shapes
from .account import Account
from .checkout import Checkout
from .forms import read_form
from .store import Refused, Store

SESSIONS = "/v1/checkout/sessions"
ROUTES = Map(
	[
		Rule(SESSIONS, endpoint="create_session", methods=["POST"]),
		Rule(f"{SESSIONS}/<id>", endpoint="session", methods=["GET"]),
		Rule(f"{SESSIONS}/<id>/expire", endpoint="expire_session", methods=["POST"]),
		Rule("/v1/payment_intents/<id>", endpoint="intent", methods=["GET"]),
		Rule("/v1/events/<id>", endpoint="event", methods=["GET"]),
		Rule("/v1/account", endpoint="own_account", methods=["GET"]),
	]
)
LONGEST_KEY = 255
OTHER_PARAMETERS = (
	"Keys for idempotent requests can only be used with the same parameters they were first used with."
)


class Rest:
	"""Answers the addresses of the API."""

	def __init__(self, account: Account, store: Store, checkout: Checkout, base_url: str) -> None:
		self._account, self._store, self._checkout, self._base = account, store, checkout, base_url

	def answer(self, request: Request) -> Response:
		"""The answer, as Stripe would give it."""
		try:
			self._let_in(request)
			endpoint, values = ROUTES.bind_to_environ(request.environ).match()
			if request.method == "POST":
				return self._once(request, endpoint, dict(values))
			return shapes.as_json(getattr(self, f"_{endpoint}")(**values))
		except Refused as refused:
			return shapes.as_json(refused.content, refused.status)
		except HTTPException as error:
			message = f"Unrecognized request URL ({request.method}: {request.path})."
			return shapes.as_json(Refused(message).content, error.code or 404)

	def _let_in(self, request: Request) -> None:
		if not hmac.compare_digest(_key_in(request).encode(), self._account.secret_key.encode()):
			raise Refused("Invalid API Key provided: sk_test_***", status=401)
		if "Stripe-Version" not in request.headers:
			self._store.complain("no Stripe-Version: answers would change with the account's own")

	def _once(self, request: Request, endpoint: str, values: dict[str, str]) -> Response:
		"""The same key again is the same answer; with other parameters it is refused. What was refused is not kept."""
		key = self._key_of(request)
		form = list(request.form.items(multi=True))
		asked = json.dumps([request.path, sorted(form)])
		with self._store.lock:
			known, content = self._store.answers.get(key, (asked, None))
			if known != asked:
				raise Refused(OTHER_PARAMETERS, type="idempotency_error")
			replayed = {"Idempotent-Replayed": "true"} if content else {}
			content = content or getattr(self, f"_{endpoint}")(read_form(form), **values)
			if key:
				self._store.answers[key] = (asked, content)
		return shapes.as_json(content, headers=replayed)

	def _key_of(self, request: Request) -> str:
		key = request.headers.get("Idempotency-Key", "")
		if not key:
			self._store.complain(f"POST {request.path} without an Idempotency-Key")
		if len(key) > LONGEST_KEY:
			raise Refused("Idempotency keys must be at most 255 characters long.", type="idempotency_error")
		return key

	def _create_session(self, content: dict[str, Any]) -> dict[str, Any]:
		session = sessions.made(content)
		self._store.sessions[session.id] = session
		return shapes.of_session(session, self._base)

	def _session(self, id: str) -> dict[str, Any]:
		return shapes.of_session(self._store.session(id), self._base)

	def _expire_session(self, _content: dict[str, Any], id: str) -> dict[str, Any]:
		self._checkout.expire(self._store.session(id))
		return self._session(id)

	def _intent(self, id: str) -> dict[str, Any]:
		return shapes.of_intent(self._store.intent(id))

	def _event(self, id: str) -> dict[str, Any]:
		if id not in self._store.events:
			raise Refused(f"No such event: '{id}'", "resource_missing", "id", 404)
		return self._store.events[id]

	def _own_account(self) -> dict[str, Any]:
		return shapes.of_account(self._account)


def _key_in(request: Request) -> str:
	"""The key: as the user of Basic, or a Bearer."""
	given = request.authorization
	if not given:
		return ""
	return str(given.token or given.username or "")
