"""How a message reaches the socket server: directly in its process, through a table from another (a worker).

On a bench this is Redis publish/subscribe; as there, what nobody listens to is gone. The table's file is there
while a server listens.
"""

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
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


def listen(site_path: str, listener: Listener) -> None:
	"""From now on messages of this process go straight to `listener`, and others may leave theirs."""
	global _listener
	_listener = listener
	with side_database(_path(site_path), SCHEMA) as connection:
		connection.execute("DELETE FROM event")


def stop_listening(site_path: str) -> None:
	"""Nobody listens any more."""
	global _listener
	_listener = None
	for ending in ("", "-wal", "-shm"):
		Path(_path(site_path) + ending).unlink(missing_ok=True)


def publish(event: Event) -> None:
	"""Send a message on its way."""
	if _listener is not None:
		_listener(event)
		return
	path = _path(frappe.local.site_path)
	if not os.path.exists(path):
		return
	body = json.dumps([event.event, event.message, event.room, event.namespace])
	with side_database(path, SCHEMA) as connection:
		connection.execute("DELETE FROM event WHERE at < ?", (time.time() - KEEP_SECONDS,))
		connection.execute("INSERT INTO event (at, body) VALUES (?, ?)", (time.time(), body))


def collect(site_path: str) -> list[Event]:
	"""The messages other processes left for this site, in their order; each is given once."""
	with side_database(_path(site_path), SCHEMA) as connection:
		rows = connection.execute("SELECT id, body FROM event ORDER BY id").fetchall()
		if rows:
			connection.execute("DELETE FROM event WHERE id <= ?", (rows[-1]["id"],))
	return [Event(*json.loads(row["body"])) for row in rows]


def _path(site_path: str) -> str:
	return os.path.join(site_path, "realtime.db")
