"""The demo's flows run: in each state people look at, with tasks to answer and an outage that goes on."""

from unittest.mock import patch

import frappe
from frappe.tests import IntegrationTestCase

from gigafibre_fsm import flows
from gigafibre_fsm.flows.running import hearing, worker
from gigafibre_fsm.flows.templates.template_view import list_templates, show_template
from gigafibre_fsm.tests.factories import make_payment
from sandbox.seed.demo import seed
from sandbox.seed.twilio import point_at_twilio


def carry_on(run: str) -> None:
	"""Be the workers: the one that tells what happened, and the one that has this run."""
	hearing.tell_all(hearing.untold(1000, seconds=-1))
	worker.work(run)


class TestFlows(IntegrationTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.addClassCleanup(frappe.clear_document_cache, "FSM Settings", "FSM Settings")
		cls.addClassCleanup(frappe.db.rollback)
		cls.stay_in_one_transaction()
		seed()
		point_at_twilio("http://127.0.0.1:7558")
		for run in frappe.get_all("Flow Run", pluck="name", order_by="creation asc"):
			worker.work(run)

	def setUp(self):
		frappe.db.savepoint("seeded")
		self.addCleanup(frappe.db.rollback, save_point="seeded")

	@classmethod
	def stay_in_one_transaction(cls):
		"""The other tests of this site must not meet the demo's customers, and workers begin with a rollback."""
		rollback = frappe.db.rollback

		def back_to(save_point: str | None = None, **_options: object) -> None:
			if save_point:
				rollback(save_point=save_point)

		for patched in (
			patch.object(frappe.db, "commit"),
			patch.object(frappe.db, "rollback", back_to),
			patch.object(frappe, "enqueue"),
			# E-mails are queued, as in the demo; none leaves.
			patch.dict(frappe.local.conf, {"mail_server": "127.0.0.1", "mail_port": 1}),
		):
			patched.start()
			cls.addClassCleanup(patched.stop)

	def runs(self, title: str) -> list[dict]:
		fields = ["name", "status", "reference_name"]
		return frappe.get_all("Flow Run", {"title": title}, fields, order_by="creation asc")

	def statuses(self, title: str) -> list[str]:
		return [run.status for run in self.runs(title)]

	def test_templates_are_copied_switched_on_and_sound(self):
		rows = {row["title"]: row for row in list_templates()["rows"]}

		for title in ("Factures en retard", "Panne de secteur", "Après la visite"):
			with self.subTest(template=title):
				self.assertTrue(rows[title]["enabled"])
				self.assertEqual(show_template(rows[title]["name"])["problems"], [])
				self.assertFalse(rows[title]["is_system"])
		self.assertEqual(rows["Anniversaire d'abonnement"]["published_version"], 0)

	def test_a_flow_still_being_drawn_says_what_is_wrong(self):
		(name,) = frappe.get_all("Flow Template", {"title": "Anniversaire d'abonnement"}, pluck="name")
		self.assertTrue(show_template(name)["problems"])

	def test_runs_are_in_every_state(self):
		self.assertEqual(set(self.statuses("Factures en retard")), {"Waiting"})
		self.assertEqual(self.statuses("Panne de secteur"), ["Waiting"])
		self.assertEqual(self.statuses("Présenter un nouveau client"), ["Completed"] * 2)
		self.assertEqual(self.statuses("Transmettre au partenaire"), ["Failed"])

	def test_people_have_tasks(self):
		tasks = frappe.get_all("Flow Task", {"status": "Open"}, ["title", "role"], order_by="title")
		self.assertEqual(len(tasks), 4)
		self.assertEqual({task.role for task in tasks}, {"FSM Agent"})

	def test_visits_to_those_of_the_outage_are_held(self):
		held = frappe.get_all("Dispatch Job", {"on_hold": 1}, pluck="hold_reason", order_by="name")
		self.assertEqual(held, ["Fibre coupée, rue du Moulin"])

	def test_each_customer_of_the_outage_is_written_to_once(self):
		words = [["body", "like", f"%{said}%"] for said in ("une panne touche", "an outage affects")]
		texts = frappe.get_all("SMS Message", or_filters=words, pluck="to_number", order_by="name")
		self.assertEqual(len(texts), len(set(texts)))
		self.assertEqual(len(texts), 5)

	def test_who_pays_is_thanked_and_left_in_peace(self):
		(run, *_others) = self.runs("Factures en retard")
		make_payment(frappe.get_doc("Sales Invoice", run.reference_name))
		carry_on(run.name)

		self.assertEqual(frappe.db.get_value("Flow Run", run.name, "status"), "Completed")
		done = {"parent": run.name, "status": "Done"}
		steps = frappe.get_all("Flow Run Step", done, pluck="step", order_by="idx", parent_doctype="Flow Run")
		self.assertIn("thanks", steps)
		self.assertNotIn("sms_2", steps)
		self.assertNotIn("suspend", steps)

	def test_the_end_of_the_outage_lets_the_visits_go_and_tells_everybody(self):
		(run,) = self.runs("Panne de secteur")
		frappe.get_doc("Outage", run.reference_name).update({"status": "Ended"}).save()
		carry_on(run.name)

		self.assertEqual(frappe.db.get_value("Flow Run", run.name, "status"), "Completed")
		self.assertEqual(frappe.db.count("Dispatch Job", {"on_hold": 1}), 0)
		words = [
			["body", "like", f"%{said}%"]
			for said in ("est rétabli dans votre secteur", "is back in your area")
		]
		told = frappe.get_all("SMS Message", or_filters=words, pluck="customer", order_by="name")
		self.assertLessEqual(
			{row.customer for row in frappe.get_doc("Outage", run.reference_name).customers}, set(told)
		)

	def test_an_unhappy_customer_gets_a_ticket(self):
		(run, *_others) = self.runs("Appel de courtoisie")
		task = frappe.db.get_value("Flow Task", {"run": run.name})
		flows.complete_task(task, {"mood": "unhappy", "note": "Le Wi-Fi coupe le soir."})
		carry_on(run.name)

		self.assertEqual(frappe.db.get_value("Flow Run", run.name, "status"), "Completed")
		ticket = frappe.get_last_doc("Issue", {"customer": run.reference_name})
		self.assertIn("Le Wi-Fi coupe", ticket.description)
