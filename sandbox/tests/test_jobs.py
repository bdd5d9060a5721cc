"""Jobs of a site: when they are queued, as whom they run, and what is left when they fail."""

import json
import subprocess
import sys
import tempfile
from email import message_from_bytes, policy
from pathlib import Path

import frappe
from frappe.utils.background_jobs import get_job_status, get_jobs, get_store, is_job_enqueued

from sandbox.server.paths import ROOT
from sandbox.server.ports import free_port
from sandbox.server.worker import Worker, run_pending
from sandbox.simulators.smtp import MailSink
from sandbox.tests.served import ServedTestCase, make_user

AGENT = "agent@jobs.example"
SET_VALUE = "frappe.client.set_value"


class TestJobs(ServedTestCase):
	@classmethod
	def prepare(cls) -> None:
		make_user(AGENT, "FSM Agent")

	def setUp(self) -> None:
		inside = self.site()
		inside.__enter__()
		self.addCleanup(inside.__exit__, None, None, None)
		self.addCleanup(self.work)

	def work(self) -> int:
		"""Run what waits, in a thread."""
		return run_pending(str(self.sites / self.SITE))

	def bio(self) -> str | None:
		"""What a job wrote, as a new transaction sees it."""
		frappe.db.rollback()
		return frappe.db.get_value("User", AGENT, "bio")

	def change(self, bio: str, **options: object) -> object:
		"""Have a job write this into the agent's record."""
		return frappe.enqueue(SET_VALUE, doctype="User", name=AGENT, fieldname="bio", value=bio, **options)

	def test_what_a_job_did_is_committed(self):
		self.change("by a job", job_id="one")
		self.assertTrue(is_job_enqueued("one"))
		self.work()
		self.assertEqual(self.bio(), "by a job")
		self.assertEqual(get_job_status("one"), "finished")

	def test_a_job_for_after_the_commit_is_lost_with_its_transaction(self):
		self.change("never", enqueue_after_commit=True)
		frappe.db.rollback()
		self.assertEqual(self.work(), 0)
		self.change("kept", enqueue_after_commit=True)
		self.assertEqual(get_jobs()[self.SITE], [])
		frappe.db.commit()
		self.assertEqual(self.work(), 1)
		self.assertEqual(self.bio(), "kept")

	def test_a_deduplicated_job_waits_once(self):
		self.change("first", job_id="single", deduplicate=True)
		self.assertIsNone(self.change("second", job_id="single", deduplicate=True))
		self.assertEqual(self.work(), 1)
		self.assertEqual(self.bio(), "first")
		self.assertIsNotNone(self.change("third", job_id="single", deduplicate=True))

	def test_a_job_runs_as_the_user_who_queued_it(self):
		frappe.set_user(AGENT)
		frappe.enqueue(
			SET_VALUE, doctype="User", name="Administrator", fieldname="bio", value="x", job_id="mine"
		)
		frappe.set_user("Administrator")
		self.work()
		self.assertEqual(get_job_status("mine"), "failed")

	def test_a_failed_job_is_rolled_back_and_explained(self):
		frappe.enqueue("frappe.throw", msg="No such luck", job_id="bad")
		self.work()
		frappe.db.rollback()
		error = frappe.get_last_doc("Error Log", {"method": "frappe.throw"})
		self.assertIn("No such luck", error.error)
		self.assertEqual(get_job_status("bad"), "failed")
		self.assertFalse(is_job_enqueued("bad"))

	def test_a_job_whose_worker_died_is_no_longer_in_the_way(self):
		self.change("lost", job_id="killed", deduplicate=True)
		died = (
			"import os; from frappe.utils.job_store import JobStore; import sys;"
			"JobStore(sys.argv[1]).claim(['default']); os._exit(1)"
		)
		subprocess.run([sys.executable, "-c", died, get_store().path], cwd=ROOT, check=False)
		self.assertTrue(is_job_enqueued("killed"))
		worker = Worker(str(self.sites / self.SITE))
		worker.stop()
		worker.run()
		self.assertEqual(get_job_status("killed"), "failed")
		self.assertIsNotNone(self.change("again", job_id="killed", deduplicate=True))

	def test_now_means_here(self):
		self.change("at once", now=True)
		self.assertEqual(frappe.db.get_value("User", AGENT, "bio"), "at once")

	def mail_port(self, port: int) -> None:
		"""Have the site send its mail there."""
		config = self.sites / self.SITE / "site_config.json"
		account = {"mail_server": "127.0.0.1", "mail_port": port}
		config.write_text(json.dumps(json.loads(config.read_text()) | account))
		frappe.local.conf.update(account)

	def send(self) -> object:
		"""Send a message, and what became of it."""
		queued = frappe.sendmail(recipients="someone@mail.example", subject="Été", message="<b>Bonjour</b>")
		frappe.enqueue_doc("Email Queue", queued.name, "send", enqueue_after_commit=True)
		frappe.db.commit()
		self.work()
		frappe.db.rollback()
		return queued.reload()

	def test_a_message_leaves_after_the_commit(self):
		with tempfile.TemporaryDirectory() as folder:
			sink = MailSink(Path(folder))
			sink.start()
			self.addCleanup(sink.stop)
			self.mail_port(sink.port)
			self.assertEqual(self.send().status, "Sent")
			(received,) = Path(folder).iterdir()
			mail = message_from_bytes(received.read_bytes(), policy=policy.default)
		self.assertEqual((mail["Subject"], mail["To"]), ("Été", "someone@mail.example"))
		self.assertIn("<b>Bonjour</b>", mail.get_body(("html",)).get_content())

	def test_a_message_that_cannot_leave_keeps_the_servers_words_and_is_tried_again(self):
		self.mail_port(free_port())
		message = self.send()
		self.assertEqual((message.status, message.retry), ("Not Sent", 1))
		self.assertIn("ConnectionRefusedError", message.error)
