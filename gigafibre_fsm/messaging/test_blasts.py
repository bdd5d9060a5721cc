"""A blast reaches everybody it may, once, at the pace of our numbers, and says beforehand when it will be over."""

from datetime import datetime
from unittest.mock import patch

import frappe
from frappe.utils import now_datetime

from gigafibre_fsm.messaging import blast, blasts, estimate, record_consent
from gigafibre_fsm.tests.factories import make_contact, make_customer, make_user
from gigafibre_fsm.tests.factories_messages import make_reachable_customer, make_template
from gigafibre_fsm.tests.fake_twilio import OUR_NUMBER, MessagingTestCase

OTHER_NUMBER = "+15145550101"


class BlastCase(MessagingTestCase):
	def setUp(self):
		super().setUp()
		self.template = make_template("Panne dans votre secteur").name
		self.customers = [make_reachable_customer().name for _customer in range(3)]

	def rows(self, **filters):
		fields = ["name", "customer", "status", "to_number", "from_number", "send_after", "body", "batch"]
		filters = {"batch": ("in", ("b1", "b2"))} | filters
		return frappe.get_all("SMS Message", filters, fields, order_by="send_after asc, creation asc")


class TestQueueing(BlastCase):
	def test_each_customer_has_a_message_with_its_slot(self):
		said = blast(self.template, self.customers, "b1")

		rows = self.rows(batch="b1")
		self.assertEqual([row.customer for row in rows], self.customers)
		first = rows[0].send_after
		# One segment a second, of which a blast may take 80 %.
		self.assertEqual([round((row.send_after - first).total_seconds(), 2) for row in rows], [0, 1.25, 2.5])
		self.assertEqual((said["state"], said["queued"], said["segments"]), ("queued", 3, 3))

	def test_the_eta_is_when_the_last_one_has_left(self):
		said = blast(self.template, self.customers, "b1")
		seconds = (datetime.fromisoformat(said["eta"]).replace(tzinfo=None) - now_datetime()).total_seconds()

		self.assertAlmostEqual(seconds, 3.75, delta=1.5)

	def test_the_estimate_says_the_same_and_writes_nothing(self):
		guess = estimate(self.template, self.customers)
		self.assertEqual(self.rows(), [])
		said = blast(self.template, self.customers, "b1")

		self.assertEqual(
			{**guess, "eta": None}, {k: v for k, v in said.items() if k in guess} | {"eta": None}
		)

	def test_the_same_key_twice_is_one_blast(self):
		blast(self.template, self.customers, "b1")
		blast(self.template, self.customers, "b1")

		self.assertEqual(len(self.rows()), 3)

	def test_the_same_key_of_two_people_is_two_blasts(self):
		for _person in range(2):
			frappe.set_user(make_user("FSM Dispatcher"))
			blast(self.template, self.customers, "b1")

		self.assertEqual(len(self.rows()), 6)

	def test_a_second_blast_waits_for_the_first(self):
		blast(self.template, self.customers, "b1")
		blast(self.template, self.customers, "b2")
		last, first = self.rows(batch="b1")[-1], self.rows(batch="b2")[0]

		self.assertGreaterEqual((first.send_after - last.send_after).total_seconds(), 1.2)

	def test_every_number_of_ours_takes_its_part(self):
		self.settings(
			sms_senders=[
				{"phone_number": OUR_NUMBER, "kind": "Long Code", "segments_per_second": 1},
				{"phone_number": OTHER_NUMBER, "kind": "Toll-Free", "segments_per_second": 3},
			]
		)
		blast(self.template, self.customers, "b1")

		self.assertEqual({row.from_number for row in self.rows()}, {OUR_NUMBER, OTHER_NUMBER})

	def test_a_long_list_is_written_by_a_job(self):
		with patch.object(blasts, "AT_ONCE", 2):
			said = blast(self.template, self.customers, "b1")
		self.assertEqual((said["state"], said["queued"], self.rows()), ("queueing", 3, []))
		self.run_jobs()

		self.assertEqual(len(self.rows(batch="b1")), 3)

	def test_a_long_list_asked_for_twice_is_one_blast_with_one_eta(self):
		now = now_datetime()
		with patch.object(blasts, "AT_ONCE", 2), patch.object(blasts, "now_datetime", lambda: now):
			first = blast(self.template, self.customers, "b1")
			jobs = [job["job_id"] for job in self.queued]
			self.run_jobs()
			again = blast(self.template, self.customers, "b1")
			jobs += [job["job_id"] for job in self.queued if job["method"].endswith("blasts.write")]
			self.run_jobs()

		self.assertEqual((len(self.rows()), len(set(jobs))), (3, 1))
		self.assertEqual(first["eta"], again["eta"])


