"""What happens to a message depends on the number it goes to: the last four digits of +1 514 555 01xx."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from .shapes import Refused
from .store import Message

TROUBLES = {
	"+15145550190": "refused: has opted out (21610)",
	"+15145550191": "refused: not a number (21211)",
	"+15145550192": "refused: not a mobile (21614)",
	"+15145550193": "undelivered: phone off (30003)",
	"+15145550194": "undelivered: filtered by the carrier (30007)",
	"+15145550195": "429 twice (20429), then taken",
	"+15145550196": "503, always",
	"+15145550197": "callbacks out of order, and twice",
	"+15145550198": "taken, answered 20 s late",
	"+15145550199": "taken, never answered",
}
REFUSALS = {
	"+15145550190": (21610, "Attempt to send to unsubscribed recipient", 400),
	"+15145550191": (21211, "Invalid 'To' Phone Number: +1514555XXXX", 400),
	"+15145550192": (21614, "'To' number is not a valid mobile number", 400),
	"+15145550196": (20503, "Service unavailable", 503),
}
UNDELIVERED = {"+15145550193": 30003, "+15145550194": 30007}
BUSY, DISORDERED, SLOW, MUTE = (f"+1514555019{digit}" for digit in "5789")
SLOW_SECONDS = 20.0
REFUSALS_WHEN_BUSY = 2


@dataclass(slots=True)
class Behaviour:
	"""How the account's messages fare, by number."""

	busy: dict[str, int] = field(default_factory=dict)

	def refuse(self, to: str) -> None:
		"""Raise what Twilio answers for this number, when it does."""
		if to in REFUSALS:
			raise Refused(*REFUSALS[to])
		if to == BUSY:
			self.busy[to] = (self.busy.get(to, 0) + 1) % (REFUSALS_WHEN_BUSY + 1)
			if self.busy[to]:
				raise Refused(20429, "Too Many Requests", 429)

	def story(
		self, message: Message, tell: Callable[[str, int | None], object]
	) -> list[tuple[float, Callable[[], object]]]:
		"""What becomes of a message that was taken: seconds, and what is told of it."""
		if message.to == DISORDERED:
			statuses = [("delivered", None), ("sent", None), ("queued", None), ("delivered", None)]
		elif message.to in UNDELIVERED:
			statuses = [("sent", None), ("undelivered", UNDELIVERED[message.to])]
		else:
			statuses = [("sent", None), ("delivered", None)]
		return [(0.4, lambda told=told: tell(*told)) for told in statuses]
