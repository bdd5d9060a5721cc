"""What the groups of NBI calls share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import requests

from . import queries
from .errors import GenieACSError
from .queries import Query
from .transport import Request, Transport, objects_of, shown


class Calls:
	"""A group of calls on one NBI."""

	_transport: Transport

	def _list(
		self,
		collection: str,
		query: Query | None = None,
		projection: Iterable[str] | None = None,
		limit: int | None = None,
		skip: int | None = None,
		sort: Mapping[str, int] | None = None,
	) -> list[dict[str, Any]]:
		parameters = {
			"query": queries.query_text(collection, query),
			"projection": queries.projection_text(projection),
			"limit": queries.count_text("limit", limit),
			"skip": queries.count_text("skip", skip),
			"sort": queries.sort_text(sort),
		}
		return objects_of(self._transport.call(Request("GET", f"/{collection}", parameters)))

	def _count(self, collection: str, query: Query | None = None) -> int:
		return total_of(self._head(collection, query))

	def _head(self, collection: str, query: Query | None = None) -> requests.Response:
		parameters = {"query": queries.query_text(collection, query)}
		return self._transport.call(Request("HEAD", f"/{collection}", parameters))

	def _write(self, method: str, path: str, body: bytes | None = None, **headers: str) -> None:
		self._transport.call(Request(method, path, body=body, headers=headers))


def total_of(response: requests.Response) -> int:
	"""How many documents match, which the NBI tells in a header of every listing."""
	total = response.headers.get("total", "")
	if not total.isdigit():
		raise GenieACSError(
			f"{shown(response.url)} gave no total: it is not a GenieACS NBI.",
			"server_error",
			http_status=response.status_code,
		)
	return int(total)


def time_of(text: Any) -> datetime | None:
	"""An ISO time of the NBI (`2026-11-21T03:00:00.000Z`), or None when there is none or it is none."""
	try:
		return datetime.fromisoformat(text)
	except (TypeError, ValueError):
		return None
