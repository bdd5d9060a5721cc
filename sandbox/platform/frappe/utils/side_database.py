"""Small SQLite files beside the site's own: the job queue, messages for the socket server.

They are apart from the site's database so that a transaction of the site never holds them.
"""

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
		connection.executescript(schema)
		connection.execute("BEGIN IMMEDIATE")
		yield connection
		connection.execute("COMMIT")
	finally:
		connection.close()
