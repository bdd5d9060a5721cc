"""Records as the API writes them, and its errors."""

from __future__ import annotations

import json
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from werkzeug.wrappers import Response

from .account import Account
from .segments import segments
from .store import Call, Media, Message

VERSION = "2010-04-01"


class Refused(Exception):
	"""Twilio's answer to what it will not do."""

	def __init__(self, code: int, words: str, status: int = 400) -> None:
		super().__init__(words)
		self.code, self.status = code, status

	def response(self) -> Response:
		"""As it is sent."""
		content = {
			"code": self.code,
			"message": str(self),
			"more_info": f"https://www.twilio.com/docs/errors/{self.code}",
			"status": self.status,
		}
		headers = {"WWW-Authenticate": 'Basic realm="Twilio API"'} if self.status == 401 else {}
		return as_json(content, self.status, headers)


def as_json(content: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
	"""An answer in JSON."""
	return Response(json.dumps(content, ensure_ascii=False), status, headers, mimetype="application/json")


def of_message(message: Message, account: Account) -> dict[str, Any]:
	"""A Message resource."""
	uri = f"/{VERSION}/Accounts/{account.sid}/Messages/{message.sid}"
	return {
		"account_sid": account.sid,
		"api_version": VERSION,
		"body": message.body,
		"date_created": _time(message.created_at),
		"date_sent": _time(message.sent_at),
		"date_updated": _time(message.updated_at),
		"direction": message.direction,
		"error_code": message.error_code,
		"error_message": None,
		"from": message.sender,
		"messaging_service_sid": None,
		"num_media": str(len(message.media) + len(message.links)),
		"num_segments": str(segments(message.body)),
		"price": None,
		"price_unit": "USD",
		"sid": message.sid,
		"status": message.status,
		"subresource_uris": {"media": f"{uri}/Media.json"},
		"to": message.to,
		"uri": f"{uri}.json",
	}


def of_call(call: Call, account: Account) -> dict[str, Any]:
	"""A Call resource."""
	return {
		"account_sid": account.sid,
		"api_version": VERSION,
		"date_created": _time(call.created_at),
		"direction": call.direction,
		"duration": str(call.duration),
		"from": call.sender,
		"parent_call_sid": call.parent,
		"sid": call.sid,
		"status": call.status,
		"to": call.to,
		"uri": f"/{VERSION}/Accounts/{account.sid}/Calls/{call.sid}.json",
	}


def of_media(media: Media, message: Message, account: Account) -> dict[str, Any]:
	"""A Media resource."""
	uri = f"/{VERSION}/Accounts/{account.sid}/Messages/{message.sid}/Media/{media.sid}.json"
	return {
		"account_sid": account.sid,
		"content_type": media.content_type,
		"date_created": _time(message.created_at),
		"parent_sid": message.sid,
		"sid": media.sid,
		"uri": uri,
	}


def of_account(account: Account) -> dict[str, Any]:
	"""An Account resource."""
	return {
		"sid": account.sid,
		"friendly_name": account.name,
		"status": "active",
		"type": "Full",
		"owner_account_sid": account.sid,
		"uri": f"/{VERSION}/Accounts/{account.sid}.json",
	}


def _time(moment: datetime | None) -> str | None:
	return format_datetime(moment) if moment else None
