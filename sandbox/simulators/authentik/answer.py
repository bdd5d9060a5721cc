"""Answers as Django REST framework writes them."""

from __future__ import annotations

import json
from typing import Any

from werkzeug.wrappers import Request, Response

MOST_ON_A_PAGE = 100


class Refused(Exception):
	"""An answer that is an error: status and the JSON that says why."""

	def __init__(self, status: int, **content: Any) -> None:
		super().__init__(status, content)
		self.response = json_response(content, status)


def json_response(content: Any, status: int = 200) -> Response:
	return Response(json.dumps(content, default=str), status, mimetype="application/json")


def page_of(request: Request, found: list[Any]) -> Response:
	"""One page of a listing, with Authentik's own `pagination`. Raises Refused beyond the last."""
	page, size = int(request.args.get("page", 1)), int(request.args.get("page_size", 20))
	size = min(max(size, 1), MOST_ON_A_PAGE)
	pages = max(1, -(-len(found) // size))
	if not 1 <= page <= pages:
		raise Refused(404, detail="Invalid page.")
	start = (page - 1) * size
	results = found[start : start + size]
	pagination = {
		"next": page + 1 if page < pages else 0,
		"previous": page - 1,
		"count": len(found),
		"current": page,
		"total_pages": pages,
		"start_index": start + 1 if results else 0,
		"end_index": start + len(results),
	}
	return json_response({"pagination": pagination, "results": results})


def body_of(request: Request) -> dict[str, Any]:
	"""The JSON object that was sent. Raises Refused."""
	try:
		content = json.loads(request.get_data() or b"{}")
	except ValueError as error:
		raise Refused(400, detail=f"JSON parse error - {error}") from error
	if not isinstance(content, dict):
		raise Refused(400, non_field_errors=["Invalid data. Expected a dictionary."])
	return content
