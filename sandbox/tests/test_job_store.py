"""The queue of jobs by itself."""

import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from frappe.utils.job_store import JobStatus, JobStore
from frappe.utils.job_timeout import JobTimeoutException, death_penalty


class TestJobStore(unittest.TestCase):
	def setUp(self) -> None:
		folder = tempfile.TemporaryDirectory()
		self.addCleanup(folder.cleanup)
		self.store = JobStore(str(Path(folder.name, "jobs.db")))

	def put(self, job_id: str, queue: str = "default", at_front: bool = False) -> None:
		self.store.put(job_id, queue, {"number": job_id}, timeout=300, at_front=at_front)

	def order(self, queues: list[str]) -> list[str]:
		found = []
		while job := self.store.claim(queues):
			found.append(job.id)
		return found

	def test_jobs_come_in_their_order_and_some_before_it(self):
		for job_id in ("first", "second"):
			self.put(job_id)
		self.put("urgent", at_front=True)
		self.assertEqual(self.order(["default"]), ["urgent", "first", "second"])

	def test_a_worker_serves_its_queues_in_the_order_it_names_them(self):
		for job_id, queue in (("slow", "long"), ("usual", "default"), ("quick", "short")):
			self.put(job_id, queue)
		self.assertEqual(self.order(["short", "default"]), ["quick", "usual"])
		self.assertEqual(self.order(["short", "default", "long"]), ["slow"])

	def test_a_claimed_job_is_nobody_elses(self):
		self.put("once")
		self.assertEqual(self.store.claim(["default"]).id, "once")
		self.assertIsNone(JobStore(self.store.path).claim(["default"]))
		self.assertEqual(self.store.get("once").status, JobStatus.STARTED)

	def test_a_failure_is_kept_with_its_words(self):
		self.put("bad")
		job = self.store.claim(["default"])
		self.store.finish(job.id, "ValueError: no")
		self.assertEqual(job.get_status(), JobStatus.FAILED)
		self.assertEqual(self.store.get("bad").exc_info, "ValueError: no")

	def test_jobs_of_a_dead_worker_have_failed(self):
		self.put("lost")
		self.store.claim(["default"])
		dead = subprocess.Popen(["true"])
		dead.wait()
		with self.store._open() as connection:
			connection.execute("UPDATE job SET worker = ?", (dead.pid,))
		self.assertEqual(self.store.abandon(), 1)
		self.assertEqual(self.store.get("lost").status, JobStatus.FAILED)


def work(seconds: float) -> None:
	"""Be busy in Python for so long."""
	until = time.monotonic() + seconds
	while time.monotonic() < until:
		pass


class TestDeathPenalty(unittest.TestCase):
	def test_a_job_that_runs_too_long_is_stopped(self):
		with self.assertRaises(JobTimeoutException), death_penalty(0.05):
			work(10)
