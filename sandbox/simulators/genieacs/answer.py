"""Answers worded as Node words them: `404 Not Found`, no content type unless there is one."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from werkzeug.wrappers import Response as WerkzeugResponse


class Response(WerkzeugResponse):
	"""A plain answer; a status given as a number gets its usual phrase."""

	default_mimetype = None

	def __init__(self, response: Any = None, status: int | str = 200, *args: Any, **kwargs: Any) -> None:
		if isinstance(status, int):
			status = f"{status} {HTTPStatus(status).phrase}"
		super().__init__(response, status, *args, **kwargs)


def json_error(error: json.JSONDecodeError) -> str:
	"""What Node says of broken JSON."""
	if error.pos >= len(error.doc):
		return "SyntaxError: Unexpected end of JSON input"
	return f"SyntaxError: Unexpected token {error.doc[error.pos]} in JSON at position {error.pos}"
