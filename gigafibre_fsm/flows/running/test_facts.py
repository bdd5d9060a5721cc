"""What conditions and texts see: the record as it is now, as JSON has it, without secrets."""

import json
from datetime import UTC, datetime

import frappe
from frappe.utils import add_days, now_datetime, nowdate

from gigafibre_fsm import messaging
from gigafibre_fsm.clock import site_zone
from gigafibre_fsm.flows import conditions
from gigafibre_fsm.flows.jsonlogic import dates
from gigafibre_fsm.flows.running import facts
from gigafibre_fsm.permissions.fields import readable_fields
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_customer, make_issue
from gigafibre_fsm.tests.factories_fsm import make_job


def facts_of(document, **given) -> facts.Facts:
	known = {
		"customer": None,
		"trigger": {},
		"variables": {},
		"now": datetime(2026, 11, 21, 9, 30, 1, 5),
	} | given
	return facts.Facts(document.doctype, document.name, **known)


class TestFacts(SiteTestCase):
	def test_values_are_what_json_has(self):
		job = make_job()
		job.db_set("scheduled_start", datetime(2026, 11, 24, 9, 0))
		seen = facts_of(job, customer=job.customer)

		self.assertEqual(seen["doc"]["scheduled_start"], "2026-11-24T09:00:00")
		self.assertEqual((seen["doc"]["name"], seen["doc"]["status"]), (job.name, job.status))
		self.assertEqual((seen["now"], seen["today"]), ("2026-11-21T09:30:01", "2026-11-21"))
		self.assertEqual(seen["customer"]["name"], job.customer)
		self.assertEqual(json.loads(json.dumps(dict(seen)))["doc"], seen["doc"])

	def test_the_plan_of_a_job_is_seen_though_technicians_may_not_write_it(self):
		fields = {field.fieldname for field in readable_fields(frappe.get_meta("Dispatch Job"))}

		self.assertLessEqual({"scheduled_start", "technician", "priority"}, fields)

	def test_rows_of_tables_are_lists(self):
		job = make_job()
		job.append("checklist", {"label": "Test the line"})
		job.save()

		self.assertEqual([row["label"] for row in facts_of(job)["doc"]["checklist"]], ["Test the line"])

	def test_secrets_are_not_seen(self):
		fields = {field.fieldname for field in readable_fields(frappe.get_meta("FSM Settings"))}

		self.assertFalse(
			[name for name in fields if "secret" in name or "token" in name or "password" in name]
		)

	def test_what_nobody_asks_for_is_not_read(self):
		customer = make_customer()
		seen = facts_of(customer)
		frappe.delete_doc("Customer", customer.name)

		self.assertEqual(seen["vars"], {})
		with self.assertRaises(facts.RecordGone) as gone:
			seen["doc"]
		self.assertEqual(str(gone.exception), f"Customer {customer.name} no longer exists")

	def test_a_customer_who_is_gone_is_nobody(self):
		issue = make_issue(make_customer())

		self.assertIsNone(facts_of(issue, customer="gone")["customer"])


class TestCustomerOf(SiteTestCase):
	def test_each_doctype_says_whose_it_is_in_its_own_way(self):
		customer = make_customer().name
		for values, expected in (
			({"doctype": "Issue", "customer": customer}, customer),
			({"doctype": "Quotation", "quotation_to": "Customer", "party_name": customer}, customer),
			({"doctype": "Quotation", "quotation_to": "Lead", "party_name": "LEAD-1"}, None),
			({"doctype": "Payment Entry", "party_type": "Supplier", "party": "S"}, None),
			({"doctype": "Outage", "title": "Fibre cut", "starts_on": now_datetime()}, None),
		):
			with self.subTest(values):
				self.assertEqual(facts.customer_of(frappe.get_doc(values)), expected)

	def test_a_customer_is_their_own(self):
		customer = make_customer()

		self.assertEqual(facts.customer_of(customer), customer.name)
		self.assertEqual(facts.plain(add_days(nowdate(), 0)), nowdate())


class TestOffsets(SiteTestCase):
	def test_a_time_with_an_offset_is_the_sites_to_conditions_and_waits_and_in_messages(self):
		noon = datetime(2026, 7, 21, 12, tzinfo=site_zone())
		utc = noon.astimezone(UTC).isoformat().replace("+00:00", "Z")

		self.assertEqual(dates.moment(utc), datetime(2026, 7, 21, 12))
		self.assertEqual(conditions.evaluate({"hour": [utc]}, {}), 12)
		self.assertEqual(messaging.fill("{{ at|time }}", {"at": utc}, "en")[:5], "12:00")
