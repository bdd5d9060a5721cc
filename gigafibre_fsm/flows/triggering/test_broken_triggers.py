"""What is broken in flows stops neither the save that fires them, nor the other flows, nor the other records."""

from unittest.mock import patch

import frappe
from frappe.utils import now_datetime
from rq.timeouts import JobTimeoutException

from gigafibre_fsm.flows.triggering import triggers
from gigafibre_fsm.flows.triggering.test_triggers import make_triggered, runs
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_customer, make_issue


class TestBroken(SiteTestCase):
	"""A template that cannot be started is written down, and stops neither the save nor the other templates."""

	def setUp(self):
		super().setUp()
		self.broken, self.sound = (make_triggered("on_ticket_created", "Issue") for _number in range(2))
		self.version = frappe.db.get_value("Flow Template Version", {"template": self.broken})

	def breaks(self, field: str, value: str) -> None:
		frappe.db.set_value("Flow Template Version", self.version, field, value)
		said = self.said()  # on MariaDB the Error Log is not rolled back
		customer = make_customer()
		# ERPNext may have said something about the customer.
		frappe.clear_messages()
		issue = make_issue(customer)
		make_issue(customer)

		self.assertTrue(frappe.db.exists("Issue", issue.name))
		self.assertEqual(len(runs(self.sound)), 2)
		self.assertEqual(runs(self.broken), [])
		self.assertEqual(self.said() - said, 1)
		self.assertEqual(frappe.local.message_log, [])

	def said(self) -> int:
		"""How often this template was written down."""
		return frappe.db.count("Error Log", {"method": ("like", f"%{self.version}%")})

	def test_a_condition_that_is_no_json(self):
		self.breaks("trigger_condition", "{not json")

	def test_a_condition_with_an_unknown_operator(self):
		self.breaks("trigger_condition", '{"conjure": [1]}')

	def test_a_doctype_the_event_does_not_lead_to_starts_nothing(self):
		frappe.db.set_value("Flow Template Version", self.version, "applies_to", "Outage")
		make_issue(make_customer())
		self.assertEqual((len(runs(self.sound)), len(runs(self.broken))), (1, 0))

	def test_a_record_that_is_gone_or_cannot_be_started_does_not_stop_the_others(self):
		flow = make_triggered("on_outage_started", "Customer")
		gone, bad, sound = (make_customer().name for _number in range(3))
		start = triggers.start

		def failing(template, doctype, name, **options):
			if name == bad:
				raise frappe.ValidationError("no more room")
			return start(template, doctype, name, **options)

		reached = [gone, bad, sound]
		frappe.db.delete("Customer", {"name": gone})
		frappe.clear_messages()
		with patch.object(triggers, "start", failing), patch.object(triggers, "reached", lambda *_: reached):
			frappe.get_doc(doctype="Outage", title="PON 3").insert()
		self.assertEqual(runs(flow), [("Customer", sound)])
		self.assertEqual(frappe.local.message_log, [])

	def test_a_runtime_that_fails(self):
		start = triggers.start

		def failing(template, *arguments, **options):
			if template == self.broken:
				raise frappe.ValidationError("no more room")
			return start(template, *arguments, **options)

		with patch.object(triggers, "start", failing):
			self.breaks("title", "Broken")

	def test_a_collision_or_a_cut_off_is_for_who_saves_to_begin_again(self):
		for trouble in (frappe.QueryDeadlockError, JobTimeoutException):
			with patch.object(triggers, "start", side_effect=trouble), self.assertRaises(trouble):
				make_issue(make_customer(), opening_date=now_datetime().date())
