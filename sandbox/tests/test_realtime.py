"""Who hears what over socket.io."""

import os
import subprocess
import sys

import frappe
import socketio

from sandbox.server.paths import ROOT
from sandbox.tests.served import Listener, Person, ServedTestCase, make_user

AGENT = "agent@realtime.example"
NOBODY = "nobody@realtime.example"


class TestRealtime(ServedTestCase):
	@classmethod
	def prepare(cls) -> None:
		make_user(AGENT, "FSM Agent")
		make_user(NOBODY)
		customer = frappe.get_doc(
			{"doctype": "Customer", "customer_name": "Watched", "customer_type": "Individual"}
		)
		cls.customer = customer.insert(ignore_permissions=True).name

	def listener(self, user: str) -> Listener:
		person = Person(self.address)
		person.log_in(user)
		listener = person.socket(self.SITE)
		self.addCleanup(listener.close)
		return listener

	def test_a_documents_room_only_lets_in_who_may_read_the_document(self):
		agent, nobody = self.listener(AGENT), self.listener(NOBODY)
		for listener in (agent, nobody):
			listener.say("doc_subscribe", "Customer", self.customer)
		with self.site():
			frappe.publish_realtime(
				"fsm_customer", {"kind": "task"}, doctype="Customer", docname=self.customer
			)
		self.assertEqual(agent.hear("fsm_customer"), {"kind": "task"})
		self.assertIsNone(nobody.hear("fsm_customer", 0.3))

	def test_after_leaving_a_room_nothing_is_heard_of_it(self):
		agent = self.listener(AGENT)
		agent.say("doc_subscribe", "Customer", self.customer)
		agent.say("doc_unsubscribe", "Customer", self.customer)
		with self.site():
			frappe.publish_realtime("fsm_customer", {}, doctype="Customer", docname=self.customer)
		self.assertIsNone(agent.hear("fsm_customer", 0.3))

	def test_a_message_to_a_user_reaches_that_user_only(self):
		agent, nobody = self.listener(AGENT), self.listener(NOBODY)
		with self.site():
			frappe.publish_realtime("hello", {"to": "you"}, user=NOBODY)
		self.assertEqual(nobody.hear("hello"), {"to": "you"})
		self.assertIsNone(agent.hear("hello", 0.3))

	def test_a_message_to_all_is_for_people_with_a_desk(self):
		agent, nobody = self.listener(AGENT), self.listener(NOBODY)
		with self.site():
			frappe.publish_realtime("news", {"n": 1})
		self.assertEqual(agent.hear("news"), {"n": 1})
		self.assertIsNone(nobody.hear("news", 0.3))

	def test_a_message_after_commit_is_lost_with_its_transaction(self):
		agent = self.listener(AGENT)
		with self.site():
			frappe.publish_realtime("saved", {"n": 1}, user=AGENT, after_commit=True)
			frappe.db.rollback()
			frappe.publish_realtime("saved", {"n": 2}, user=AGENT, after_commit=True)
			frappe.db.commit()
		self.assertEqual(agent.hear("saved"), {"n": 2})
		self.assertIsNone(agent.hear("saved", 0.3))

	def test_a_message_from_a_worker_in_another_process_arrives(self):
		agent = self.listener(AGENT)
		agent.say("doc_subscribe", "Customer", self.customer)
		with self.site():
			frappe.enqueue(
				"frappe.realtime.publish_progress", percent=40, doctype="Customer", docname=self.customer
			)
		environment = os.environ | {"SANDBOX_HOME": str(self.sites.parent), "SANDBOX_SITE": self.SITE}
		subprocess.run(
			[sys.executable, "-m", "sandbox", "worker", "--burst"], cwd=ROOT, env=environment, check=True
		)
		self.assertEqual(agent.hear("progress")["percent"], 40)

	def test_another_sites_namespace_and_strangers_are_refused(self):
		person = Person(self.address)
		person.log_in(AGENT)
		for visitor, site in ((person, "other.localhost"), (Person(self.address), self.SITE)):
			with self.assertRaises(socketio.exceptions.ConnectionError):
				visitor.socket(site)
