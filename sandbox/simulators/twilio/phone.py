"""A customer's phone in the browser, to read and write texts with."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from werkzeug.wrappers import Response

from .account import Account
from .store import Message

_TEMPLATES = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)


def normalised(number: str) -> str:
	"""A number in E.164 as people write it: `(514) 555-0111`, `+1 514 555 0111`, or a space where a + was."""
	digits = re.sub(r"\D", "", number)
	if len(digits) == 10:
		digits = f"1{digits}"
	return f"+{digits}" if digits else ""


def page(number: str, name: str, account: Account) -> Response:
	"""The page of one phone and of whose it is; without a number, of all that were heard of."""
	html = _TEMPLATES.get_template("phone.html").render(number=number, name=name, numbers=account.numbers)
	return Response(html, mimetype="text/html")


def known(messages: list[Message], people: dict[str, str]) -> list[dict[str, Any]]:
	"""The phones of these messages (newest first), then of those people: whose, how many it has, the last."""
	phones: dict[str, dict[str, Any]] = {}
	for message in messages:
		if not message.reached_a_phone:
			continue
		number = message.sender if message.direction == "inbound" else message.to
		phone = phones.setdefault(number, _phone(number, people.get(number, ""), message.body))
		phone["messages"] += 1
	silent = (_phone(number, name, "") for number, name in people.items() if number not in phones)
	return [*phones.values(), *silent]


def _phone(number: str, name: str, last: str) -> dict[str, Any]:
	return {"number": number, "name": name, "messages": 0, "last": last}
