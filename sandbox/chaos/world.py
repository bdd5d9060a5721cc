"""A site, a queue and its workers, under a clock that can be moved. The queue is a file, as durable as Redis."""

import pickle
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sandbox.chaos.children import Killer, Outcome, in_child
from sandbox.spine import Place

# Doctypes whose times are waited for.
TIMED = ("Webhook Event", "SMS Message", "Message Attachment")
SWEEPS = (
	"gigafibre_fsm.webhooks.sweep",
	"gigafibre_fsm.messaging.sweep",
	"gigafibre_fsm.messaging.attachments.sweep",
)
# So many of the latest of each are waited for: what one delivery can leave, and more.
LATEST = 20
# How far each round moves the clock: past every lease, and at last past the longest backoff.
ROUND_MINUTES = 31
OF_THE_QUEUE = ("queue", "timeout", "event", "is_async", "job_name", "now", "at_front", "deduplicate")


@dataclass(frozen=True, slots=True)
class Job:
	"""A call that waits for a worker."""

	id: str
	method: str
	arguments: dict[str, Any]


class Queue:
	"""Jobs in a file, one pickle a job."""

	def __init__(self, folder: Path):
		self.folder = folder

	def put(self, job: Job) -> None:
		"""Add a job unless one of its id waits already."""
		if job.id not in [waiting.id for waiting in self.jobs()]:
			(self.folder / f"{time.time_ns():020}").write_bytes(pickle.dumps(job))

	def take(self) -> Job | None:
		"""Take the next job out: a worker that dies with it has lost it."""
		for path in sorted(self.folder.iterdir()):
			job = pickle.loads(path.read_bytes())
			path.unlink()
			return job
		return None

	def jobs(self) -> list[Job]:
		"""What waits, next one first."""
		return [pickle.loads(path.read_bytes()) for path in sorted(self.folder.iterdir())]


class World:
	"""Everything that outlives a worker."""

	def __init__(self, place: Place, folder: Path, prepare: Callable[[], None] = lambda: None):
		self.place, self.queue, self.prepare = place, Queue(folder), prepare

	def do(self, task: Callable[[], Any], kill_at: int = 0) -> Outcome:
		"""Do something on the site in a process of its own."""

		def connected() -> Any:
			with self.place.connected():
				self.prepare()
				self._prepare(Killer(kill_at))
				return task()

		return in_child(connected)

	def work(self, kill_at: int = 0) -> Outcome:
		"""Have a worker do what is queued, until nothing is or it is killed; its value is how often it was at risk."""
		return self.do(self._drain, kill_at)

	def let_time_pass(self) -> None:
		"""Make everything that was written half an hour older, then do what the scheduler does each minute."""

		def pass_and_sweep() -> None:
			import frappe

			for doctype in TIMED:
				_age(doctype, timedelta(minutes=ROUND_MINUTES))
			frappe.db.commit()
			for sweep in SWEEPS:
				frappe.get_attr(sweep)()
				frappe.db.commit()

		self.must(self.do(pass_and_sweep))

	def settle(self, rounds: int = 8) -> None:
		"""Let time pass and workers work, until nothing waits any more."""
		for _round in range(rounds):
			self.let_time_pass()
			if not self.queue.jobs():
				return
			self.must(self.work())

	@staticmethod
	def must(outcome: Outcome) -> Any:
		"""Return the value of a child that nobody killed. Raises RuntimeError when it failed."""
		if outcome.error or not outcome.ended:
			raise RuntimeError(outcome.error or "a worker nobody killed has died")
		return outcome.value

	def _drain(self) -> int:
		import frappe

		while job := self.queue.take():
			try:
				frappe.get_attr(job.method)(**job.arguments)
				frappe.db.commit()
			except Exception:
				frappe.db.rollback()
				raise
		return self.killer.passed

	def _prepare(self, killer: Killer) -> None:
		import frappe
		import requests

		self.killer = killer
		frappe.enqueue = self._enqueue
		killer.watch(requests.Session, "send")
		killer.watch(Queue, "put")
		killer.watch_database(frappe.local.db)

	def _enqueue(self, method: str, enqueue_after_commit: bool = False, **given: Any) -> None:
		"""`frappe.enqueue`, into our own queue; what Frappe itself queues is none of our effects."""
		import frappe

		if not method.startswith("gigafibre_fsm."):
			return
		arguments = {name: value for name, value in given.items() if name not in OF_THE_QUEUE}
		job = Job(arguments.pop("job_id", None) or frappe.generate_hash(length=10), method, arguments)
		if enqueue_after_commit:
			frappe.db.after_commit.add(lambda: self.queue.put(job))
		else:
			self.queue.put(job)


def _age(doctype: str, age: timedelta) -> None:
	import frappe
	from frappe.utils import get_datetime

	meta = frappe.get_meta(doctype)
	fields = [
		"creation",
		"modified",
		*(field.fieldname for field in meta.fields if field.fieldtype == "Datetime"),
	]
	for row in frappe.get_all(doctype, fields=["name", *fields], order_by="creation desc", limit=LATEST):
		older = {name: get_datetime(row[name]) - age for name in fields if row[name]}
		frappe.db.set_value(doctype, row.name, older, update_modified=False)
