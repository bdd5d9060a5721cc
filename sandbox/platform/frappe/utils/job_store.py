"""The queue of background jobs: a SQLite file, so that workers may be threads or other processes.

Ids, states and order are as in RQ: queues are served in the order a worker names them, each first in, first out.
"""

import os
import pickle
import threading
import time
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from frappe.utils.side_database import side_database

SCHEMA = """
PRAGMA journal_mode=WAL;
CREATE TABLE IF NOT EXISTS job (
	id TEXT PRIMARY KEY, queue TEXT, status TEXT, position REAL, arguments BLOB, timeout INTEGER,
	enqueued_at REAL, started_at REAL, ended_at REAL, worker INTEGER, exc_info TEXT
);
CREATE INDEX IF NOT EXISTS waiting ON job (status, queue, position);
"""

# How long finished and failed jobs stay to be asked about, seconds.
FINISHED_SECONDS = 10 * 60
FAILED_SECONDS = 7 * 24 * 60 * 60


class JobStatus(StrEnum):
	"""RQ's names."""

	QUEUED = "queued"
	STARTED = "started"
	FINISHED = "finished"
	FAILED = "failed"


# Wakes the workers of this process; those of other processes look at the file.
work_arrived = threading.Condition()


@dataclass(slots=True)
class Job:
	"""A job as it was when it was read."""

	store: "JobStore"
	id: str
	origin: str
	status: JobStatus
	kwargs: dict[str, Any]
	timeout: int
	exc_info: str | None = None

	def get_status(self, refresh: bool = True) -> JobStatus | None:
		"""The state now, or when it was read; None when the job is gone."""
		if not refresh:
			return self.status
		fresh = self.store.get(self.id)
		return fresh.status if fresh else None

	def delete(self) -> None:
		"""Take the job out of the queue."""
		self.store.delete(self.id)


class JobStore:
	"""The jobs of one site."""

	def __init__(self, path: str):
		self.path = path

	def _open(self) -> Any:
		return side_database(self.path, SCHEMA)

	def put(self, job_id: str, queue: str, arguments: dict[str, Any], timeout: int, at_front: bool) -> Job:
		"""Queue a job; one with the same id is replaced. Raises pickle's errors for arguments it cannot keep."""
		body = pickle.dumps(arguments)
		edge = "MIN(position) - 1" if at_front else "MAX(position) + 1"
		with self._open() as connection:
			connection.execute(
				"INSERT OR REPLACE INTO job (id, queue, status, position, arguments, timeout, enqueued_at)"
				f" VALUES (?, ?, 'queued', (SELECT COALESCE({edge}, 0) FROM job), ?, ?, ?)",
				(job_id, queue, body, timeout, time.time()),
			)
		with work_arrived:
			work_arrived.notify()
		return Job(self, job_id, queue, JobStatus.QUEUED, arguments, timeout)

	def claim(self, queues: list[str]) -> Job | None:
		"""The next job for a worker of these queues, now its own."""
		if not os.path.exists(self.path):
			return None
		with self._open() as connection:
			for queue in queues:
				row = connection.execute(
					"UPDATE job SET status = 'started', started_at = ?, worker = ? WHERE id = ("
					" SELECT id FROM job WHERE status = 'queued' AND queue = ? ORDER BY position LIMIT 1"
					") RETURNING *",
					(time.time(), os.getpid(), queue),
				).fetchone()
				if row:
					return self._job(row)
		return None

	def finish(self, job_id: str, error: str | None = None) -> None:
		"""The job is over, with this traceback if it failed. Old jobs are forgotten on the way."""
		status, now = JobStatus.FAILED if error else JobStatus.FINISHED, time.time()
		with self._open() as connection:
			connection.execute(
				"UPDATE job SET status = ?, ended_at = ?, exc_info = ? WHERE id = ? AND status = 'started'",
				(status, now, error, job_id),
			)
			connection.execute(
				"DELETE FROM job WHERE (status = 'finished' AND ended_at < ?) OR (status = 'failed' AND ended_at < ?)",
				(now - FINISHED_SECONDS, now - FAILED_SECONDS),
			)

	def abandon(self) -> int:
		"""Jobs whose worker is gone have failed, as in RQ. Gives their number."""
		with self._open() as connection:
			rows = connection.execute("SELECT id, worker FROM job WHERE status = 'started'").fetchall()
			lost = [row["id"] for row in rows if not _alive(row["worker"])]
			connection.executemany(
				"UPDATE job SET status = 'failed', ended_at = ?, exc_info = 'The worker ended unexpectedly'"
				" WHERE id = ?",
				[(time.time(), job_id) for job_id in lost],
			)
		return len(lost)

	def get(self, job_id: str) -> Job | None:
		"""A job by its id."""
		with self._open() as connection:
			row = connection.execute("SELECT * FROM job WHERE id = ?", (job_id,)).fetchone()
		return self._job(row) if row else None

	def jobs(self, status: JobStatus) -> list[Job]:
		"""The jobs in a state, next one first."""
		with self._open() as connection:
			rows = connection.execute(
				"SELECT * FROM job WHERE status = ? ORDER BY position", (status,)
			).fetchall()
		return [self._job(row) for row in rows]

	def count(self, queue: str) -> int:
		"""How many jobs wait in a queue."""
		with self._open() as connection:
			query = "SELECT COUNT(*) FROM job WHERE status = 'queued' AND queue = ?"
			return connection.execute(query, (queue,)).fetchone()[0]

	def delete(self, job_id: str) -> None:
		"""Forget a job."""
		with self._open() as connection:
			connection.execute("DELETE FROM job WHERE id = ?", (job_id,))

	def clear(self) -> None:
		"""Forget every job."""
		with self._open() as connection:
			connection.execute("DELETE FROM job")

	def _job(self, row: Any) -> Job:
		return Job(
			self,
			row["id"],
			row["queue"],
			JobStatus(row["status"]),
			pickle.loads(row["arguments"]),
			row["timeout"],
			row["exc_info"],
		)


def _alive(process: int) -> bool:
	try:
		os.kill(process, 0)
	except ProcessLookupError:
		return False
	except PermissionError:
		return True
	return True