class TestAudience(BlastCase):
	def test_who_is_left_out_is_counted_and_listed_with_the_reason(self):
		withdrawn = make_reachable_customer(phone="+15145550177").name
		record_consent("+15145550177", "SMS", "Withdrawn", "ARRET")
		silent = make_customer().name
		neighbour = make_customer().name
		make_contact(neighbour, phone=self.rows_number(self.customers[0]))
		said = blast(self.template, [*self.customers, withdrawn, silent, neighbour], "b1")

		self.assertEqual((said["queued"], said["suppressed"], said["unreachable"]), (3, 1, 2))
		self.assertEqual(
			{row["customer"]: row["reason"] for row in said["left_out"]},
			{
				withdrawn: "this number has opted out",
				silent: "no mobile number",
				neighbour: f"same address as {self.customers[0]}",
			},
		)
		self.assertEqual([row.customer for row in self.rows(status="Suppressed", batch="b1")], [withdrawn])

	def test_who_is_no_longer_a_customer_is_left_out(self):
		left = make_reachable_customer(disabled=1).name
		said = blast(self.template, [left, *self.customers], "b1")

		self.assertEqual((said["queued"], said["unreachable"]), (3, 1))
		self.assertEqual(said["left_out"], [{"customer": left, "reason": "no longer a customer"}])

	def rows_number(self, customer):
		return blasts.mobile_numbers([customer])[customer]

	def test_nothing_is_queued_that_could_not_leave(self):
		self.settings(twilio_enabled=0)
		self.assertRefused("switched off", blast, self.template, self.customers, "b1")
		self.settings(twilio_enabled=1, sms_senders=[])
		self.assertRefused("No number to send from", blast, self.template, self.customers, "b1")
		self.assertEqual(self.rows(), [])

	def test_a_template_that_fits_not_everybody_reaches_the_others(self):
		odd = make_reachable_customer(customer_name="Nobody").name
		picky = make_template("{{ 'oui' if doc.customer_name != 'Nobody' else 1 / 0 }}").name
		said = blast(picky, [*self.customers, odd], "b1")

		self.assertEqual((said["queued"], said["unreachable"]), (3, 1))
		self.assertEqual(said["left_out"], [{"customer": odd, "reason": "division by zero"}])

	def test_a_text_too_long_for_an_sms_is_left_out(self):
		self.assertRefused(
			"more than 1600 characters", blast, make_template("a" * 1600).name, self.customers, "b1"
		)

	def test_the_sender_is_named_unless_the_text_does(self):
		company = blasts.company_name()
		blast(self.template, self.customers[:1], "b1")
		blast(make_template(f"{company.upper()}: panne").name, self.customers[:1], "b2")

		bodies = {row.batch: row.body.removesuffix("\nARRET: ne plus recevoir") for row in self.rows()}
		self.assertEqual(
			bodies, {"b1": f"Panne dans votre secteur\n{company}", "b2": f"{company.upper()}: panne"}
		)

	def test_how_to_end_it_is_said_in_the_language_of_the_text(self):
		template = make_template("Panne", body_en="Outage").name
		customers = [make_reachable_customer(language=language).name for language in ("fr", "en")]
		said = blast(template, customers, "b1")

		self.assertEqual(
			tuple(row.body.splitlines()[-1] for row in self.rows()),
			("ARRET: ne plus recevoir", "STOP to end"),
		)
		self.assertEqual(said["segments"], 2)

	def test_a_text_that_fits_only_without_the_word_is_counted_with_it(self):
		company = blasts.company_name()
		text = make_template("a" * (160 - len(company) - 1)).name

		self.assertEqual(estimate(text, self.customers[:1])["segments"], 2)

	def test_what_cannot_be_sent_is_refused_before_anything_is_written(self):
		for template, customers, sentence in (
			(self.template, [], "There is nobody to write to"),
			(make_template("{{ doc.nothing }}").name, self.customers, "“nothing” is not a field of Customer"),
			(make_template(disabled=1).name, self.customers, "is disabled"),
			(make_template("x", applies_to="Issue").name, self.customers, "is not about customers"),
		):
			with self.subTest(sentence=sentence):
				self.assertRefused(sentence, blast, template, customers, "b1")
		self.assertEqual(self.rows(), [])
