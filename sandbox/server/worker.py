"""Workers: threads of the demo, or a process of their own (`python -m sandbox worker`)."""

import logging
import threading

from frappe.utils.background_jobs import get_queues_timeout, get_store, perform
from frappe.utils.job_store import Job, work_arrived

logger = logging.getLogger("sandbox.worker")

# How often a worker looks for jobs queued by another process, seconds.
LOOK_EVERY = 0.3


class Worker(threading.Thread):
	"""Takes the jobs of some queues, one at a time, until it is told to stop."""

	def __init__(self, site_path: str, queues: list[str] | None = None, name: str = "worker"):
		super().__init__(name=name, daemon=True)
		self._store = get_store(site_path)
		self._queues = queues or list(get_queues_timeout())
		self._stopping = threading.Event()

	def run(self) -> None:
		"""Work until `stop`. What a worker that is gone had begun counts as failed, as in RQ."""
		self._store.abandon()
		while not self._stopping.is_set():
			if not self.work_once():
				with work_arrived:
					work_arrived.wait(LOOK_EVERY)

	def work_once(self) -> bool:
		"""Run one job if there is one."""
		job = self._store.claim(self._queues)
		if job is None:
			return False
		logger.info("%s %s", job.origin, job.kwargs["job_name"])
		perform(job)
		_report(self._store.get(job.id))
		return True

	def work_off(self) -> int:
		"""Run what waits, and what that queues, and return: how many jobs it was."""
		done = 0
		while self.work_once():
			done += 1
		return done

	def stop(self) -> None:
		"""Take no further job."""
		self._stopping.set()
		with work_arrived:
			work_arrived.notify_all()


def _report(job: Job | None) -> None:
	if job and job.exc_info:
		logger.warning("%s failed: %s", job.kwargs["job_name"], job.exc_info)


def run_pending(site_path: str) -> int:
	"""Run every waiting job in a thread of its own (jobs open and close their site): how many it was."""
	done: list[int] = []
	worker = threading.Thread(target=lambda: done.append(Worker(site_path).work_off()))
	worker.start()
	worker.join()
	return done[0]
