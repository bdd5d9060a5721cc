"""The REST API, 2010-04-01: Messages, Media, Calls, the account. INTEGRATIONS.md §4."""

from __future__ import annotations

import hmac
import time
from urllib.parse import urlencode

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from . import shapes
from .account import Account
from .calls import Switchboard
from .listing import LIST_PARAMETERS, listed
from .messages import Outbox
from .shapes import VERSION, Refused
from .store import Message, Store
from .troubles import MUTE, SLOW, SLOW_SECONDS

STORE = "/media-store"
MESSAGES = f"/{VERSION}/Accounts/<account>/Messages"
ROUTES = Map(
	[
		Rule(f"/{VERSION}/Accounts/<account>.json", endpoint="account_resource", methods=["GET"]),
		Rule(f"{MESSAGES}.json", endpoint="create", methods=["POST"]),
		Rule(f"{MESSAGES}.json", endpoint="list", methods=["GET"]),
		Rule(f"{MESSAGES}/<sid>.json", endpoint="fetch", methods=["GET"]),
		Rule(f"{MESSAGES}/<sid>/Media.json", endpoint="media_list", methods=["GET"]),
		Rule(f"{MESSAGES}/<sid>/Media/<media>", endpoint="media", methods=["GET"]),
		Rule(f"/{VERSION}/Accounts/<account>/Calls.json", endpoint="call", methods=["POST"]),
		Rule(f"/{VERSION}/Accounts/<account>/Calls/<sid>.json", endpoint="fetch_call", methods=["GET"]),
	]
)


class NoAnswer(Exception):
	"""What was asked was done, and the connection breaks before the answer."""


class Rest:
	"""Answers the addresses of the API, and of the store its media are in."""

	def __init__(self, account: Account, store: Store, outbox: Outbox, switchboard: Switchboard) -> None:
		self._account, self._store, self._outbox, self._switchboard = account, store, outbox, switchboard
		self.slow_seconds = SLOW_SECONDS

	def answer(self, request: Request) -> Response:
		"""The answer, as Twilio would give it. Raises NoAnswer."""
		if request.path.startswith(STORE):
			return self._stored(request)
		try:
			endpoint, values = ROUTES.bind_to_environ(request.environ).match()
			self._let_in(request, values.pop("account"))
			response: Response = getattr(self, f"_{endpoint}")(request, **values)
			return response
		except Refused as refused:
			return refused.response()
		except HTTPException as error:
			path = request.path
			return Refused(
				20404, f"The requested resource {path} was not found", error.code or 404
			).response()

	def _let_in(self, request: Request, account: str) -> None:
		given = request.authorization
		user, password = (given.username or "", given.password or "") if given else ("", "")
		if user != self._account.sid or not hmac.compare_digest(
			password.encode(), self._account.token.encode()
		):
			self._store.complain(f"20003: wrong credentials for {request.path}")
			raise Refused(20003, "Authenticate", 401)
		if account != self._account.sid:
			raise Refused(20404, f"The requested resource {request.path} was not found", 404)

	def _account_resource(self, _request: Request) -> Response:
		return shapes.as_json(shapes.of_account(self._account))

	def _create(self, request: Request) -> Response:
		form = {name: text for name, text in request.form.items()}
		message = self._outbox.create(form, request.form.getlist("MediaUrl"))
		content = shapes.of_message(message, self._account)
		if message.to == SLOW:
			time.sleep(self.slow_seconds)
		if message.to == MUTE:
			raise NoAnswer
		return shapes.as_json(content, 201)

	def _list(self, request: Request) -> Response:
		for name in sorted(set(request.args) - LIST_PARAMETERS):
			self._store.complain(f"Messages: a list knows no parameter {name}")
		return shapes.as_json(listed(self._store.messages(), request, self._account))

	def _fetch(self, _request: Request, sid: str) -> Response:
		return shapes.as_json(shapes.of_message(self._found(sid), self._account))

	def _media_list(self, _request: Request, sid: str) -> Response:
		message = self._found(sid)
		files = [shapes.of_media(media, message, self._account) for media in message.media]
		return shapes.as_json({"media_list": files, "next_page_uri": None})

	def _media(self, _request: Request, sid: str, media: str) -> Response:
		message, name = self._found(sid), media.removesuffix(".json")
		found = next((file for file in message.media if file.sid == name), None)
		if not found:
			raise Refused(20404, f"The requested media {name} was not found", 404)
		if media.endswith(".json"):
			return shapes.as_json(shapes.of_media(found, message, self._account))
		ticket = urlencode({"Expires": int(time.time()) + 4 * 3600, "Signature": found.ticket})
		return Response(status=307, headers={"Location": f"{STORE}/{self._account.sid}/{name}?{ticket}"})

	def _stored(self, request: Request) -> Response:
		if "Authorization" in request.headers:
			self._store.complain("our credentials were sent to the store of media: it is another host")
		media = self._store.media(ticket=request.args.get("Signature", "-"))
		if not media:
			return Response("<Error><Code>AccessDenied</Code></Error>", 403, mimetype="application/xml")
		return Response(media.content, content_type=media.content_type)

	def _call(self, request: Request) -> Response:
		call = self._switchboard.create(dict(request.form.items()))
		return shapes.as_json(shapes.of_call(call, self._account), 201)

	def _fetch_call(self, request: Request, sid: str) -> Response:
		call = self._store.calls.get(sid)
		if not call:
			raise Refused(20404, f"The requested resource {request.path} was not found", 404)
		return shapes.as_json(shapes.of_call(call, self._account))

	def _found(self, sid: str) -> Message:
		message = self._store.message(sid)
		if not message:
			raise Refused(
				20404,
				f"The requested resource /{VERSION}/Accounts/{self._account.sid}/Messages/{sid}.json was not found",
				404,
			)
		return message
