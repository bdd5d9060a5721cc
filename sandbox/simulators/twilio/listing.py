"""A list of messages, a page at a time, with Twilio's filters."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from werkzeug.wrappers import Request

from . import shapes
from .account import Account
from .shapes import VERSION
from .store import Message

PAGE_SIZE, LARGEST_PAGE = 50, 1000
LIST_PARAMETERS = frozenset(
	{"To", "From", "DateSent", "DateSent<", "DateSent>", "PageSize", "Page", "PageToken"}
)


def listed(messages: list[Message], request: Request, account: Account) -> dict[str, Any]:
	"""One page, newest first. `PageToken` is the sid the page before ended with."""
	asked = request.args
	matching = [message for message in messages if _matches(message, asked)]
	token = asked.get("PageToken", "").removeprefix("PA")
	start = next((number for number, message in enumerate(matching, 1) if message.sid == token), 0)
	size = max(1, min(int(asked.get("PageSize", PAGE_SIZE)), LARGEST_PAGE))
	page, more = matching[start : start + size], len(matching) > start + size
	number = int(asked.get("Page", 0))
	folder = f"/{VERSION}/Accounts/{account.sid}/Messages.json"
	following = dict(asked.items()) | {"PageSize": str(size), "Page": str(number + 1)}
	if page:
		following["PageToken"] = f"PA{page[-1].sid}"
	return {
		"messages": [shapes.of_message(message, account) for message in page],
		"first_page_uri": f"{folder}?{urlencode({'PageSize': size, 'Page': 0})}",
		"next_page_uri": f"{folder}?{urlencode(following)}" if more else None,
		"previous_page_uri": None,
		"page": number,
		"page_size": size,
		"start": start,
		"end": start + len(page) - 1,
		"uri": f"{folder}?{urlencode(dict(asked.items()))}",
	}


def _matches(message: Message, asked: Any) -> bool:
	if asked.get("To") not in (None, message.to) or asked.get("From") not in (None, message.sender):
		return False
	if not {"DateSent", "DateSent<", "DateSent>"} & set(asked):
		return True
	# A message that still waits has no date, and is in no list by date.
	if not message.sent_at:
		return False
	date = message.sent_at.date().isoformat()
	return (
		asked.get("DateSent", date)[:10] == date
		and asked.get("DateSent<", date)[:10] >= date
		and asked.get("DateSent>", date)[:10] <= date
	)
