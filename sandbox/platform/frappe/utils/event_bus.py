"""How a message reaches the socket server: directly in its process, through a table from another (a worker).

On a bench this is Redis publish/subscribe.
"""

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import frappe
from frappe.utils.side_database import side_database

SCHEMA = """
PRAGMA journal_mode=WAL;
CREATE TABLE IF NOT EXISTS event (id INTEGER PRIMARY KEY, at REAL, body TEXT);
"""

# Nobody listens to a message older than this, seconds.
KEEP_SECONDS = 60

Listener = Callable[["Event"], None]
_listener: Listener | None = None


@dataclass(frozen=True, slots=True)
class Event:
	"""A message on its way to a room of a site's namespace (`/<site>`)."""

	event: str
	message: Any
	room: str
	namespace: str


def listen(listener: Listener | None) -> None:
	"""From now on messages of this process go straight to `listener`; None: to the table again."""
	global _listener
	_listener = listener


def publish(event: Event) -> None:
	"""Send a message on its way."""
	if _listener is not None:
		_listener(event)
		return
	body = json.dumps([event.event, event.message, event.room, event.namespace])
	with side_database(_path(frappe.local.site_path), SCHEMA) as connection:
		connection.execute("DELETE FROM event WHERE at < ?", (time.time() - KEEP_SECONDS,))
		connection.execute("INSERT INTO event (at, body) VALUES (?, ?)", (time.time(), body))


def collect(site_path: str) -> list[Event]:
	"""The messages other processes left for this site, in their order; each is given once."""
	if not os.path.exists(_path(site_path)):
		return []
	with side_database(_path(site_path), SCHEMA) as connection:
		rows = connection.execute("SELECT id, body FROM event ORDER BY id").fetchall()
		if rows:
			connection.execute("DELETE FROM event WHERE id <= ?", (rows[-1]["id"],))
	return [Event(*json.loads(row["body"])) for row in rows]


def _path(site_path: str) -> str:
	return os.path.join(site_path, "realtime.db")
