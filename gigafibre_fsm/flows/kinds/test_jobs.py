"""A flow makes visits for the dispatchers to plan, and holds back those of an outage without touching others."""

from unittest.mock import patch

import frappe

from gigafibre_fsm.tests.factories import make_customer, make_issue, make_item
from gigafibre_fsm.tests.factories_fsm import make_job, make_location
from gigafibre_fsm.tests.kind_case import KindTestCase

JOB = "Dispatch Job"


def make_tag() -> str:
	name = f"Tag {frappe.generate_hash(length=6)}"
	return frappe.get_doc(doctype="Dispatch Tag", tag_name=name).insert(ignore_permissions=True).name


def make_outage(*customers, title="Fibre cut"):
	outage = frappe.new_doc("Outage", title=title, status="Ongoing", started_on=frappe.utils.now_datetime())
	for customer in customers:
		outage.append("customers", {"customer": customer})
	return outage.insert(ignore_permissions=True)


class TestCreateJob(KindTestCase):
	def test_it_is_a_draft_at_the_customers_only_place(self):
		place, tag, item = make_location(), make_tag(), make_item("Splice kit")
		customer = frappe.get_doc("Customer", place.customer)

		output = self.do(
			"create_job",
			customer,
			subject="Install {{ doc.name }}",
			job_type="Installation",
			duration=120,
			tags=tag,
			materials={item: "2"},
		)

		job = frappe.get_doc(JOB, output["job"])
		self.assertEqual((job.subject, job.status, job.duration), (f"Install {customer.name}", "Draft", 120))
		self.assertEqual((job.customer, job.service_location), (customer.name, place.name))
		self.assertEqual([row.tag for row in job.tags], [tag])
		self.assertEqual([(row.item, row.quantity) for row in job.materials], [(item, 2)])

	def test_of_several_places_none_is_guessed(self):
		customer = make_customer()
		for _number in range(2):
			make_location(customer)

		self.assertIsNone(self.do("create_job", customer, subject="Look")["service_location"])

	def test_a_job_for_a_ticket_is_at_its_place_and_names_it(self):
		customer = make_customer()
		make_location(customer)
		place = make_location(customer)
		ticket = make_issue(customer, service_location=place.name)

		job = frappe.get_doc(JOB, self.do("create_job", ticket, subject="Repair")["job"])

		self.assertEqual((job.issue, job.service_location), (ticket.name, place.name))

	def test_what_is_not_known_is_named(self):
		customer = make_customer()
		self.assertKindRefuses(
			"Dispatch Tag welding does not exist", "create_job", customer, subject="x", tags="welding"
		)
		self.assertKindRefuses(
			"Item glue does not exist", "create_job", customer, subject="x", materials={"glue": 1}
		)

	def test_it_is_shown_and_not_made(self):
		place = make_location()
		customer = frappe.get_doc("Customer", place.customer)

		shown = self.show(
			"create_job",
			customer,
			subject="Install",
			job_type="Installation",
			scheduled_start="2026-11-23 09:05",
		)

		self.assertEqual(shown[0].title, "A job: Install")
		self.assertIn("Installation, Normal, 60 minutes", shown[0].text)
		self.assertIn("09:05", shown[0].text)
		self.assertEqual(frappe.db.count(JOB, {"customer": customer.name}), 0)


class TestHoldingBack(KindTestCase):
	def setUp(self):
		super().setUp()
		self.job = make_job(make_location())
		self.outage = make_outage(self.job.customer)

	def held(self, job):
		return frappe.db.get_value(JOB, job.name, ["on_hold", "hold_reason"])

	def test_the_outages_customers_wait_and_then_go_again(self):
		other = make_job(make_location())

		self.assertEqual(self.do("hold_jobs", self.outage)["jobs"], [self.job.name])
		self.assertEqual((self.held(self.job), self.held(other)), ((1, "Fibre cut"), (0, None)))

		self.assertEqual(self.do("hold_jobs", self.outage, action="release")["count"], 1)
		self.assertEqual(self.held(self.job), (0, None))

	def test_who_is_on_the_way_or_done_is_not_held(self):
		self.job.db_set("status", "En Route")
		self.assertEqual(self.do("hold_jobs", self.outage)["count"], 0)

	def test_what_people_held_for_their_own_reason_stays_held(self):
		self.job.db_set({"on_hold": 1, "hold_reason": "Waits for a part"})

		self.do("hold_jobs", self.outage)
		self.do("hold_jobs", self.outage, action="release")

		self.assertEqual(self.held(self.job), (1, "Waits for a part"))

	def test_more_jobs_than_one_step_can_hold_are_refused_before_any_is(self):
		make_job(self.job.service_location)
		with patch("gigafibre_fsm.flows.kinds.jobs.MOST_HELD", 1):
			self.assertKindRefuses("More than 1 jobs", "hold_jobs", self.outage)
		self.assertEqual(self.job.reload().on_hold, 0)

	def test_the_customers_of_an_outage_are_asked_about_in_batches(self):
		other = make_job()
		self.outage.append("customers", {"customer": other.customer})
		self.outage.save()
		with patch("gigafibre_fsm.flows.kinds.jobs.A_QUESTION", 1):
			self.assertEqual(self.do("hold_jobs", self.outage)["jobs"], sorted([self.job.name, other.name]))

	def test_it_is_shown_in_numbers(self):
		shown = self.show("hold_jobs", self.outage, reason="Outage")
		self.assertEqual((shown[0].title, shown[0].text), ("Jobs put on hold: 1 (Outage)", self.job.name))
		self.assertEqual(self.held(self.job), (0, None))


class TestTags(KindTestCase):
	def tags(self, job):
		return [row.tag for row in frappe.get_doc(JOB, job.name).tags]

	def test_a_tag_is_given_once_and_taken_away(self):
		job, tag = make_job(), make_tag()

		changed = [self.do("apply_tag", job, tag=tag)["changed"] for _time in range(2)]

		self.assertEqual((changed, self.tags(job)), ([True, False], [tag]))
		self.do("apply_tag", job, tag=tag, action="remove")
		self.assertEqual(self.tags(job), [])

	def test_a_record_that_is_no_job_needs_one_named(self):
		self.assertKindRefuses("The record is no job", "apply_tag", make_customer(), tag=make_tag())
