"""How the demo's threads are written: who says what, and how long after."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Line:
	"""One thing said: who (client, agent, note or call), how long after the line before (minutes), and how it went."""

	who: Literal["client", "agent", "note", "call"]
	text: str
	after: int = 4
	status: str = "Delivered"
	channel: str = ""


def client(text: str, after: int = 4, channel: str = "") -> Line:
	return Line("client", text, after, channel=channel)


def agent(text: str, after: int = 4, status: str = "Delivered", channel: str = "") -> Line:
	return Line("agent", text, after, status, channel)


def note(text: str, after: int = 2) -> Line:
	return Line("note", text, after)


def call(text: str, after: int = 5) -> Line:
	return Line("call", text, after)


@dataclass(frozen=True, slots=True)
class Story:
	"""A thread: whose (a place in people.HOUSEHOLDS, or an unknown address), on what, begun so many hours ago."""

	of: int | str
	channel: Literal["SMS", "Email", "Chat", "Phone"]
	hours: float
	lines: tuple[Line, ...]
	unread: int = 0
	status: str = "Open"
	mine: bool = False
	subject: str = ""
