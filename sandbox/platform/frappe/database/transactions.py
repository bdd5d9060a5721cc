"""Transactions: one writer at a time, callbacks around commit and rollback, savepoints."""

from typing import Any

from frappe.utils import CallbackManager

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP", "SAVEPOINT")


class Transactions:
	"""The part of the database that begins and ends transactions.

	Reads outside a transaction see the latest commit. The first write takes SQLite's one write lock at once
	(BEGIN IMMEDIATE, waiting for its turn): a read transaction that later wants to write could otherwise only fail.
	"""

	_conn: Any

	def _setup_transactions(self) -> None:
		self.before_commit = CallbackManager()
		self.after_commit = CallbackManager()
		self.before_rollback = CallbackManager()
		self.after_rollback = CallbackManager()
		self._disable_transaction_control = 0

	@property
	def in_transaction(self) -> bool:
		"""Has this connection written anything that is not committed?"""
		return self._conn.in_transaction

	def begin(self, *, read_only: bool = False, wait: bool = True) -> None:
		"""Take the write lock unless this connection holds it already; QueryTimeoutError when others keep it."""
		if read_only or self._conn.in_transaction:
			return
		if wait:
			self._run("BEGIN IMMEDIATE", ())
			return
		patience = self._conn.execute("PRAGMA busy_timeout").fetchone()[0]
		self._conn.execute("PRAGMA busy_timeout = 0")
		try:
			self._run("BEGIN IMMEDIATE", ())
		finally:
			self._conn.execute(f"PRAGMA busy_timeout = {patience}")

	def lock(self, *, wait: bool = True, skip_locked: bool = False) -> bool:
		"""Lock for update; False when others hold the lock and their rows are to be skipped."""
		from frappe.exceptions import QueryTimeoutError

		try:
			self.begin(wait=wait and not skip_locked)
		except QueryTimeoutError:
			if skip_locked:
				return False
			raise
		return True

	def commit(self, *, chain: bool = False) -> None:
		"""Make the changes last, then do what waited for that."""
		if self._disable_transaction_control:
			return
		self.before_rollback.reset()
		self.after_rollback.reset()
		self.before_commit.run()
		if self._conn.in_transaction:
			self._run("COMMIT", ())
		self.after_commit.run()

	def rollback(self, *, save_point: str | None = None, chain: bool = False) -> None:
		"""Undo everything since the last commit, or since a savepoint."""
		if save_point:
			self._run(f"ROLLBACK TO SAVEPOINT `{save_point}`", ())
			self._forget_values()
			return
		if self._disable_transaction_control:
			return
		self.before_commit.reset()
		self.after_commit.reset()
		self.before_rollback.run()
		if self._conn.in_transaction:
			self._run("ROLLBACK", ())
		self._forget_values()
		self.after_rollback.run()

	def savepoint(self, save_point: str) -> None:
		"""Mark a place to roll back to."""
		self.begin()
		self._run(f"SAVEPOINT `{save_point}`", ())

	def release_savepoint(self, save_point: str) -> None:
		"""Forget a savepoint; its changes stay in the transaction."""
		self._run(f"RELEASE SAVEPOINT `{save_point}`", ())

	def _run(self, query: str, values: Any) -> Any:
		raise NotImplementedError

	def _forget_values(self) -> None:
		raise NotImplementedError
