"""`/_sim`: what tests, demos and people tell the simulator. No part of Twilio.

GET  /_sim                       {account, numbers, troubles, opted_out, down, complaints}
PUT  /_sim                       {down: bool} breaks every connection of the API
PUT  /_sim/people                {number: name} whose phones these are
GET  /_sim/phones                [{number, name, messages, last}] the phones that wrote or were written to, latest first
GET  /_sim/messages?number=      what this phone shows, calls included, oldest first
POST /_sim/inbound               {from, to, body, media: [{content_type, base64}], times, tampering, delay}
                                 → {sid, posts: [{status, took_ms, answer}]}; with a delay (s) it is posted later
POST /_sim/status                {sid, status, error_code, times} posts one more status of a message
POST /_sim/browser_call          {identity, to, voice_url}: a browser calls through the TwiML application
GET  /_sim/calls                 every call, with what was said and the legs it dialled
GET  /_sim/posts                 what was posted to the app and answered, oldest first; DELETE empties it
GET  /_sim/log                   the requests received, oldest first; DELETE empties it
GET  /_sim/phone?number=         a phone to read and write with
"""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from werkzeug.wrappers import Request, Response

from . import phone
from .inbound import Delivery
from .shapes import as_json
from .store import Call, Media, Message, new_sid
from .troubles import TROUBLES

if TYPE_CHECKING:
	from .server import TwilioSimulator

PREFIX = "/_sim"
MOST_MESSAGES = 200


class Control:
	"""Answers the addresses below `/_sim`."""

	def __init__(self, simulator: TwilioSimulator) -> None:
		self._simulator = simulator

	def answer(self, request: Request) -> Response:
		_, _, *steps = request.path.rstrip("/").split("/")
		action = getattr(self, f"_{request.method.lower()}_{'_'.join(steps) or 'whole'}", None)
		if action is None:
			return as_json({"error": "no such address"}, 404)
		try:
			content = action(request)
		except (KeyError, TypeError, ValueError) as error:
			return as_json({"error": str(error)}, 400)
		return content if isinstance(content, Response) else as_json(content)

	def _get_whole(self, _request: Request) -> dict[str, Any]:
		simulator = self._simulator
		return {
			"account": simulator.account.sid,
			"numbers": simulator.account.numbers,
			"troubles": TROUBLES,
			"opted_out": sorted(simulator.store.opted_out),
			"down": simulator.down,
			"complaints": list(simulator.store.complaints),
		}

	def _put_whole(self, request: Request) -> dict[str, Any]:
		self._simulator.down = bool(_body(request).get("down", self._simulator.down))
		return self._get_whole(request)

	def _get_phone(self, request: Request) -> Response:
		number = phone.normalised(request.args.get("number", ""))
		return phone.page(number, self._simulator.store.people.get(number, ""), self._simulator.account)

	def _get_phones(self, _request: Request) -> list[dict[str, Any]]:
		return phone.known(self._simulator.store.messages(), self._simulator.store.people)

	def _put_people(self, request: Request) -> dict[str, str]:
		self._simulator.store.people |= {str(key): str(name) for key, name in _body(request).items()}
		return self._simulator.store.people

	def _get_messages(self, request: Request) -> list[dict[str, Any]]:
		number = phone.normalised(request.args.get("number", ""))
		messages = [_shown(message, number) for message in self._simulator.store.of_phone(number)]
		calls = [
			_shown_call(call) for call in list(self._simulator.store.calls.values()) if call.to == number
		]
		return sorted(messages + calls, key=lambda shown: str(shown["at"]))[-MOST_MESSAGES:]

	def _post_inbound(self, request: Request) -> dict[str, Any]:
		wanted = _body(request)
		media = [
			Media(new_sid("ME"), base64.b64decode(file["base64"]), str(file["content_type"]))
			for file in wanted.get("media", [])
		]
		delivery = Delivery(int(wanted.get("times", 1)), wanted.get("tampering", ""))
		to = wanted.get("to") or self._simulator.account.numbers[0]
		arguments = (phone.normalised(wanted["from"]), to, str(wanted.get("body", "")), media, delivery)
		if wanted.get("delay"):
			self._simulator.agenda.begin(
				[(float(wanted["delay"]), lambda: self._simulator.inbox.receive(*arguments))]
			)
			return {"sid": None, "posts": []}
		message, posts = self._simulator.inbox.receive(*arguments)
		return {"sid": message.sid, "posts": [asdict(post) for post in posts]}

	def _post_status(self, request: Request) -> dict[str, Any]:
		wanted = _body(request)
		message = self._simulator.store.message(wanted["sid"])
		if not message:
			raise ValueError(f"no message {wanted['sid']}")
		for _ in range(int(wanted.get("times", 1))):
			self._simulator.outbox.tell(message, str(wanted["status"]), wanted.get("error_code"))
		return {"status": message.status}

	def _post_browser_call(self, request: Request) -> dict[str, Any]:
		wanted = _body(request)
		call = self._simulator.switchboard.from_browser(wanted["identity"], wanted["to"], wanted["voice_url"])
		return {"sid": call.sid}

	def _get_calls(self, _request: Request) -> list[dict[str, Any]]:
		calls = list(self._simulator.store.calls.values())
		return [asdict(call) | {"created_at": call.created_at.isoformat()} for call in calls]

	def _get_posts(self, _request: Request) -> list[dict[str, Any]]:
		return self._simulator.poster.shown()

	def _delete_posts(self, _request: Request) -> list[dict[str, Any]]:
		self._simulator.poster.posts.clear()
		return []

	def _get_log(self, _request: Request) -> list[dict[str, object]]:
		return list(self._simulator.store.requests)

	def _delete_log(self, _request: Request) -> list[dict[str, object]]:
		self._simulator.store.requests.clear()
		return []


def _shown(message: Message, number: str) -> dict[str, Any]:
	return {
		"sid": message.sid,
		"mine": message.sender == number,
		"with": message.to if message.sender == number else message.sender,
		"body": message.body,
		"at": message.created_at.isoformat(),
		"media": [
			{"content_type": media.content_type, "url": f"/media-store/x?Signature={media.ticket}"}
			for media in message.media
		],
		"links": message.links,
	}


def _shown_call(call: Call) -> dict[str, Any]:
	said = "".join(f"\n« {words} »" for words in call.said)
	return {
		"sid": call.sid,
		"mine": False,
		"with": call.sender,
		"body": f"☎ Call, {call.status}{said}",
		"at": call.created_at.isoformat(),
		"media": [],
		"links": [],
	}


def _body(request: Request) -> dict[str, Any]:
	content = json.loads(request.get_data() or b"{}")
	if not isinstance(content, dict):
		raise ValueError("an object is expected")
	return content
