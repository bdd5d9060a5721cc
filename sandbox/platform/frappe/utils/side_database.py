"""Small SQLite files beside the site's own: the job queue, messages for the socket server.

They are apart from the site's database so that a transaction of the site never holds them.
"""

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

BUSY_SECONDS = 30


@contextmanager
def side_database(path: str, schema: str) -> Iterator[sqlite3.Connection]:
	"""A connection for one operation: committed at the end, rolled back on an exception."""
	connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
	connection.row_factory = sqlite3.Row
	try:
		connection.execute("PRAGMA synchronous=OFF")
		_prepare(connection, path, schema)
		connection.execute("BEGIN IMMEDIATE")
		yield connection
		connection.execute("COMMIT")
	finally:
		connection.close()


def _prepare(connection: sqlite3.Connection, path: str, schema: str) -> None:
	"""Make what is missing, one connection at a time: SQLite's patience does not cover the switch to a journal."""
	with open(f"{path}.lock", "w") as lock:
		fcntl.flock(lock, fcntl.LOCK_EX)
		connection.executescript(schema)
