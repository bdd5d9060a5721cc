"""Messages that the app sends: what is refused, and what becomes of the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from sandbox.simulators.agenda import Agenda

from .account import Account
from .posts import Poster
from .shapes import VERSION, Refused
from .store import Message, Store, new_sid
from .troubles import Behaviour

E164 = re.compile(r"\+[1-9]\d{6,14}")
LONGEST = 1600
SIMULATED = frozenset({"To", "From", "Body", "MediaUrl", "StatusCallback"})
FORWARD = ("queued", "sending", "sent", "delivered")


class Outbox:
	"""Takes messages in and lets them arrive, or not."""

	def __init__(self, account: Account, store: Store, poster: Poster, agenda: Agenda) -> None:
		self._account, self._store, self._poster, self._agenda = account, store, poster, agenda
		self._behaviour = Behaviour()

	def create(self, form: Mapping[str, str], links: list[str]) -> Message:
		"""Take a message. Raises Refused as the real one answers."""
		for name in sorted(set(form) - SIMULATED):
			self._store.complain(f"Messages: the parameter {name} does nothing here")
		self._check(form, links)
		to, sender = form["To"], form["From"]
		if (sender, to) in self._store.opted_out:
			raise Refused(21610, "Attempt to send to unsubscribed recipient")
		self._behaviour.refuse(to)
		message = Message(
			sid=new_sid("MM" if links else "SM"),
			direction="outbound-api",
			sender=sender,
			to=to,
			body=form.get("Body", ""),
			status="queued",
			status_callback=form.get("StatusCallback", ""),
			links=links,
		)
		self._store.add(message)
		self._agenda.begin(
			self._behaviour.story(message, lambda status, code: self.tell(message, status, code))
		)
		return message

	def tell(self, message: Message, status: str, error_code: int | None = None) -> None:
		"""Post a status to the message's StatusCallback; the record itself only moves forward."""
		if status not in FORWARD or FORWARD.index(status) > _rank(message.status):
			message.moved_to(status, error_code)
		if message.status_callback:
			self._poster.post(message.status_callback, self._status_form(message, status, error_code))

	def reply(self, heard: Message, text: str) -> None:
		"""What Twilio itself, or the TwiML of an answer, writes back to a phone."""
		reply = Message(
			sid=new_sid("SM"),
			direction="outbound-reply",
			sender=heard.to,
			to=heard.sender,
			body=text,
			status="queued",
		)
		reply.moved_to("delivered")
		self._store.add(reply)

	def _check(self, form: Mapping[str, str], links: list[str]) -> None:
		to, sender, body = form.get("To", ""), form.get("From", ""), form.get("Body", "")
		callback = form.get("StatusCallback", "")
		for wrong, code, words in (
			(not to, 21604, "A 'To' phone number is required."),
			(not sender, 21603, "A 'From' phone number is required."),
			(not (body or links), 21602, "Message body is required."),
			(len(body) > LONGEST, 21617, "The concatenated message body exceeds the 1600 character limit"),
			(not E164.fullmatch(to), 21211, f"Invalid 'To' Phone Number: {to}"),
			(sender not in self._account.numbers, 21659, f"'From' {sender} is not a Twilio phone number"),
			(sender == to, 21266, "'To' and 'From' number cannot be the same"),
			(
				not _is_web_address(callback),
				21609,
				f"The 'StatusCallback' URL {callback} is not a valid URL.",
			),
		):
			if wrong:
				raise Refused(code, words)

	def _status_form(self, message: Message, status: str, error_code: int | None) -> dict[str, str]:
		form = {
			"AccountSid": self._account.sid,
			"ApiVersion": VERSION,
			"From": message.sender,
			"MessageSid": message.sid,
			"MessageStatus": status,
			"SmsSid": message.sid,
			"SmsStatus": status,
			"To": message.to,
		}
		return form | ({"ErrorCode": str(error_code)} if error_code else {})


def _rank(status: str) -> int:
	return FORWARD.index(status) if status in FORWARD else len(FORWARD)


def _is_web_address(url: str) -> bool:
	parts = urlsplit(url)
	return not url or (parts.scheme in ("http", "https") and bool(parts.hostname))
