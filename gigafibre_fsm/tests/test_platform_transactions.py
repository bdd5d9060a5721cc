"""What is kept and what is lost: commits, rollbacks, savepoints, and what waits for the commit."""

from unittest.mock import patch

import frappe
from frappe.utils.background_jobs import get_job, is_job_enqueued

from gigafibre_fsm.tests.platform_doctypes import PlatformTestCase

DELAYED = "gigafibre_fsm.tests.test_platform_transactions.work"


def work(**kwargs):
	"""What a job calls; answers what it was given."""
	return kwargs


class TestTransactions(PlatformTestCase):
	def test_a_rollback_forgets_what_was_not_committed(self):
		frappe.db.rollback()
		kept = self.note(title="kept")
		frappe.db.commit()
		self.addCleanup(frappe.db.delete, "Platform Note")
		lost = self.note(title="lost")
		frappe.db.rollback()

		self.assertTrue(frappe.db.exists("Platform Note", kept.name))
		self.assertFalse(frappe.db.exists("Platform Note", lost.name))

	def test_a_savepoint_gives_back_one_step(self):
		before = self.note(title="before")
		frappe.db.savepoint("step")
		after = self.note(title="after")
		frappe.db.rollback(save_point="step")

		self.assertTrue(frappe.db.exists("Platform Note", before.name))
		self.assertFalse(frappe.db.exists("Platform Note", after.name))

	def test_a_failed_insert_inside_a_savepoint_leaves_the_rest(self):
		self.note(code="taken")
		frappe.db.savepoint("step")
		try:
			self.note(code="taken")
		except frappe.UniqueValidationError:
			frappe.db.rollback(save_point="step")
		self.note(code="free")

		self.assertEqual(frappe.db.count("Platform Note", {"code": ["in", ["taken", "free"]]}), 2)

	def test_calls_wait_for_the_commit_or_the_rollback(self):
		calls = []
		frappe.db.after_commit.add(lambda: calls.append("commit"))
		frappe.db.after_rollback.add(lambda: calls.append("rollback"))
		self.assertEqual(calls, [])
		frappe.db.commit()
		self.assertEqual(calls, ["commit"])

		frappe.db.after_commit.add(lambda: calls.append("never"))
		frappe.db.after_rollback.add(lambda: calls.append("rollback"))
		frappe.db.rollback()
		frappe.db.commit()
		self.assertEqual(calls, ["commit", "rollback"])

	def test_another_connection_sees_only_what_was_committed(self):
		frappe.db.commit()
		note = self.note()
		with self.secondary_connection():
			self.assertFalse(frappe.db.exists("Platform Note", note.name))
			frappe.db.rollback()

	def test_a_row_read_for_update_is_read_as_it_is(self):
		note = self.note(quantity=4)
		value = frappe.db.get_value("Platform Note", note.name, "quantity", for_update=True)
		locked = frappe.get_doc("Platform Note", note.name, for_update=True)

		self.assertEqual((value, locked.quantity), (4, 4))

	def test_a_locked_row_is_not_locked_by_somebody_else(self):
		note = self.note()
		frappe.db.commit()
		self.addCleanup(frappe.db.delete, "Platform Note")
		frappe.db.get_value("Platform Note", note.name, "title", for_update=True)
		with self.secondary_connection(), self.assertRaises(frappe.QueryTimeoutError):
			frappe.db.get_value("Platform Note", note.name, "title", for_update=True, wait=False)


class TestJobs(PlatformTestCase):
	def setUp(self):
		super().setUp()
		self.job_id = f"platform-{frappe.generate_hash(length=8)}"
		self.addCleanup(self.forget_job)

	def forget_job(self):
		if job := get_job(self.job_id):
			job.delete()

	def test_a_job_called_now_gives_its_answer(self):
		self.assertEqual(frappe.enqueue(DELAYED, now=True, customer="C-1"), {"customer": "C-1"})

	def test_a_job_is_queued_under_its_id(self):
		self.assertFalse(is_job_enqueued(self.job_id))
		frappe.enqueue(DELAYED, job_id=self.job_id, customer="C-1")
		self.assertTrue(is_job_enqueued(self.job_id))

	def test_the_same_job_is_not_queued_twice(self):
		first = frappe.enqueue(DELAYED, job_id=self.job_id, deduplicate=True)
		second = frappe.enqueue(DELAYED, job_id=self.job_id, deduplicate=True)

		self.assertIsNotNone(first)
		self.assertIsNone(second)

	def test_deduplication_wants_an_id(self):
		with self.assertRaisesRegex(frappe.ValidationError, "job_id"):
			frappe.enqueue(DELAYED, deduplicate=True)

	def test_a_job_waits_for_the_commit(self):
		frappe.enqueue(DELAYED, job_id=self.job_id, enqueue_after_commit=True)
		self.assertFalse(is_job_enqueued(self.job_id))
		frappe.db.commit()
		self.assertTrue(is_job_enqueued(self.job_id))

	def test_a_job_is_lost_with_its_transaction(self):
		frappe.enqueue(DELAYED, job_id=self.job_id, enqueue_after_commit=True)
		frappe.db.rollback()
		frappe.db.commit()

		self.assertFalse(is_job_enqueued(self.job_id))

	def test_a_method_of_a_document_can_be_a_job(self):
		note = self.note(title="before")
		frappe.enqueue_doc("Platform Note", note.name, "db_set", now=True, fieldname="title", value="after")
		self.assertEqual(frappe.db.get_value("Platform Note", note.name, "title"), "after")


class TestRealtime(PlatformTestCase):
	def setUp(self):
		super().setUp()
		# Another test may have left messages that wait for a commit which never comes.
		if hasattr(frappe.local, "_realtime_log"):
			del frappe.local._realtime_log

	def test_a_message_goes_out_at_once_or_after_the_commit(self):
		with patch("frappe.realtime.emit_via_redis") as emit:
			frappe.publish_realtime("fsm_customer", {"kind": "now"}, doctype="ToDo", docname="T-1")
			frappe.publish_realtime(
				"fsm_customer", {"kind": "later"}, user="Administrator", after_commit=True
			)
			self.assertEqual([call.args[1]["kind"] for call in emit.call_args_list], ["now"])
			frappe.db.commit()

		sent = [(call.args[0], call.args[1]["kind"], call.args[2]) for call in emit.call_args_list]
		self.assertEqual(
			sent,
			[("fsm_customer", "now", "doc:ToDo/T-1"), ("fsm_customer", "later", "user:Administrator")],
		)

	def test_a_rolled_back_message_is_never_sent(self):
		with patch("frappe.realtime.emit_via_redis") as emit:
			frappe.publish_realtime("fsm_customer", {"kind": "later"}, after_commit=True)
			frappe.db.rollback()
			frappe.db.commit()

		emit.assert_not_called()

	def test_who_may_not_read_a_document_may_not_listen_to_it(self):
		from frappe.realtime import has_permission

		note = self.note()
		self.assertTrue(has_permission("Platform Note", note.name))
		with self.set_user("Guest"):
			self.assertRaises(frappe.PermissionError, has_permission, "Platform Note", note.name)
