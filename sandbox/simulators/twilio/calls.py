"""Calls: the first leg rings and is answered, then the TwiML is done."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree

from sandbox.simulators.agenda import Agenda, Step

from .account import Account
from .messages import E164
from .posts import Poster
from .shapes import VERSION, Refused
from .store import Call, Store, new_sid

SIMULATED = frozenset({"To", "From", "Twiml", "Url", "StatusCallback", "StatusCallbackEvent", "Timeout"})
RINGS, TALKS = 1.0, 5.0


class Switchboard:
	"""Takes calls in and plays them."""

	def __init__(self, account: Account, store: Store, poster: Poster, agenda: Agenda) -> None:
		self._account, self._store, self._poster, self._agenda = account, store, poster, agenda

	def create(self, form: Mapping[str, str]) -> Call:
		"""Take a call. Raises Refused as the real one answers."""
		for name in sorted(set(form) - SIMULATED):
			self._store.complain(f"Calls: the parameter {name} does nothing here")
		self._check(form)
		call = Call(new_sid("CA"), form["To"], form["From"])
		self._store.calls[call.sid] = call
		self._agenda.begin(self._story(call, dict(form)))
		return call

	def from_browser(self, identity: str, to: str, voice_url: str) -> Call:
		"""A browser calls: the TwiML application's address is asked what to do."""
		call = Call(new_sid("CA"), to, f"client:{identity}", "in-progress", "inbound")
		self._store.calls[call.sid] = call
		self._perform(call, self._asked(call, voice_url))
		self._hang_up(call, "")
		return call

	def _check(self, form: Mapping[str, str]) -> None:
		if not E164.fullmatch(form.get("To", "")):
			raise Refused(21211, f"Invalid 'To' Phone Number: {form.get('To', '')}")
		if form.get("From") not in self._account.numbers:
			raise Refused(21212, f"Invalid 'From' Phone Number: {form.get('From', '')}")
		if not (form.get("Twiml") or form.get("Url")):
			raise Refused(21205, "Url parameter is required.")

	def _story(self, call: Call, form: dict[str, str]) -> list[Step]:
		callback = form.get("StatusCallback", "")
		return [
			(0.2, lambda: self._moved(call, "ringing", "")),
			(RINGS, lambda: self._moved(call, "in-progress", "")),
			(0, lambda: self._perform(call, form.get("Twiml") or self._asked(call, form["Url"]))),
			(TALKS, lambda: self._hang_up(call, callback)),
		]

	def _hang_up(self, call: Call, callback: str) -> None:
		"""The legs a call dialled end before it does, and each is reported."""
		for leg in [leg for leg in self._store.calls.values() if leg.parent == call.sid]:
			self._moved(leg, "completed", leg.callback)
		self._moved(call, "completed", callback)

	def _moved(self, call: Call, status: str, callback: str) -> None:
		call.status = status
		if status == "completed":
			call.duration = round(TALKS * self._agenda.pace) or 1
		if callback:
			self._poster.post(callback, self._form(call))

	def _asked(self, call: Call, url: str) -> str:
		return self._poster.post(url, self._form(call)).answer

	def _perform(self, call: Call, twiml: str) -> None:
		try:
			response = ElementTree.fromstring(twiml)
		except ElementTree.ParseError as error:
			self._store.complain(f"12100: the TwiML of call {call.sid} cannot be read: {error}")
			return
		for verb in response:
			if verb.tag == "Say":
				call.said.append(verb.text or "")
			elif verb.tag == "Dial":
				self._dial(call, verb)
			elif verb.tag != "Hangup":
				self._store.complain(f"the TwiML verb {verb.tag} is not simulated")

	def _dial(self, call: Call, verb: ElementTree.Element) -> None:
		for target in (*verb.iter("Number"), *verb.iter("Client")):
			caller_id = verb.get("callerId") or call.sender
			if target.tag == "Number" and caller_id not in self._account.numbers:
				self._store.complain(f"13214: the callerId {caller_id} is not ours to show")
				continue
			number = (target.text or "").strip()
			leg = Call(new_sid("CA"), number, caller_id, "in-progress", "outbound-dial", call.sid)
			leg.callback = target.get("statusCallback", "")
			self._store.calls[leg.sid] = leg

	def _form(self, call: Call) -> dict[str, str]:
		form = {
			"AccountSid": self._account.sid,
			"ApiVersion": VERSION,
			"CallSid": call.sid,
			"CallStatus": call.status,
			"Caller": call.sender,
			"Direction": call.direction,
			"From": call.sender,
			"To": call.to,
		}
		if call.parent:
			form["ParentCallSid"] = call.parent
		return form | ({"CallDuration": str(call.duration)} if call.status == "completed" else {})
