"""A customer's phone writes to one of our numbers."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree

from .account import Account
from .messages import Outbox
from .posts import Post, Poster, Tampering
from .segments import segments
from .shapes import VERSION
from .store import Media, Message, Store, new_sid

# What Twilio heeds by itself, in English, when it is the whole message.
STOP_WORDS = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"})
START_WORDS = frozenset({"START", "YES", "UNSTOP"})
HELP_WORDS = frozenset({"HELP", "INFO"})
STOPPED = (
	"You have successfully been unsubscribed. You will not receive any more messages from this number. "
	"Reply START to resubscribe."
)
STARTED = (
	"You have successfully been re-subscribed to messages from this number. Reply HELP for help. "
	"Reply STOP to unsubscribe."
)
HELPED = "Reply STOP to unsubscribe. Msg&Data Rates May Apply."
AREAS = {"514": "Montreal", "438": "Montreal", "450": "Laval", "418": "Quebec", "819": "Sherbrooke"}


@dataclass(frozen=True, slots=True)
class Delivery:
	"""How a message is posted: how often, and what is wrong with it."""

	times: int = 1
	tampering: Tampering = ""


class Inbox:
	"""Takes what phones write and posts it to the app."""

	def __init__(
		self, account: Account, store: Store, poster: Poster, outbox: Outbox, sms_url: str, api_url: str
	) -> None:
		self._account, self._store, self._poster, self._outbox = account, store, poster, outbox
		self.sms_url, self._api_url = sms_url, api_url

	def receive(
		self, sender: str, to: str, body: str, media: list[Media], delivery: Delivery
	) -> tuple[Message, list[Post]]:
		"""Take a message in and post it; the answers come with it. A message to nobody's number is a ValueError."""
		if to not in self._account.numbers:
			raise ValueError(f"{to} is no number of this account")
		message = Message(
			sid=new_sid("MM" if media else "SM"),
			direction="inbound",
			sender=sender,
			to=to,
			body=body,
			status="received",
			media=media,
		)
		message.sent_at = message.created_at
		self._store.add(message)
		self._heed(message)
		form = self._form(message)
		posts = [self._poster.post(self.sms_url, form, delivery.tampering) for _ in range(delivery.times)]
		self._answer(message, posts[0])
		return message, posts

	def _heed(self, message: Message) -> None:
		word, pair = message.body.strip().upper(), (message.to, message.sender)
		if word in STOP_WORDS and pair not in self._store.opted_out:
			self._store.opted_out.add(pair)
			self._outbox.reply(message, STOPPED)
		elif word in START_WORDS and pair in self._store.opted_out:
			self._store.opted_out.remove(pair)
			self._outbox.reply(message, STARTED)
		elif word in HELP_WORDS:
			self._outbox.reply(message, HELPED)

	def _answer(self, message: Message, post: Post) -> None:
		"""Write what the app answered in TwiML, unless the phone opted out."""
		if post.status != 200 or (message.to, message.sender) in self._store.opted_out:
			return
		try:
			answer = ElementTree.fromstring(post.answer)
		except ElementTree.ParseError:
			return
		for text in answer.iter("Message"):
			self._outbox.reply(message, "".join(text.itertext()))

	def _form(self, message: Message) -> dict[str, str]:
		form = {
			"AccountSid": self._account.sid,
			"ApiVersion": VERSION,
			"Body": message.body,
			"From": message.sender,
			"FromCity": AREAS.get(message.sender[2:5], "").upper(),
			"FromCountry": "CA",
			"FromState": "QC",
			"FromZip": "",
			"MessageSid": message.sid,
			"NumMedia": str(len(message.media)),
			"NumSegments": str(segments(message.body)),
			"SmsMessageSid": message.sid,
			"SmsSid": message.sid,
			"SmsStatus": "received",
			"To": message.to,
			"ToCity": AREAS.get(message.to[2:5], "").upper(),
			"ToCountry": "CA",
			"ToState": "QC",
			"ToZip": "",
		}
		folder = f"{self._api_url}/{VERSION}/Accounts/{self._account.sid}/Messages/{message.sid}/Media"
		for number, media in enumerate(message.media):
			form[f"MediaUrl{number}"] = f"{folder}/{media.sid}"
			form[f"MediaContentType{number}"] = media.content_type
		return form
