"""What starts flows: the right ones, once each, and nothing that is broken in them stops what people do."""

from unittest.mock import patch

import frappe
from frappe.utils import now_datetime

from gigafibre_fsm.flows.triggering import doc_events, triggers
from gigafibre_fsm.messaging import conversations
from gigafibre_fsm.messaging.conversations.testing import PHONE, ConversationCase
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_customer, make_invoice, make_issue, make_order, make_payment
from gigafibre_fsm.tests.factories_flows import make_flow
from gigafibre_fsm.tests.factories_fsm import (
	make_job,
	make_location,
	make_ont,
	make_subscription,
	make_technician,
)


def runs(flow: str) -> list[tuple[str, str]]:
	"""Return what the runs of a flow are about."""
	fields = ["reference_doctype", "reference_name"]
	rows = frappe.get_all("Flow Run", {"template": flow}, fields, order_by="reference_name asc")
	return [(row.reference_doctype, row.reference_name) for row in rows]


def make_triggered(event: str, applies_to: str, **values) -> str:
	return make_flow(trigger_event=event, applies_to=applies_to, **values)


class TestPayments(SiteTestCase):
	def test_a_payment_starts_flows_about_it_its_invoices_and_its_customer(self):
		flows = {
			doctype: make_triggered("on_payment_received", doctype)
			for doctype in ("Payment Entry", "Sales Invoice", "Customer")
		}
		invoice = make_invoice()
		payment = make_payment(invoice)

		self.assertEqual(runs(flows["Payment Entry"]), [("Payment Entry", payment.name)])
		self.assertEqual(runs(flows["Sales Invoice"]), [("Sales Invoice", invoice.name)])
		self.assertEqual(runs(flows["Customer"]), [("Customer", invoice.customer)])

	def test_what_the_payment_brings_is_kept_with_the_run(self):
		flow = make_triggered("on_payment_received", "Payment Entry")
		payment = make_payment(make_invoice(amount=50), 20)

		trigger = frappe.parse_json(frappe.db.get_value("Flow Run", {"template": flow}, "trigger"))
		self.assertEqual((trigger["event"], trigger["payment"]), ("on_payment_received", payment.name))
		self.assertEqual(trigger["amount"], 20)

	def test_a_draft_of_a_payment_starts_nothing(self):
		flow = make_triggered("on_payment_received", "Payment Entry")
		make_payment(make_invoice(), submit=False)
		self.assertEqual(runs(flow), [])


class TestEvents(SiteTestCase):
	def test_an_order_that_is_submitted_is_placed(self):
		flow = make_triggered("on_order_placed", "Sales Order")
		make_order(submit=False)
		order = make_order()
		self.assertEqual(runs(flow), [("Sales Order", order.name)])

	def test_a_job_is_assigned_when_it_is_published_to_somebody(self):
		flow = make_triggered("on_job_assigned", "Dispatch Job")
		job = make_job(status="Draft", technician=make_technician())
		self.assertEqual(runs(flow), [])

		job.update({"status": "Published"}).save()
		self.assertEqual(runs(flow), [("Dispatch Job", job.name)])

	def test_a_job_that_changes_hands_is_assigned_again_where_several_runs_are_allowed(self):
		once = make_triggered("on_job_assigned", "Dispatch Job")
		each = make_triggered("on_job_assigned", "Dispatch Job", allow_several=True)
		job = make_job(technician=make_technician())
		job.update({"technician": make_technician().name}).save()
		job.update({"description": "Bring a ladder"}).save()

		self.assertEqual((len(runs(once)), len(runs(each))), (1, 2))

	def test_a_job_is_complete_once_and_only_when_it_is_done(self):
		flow = make_triggered("on_job_complete", "Dispatch Job", allow_several=True)
		done, given_up = make_job(), make_job()
		given_up.update({"status": "Could Not Complete"}).save()
		done.update({"status": "Done"}).save()
		done.update({"resolution": "New connector"}).save()

		self.assertEqual(runs(flow), [("Dispatch Job", done.name)])

	def test_a_job_that_is_reopened_and_done_again_is_complete_again_where_several_runs_are_allowed(self):
		once = make_triggered("on_job_complete", "Dispatch Job")
		each = make_triggered("on_job_complete", "Dispatch Job", allow_several=True)
		job = make_job()
		for _time in range(2):
			job.update({"status": "Done"}).save()
			# Who administers the site may set right what was marked as done by mistake.
			frappe.db.set_value("Dispatch Job", job.name, "status", "Published")
			job.reload()
		self.assertEqual((len(runs(once)), len(runs(each))), (1, 2))

	def test_a_contract_that_is_signed_again_is_an_event_of_its_own(self):
		each = make_triggered("on_contract_signed", "Customer", allow_several=True)
		contract = frappe.new_doc("Service Contract", name="CON-1", customer=make_customer().name)
		for _time in range(2):
			contract.update({"status": "Signed", "modified": now_datetime()})
			doc_events.contract_saved(contract)
		self.assertEqual(len(runs(each)), 2)

	def test_a_ticket_that_is_opened(self):
		flow = make_triggered("on_ticket_created", "Issue")
		ticket = make_issue(make_customer())
		ticket.update({"status": "Closed"}).save()
		self.assertEqual(runs(flow), [("Issue", ticket.name)])

	def test_each_change_of_a_service_is_an_event_of_its_own(self):
		flows = [
			make_triggered(f"on_subscription_{change}", "Service Subscription", allow_several=True)
			for change in ("activated", "suspended", "cancelled")
		]
		service = make_subscription()
		for status in ("Suspended", "Active", "Suspended", "Cancelled"):
			service.update({"status": status}).save()

		self.assertEqual([len(runs(flow)) for flow in flows], [2, 2, 1])

	def test_a_device_that_moves_says_from_where(self):
		flow = make_triggered("on_equipment_moved", "Service Equipment")
		home = make_location()
		device = make_ont(home)
		self.assertEqual(runs(flow), [])
		device.update({"status": "Defective"}).save()

		trigger = frappe.parse_json(frappe.db.get_value("Flow Run", {"template": flow}, "trigger"))
		self.assertEqual((trigger["from_status"], trigger["to_status"]), ("Active", "Defective"))
		self.assertEqual(trigger["from_location"], home.name)

	def test_an_outage_reaches_each_of_its_customers(self):
		flow = make_triggered("on_outage_started", "Customer")
		ended = make_triggered("on_outage_ended", "Outage")
		one, other = sorted([make_customer().name, make_customer().name])
		outage = frappe.get_doc(
			doctype="Outage", title="PON 3", customers=[{"customer": one}, {"customer": other}]
		).insert()

		self.assertEqual(runs(flow), [("Customer", one), ("Customer", other)])
		self.assertEqual(runs(ended), [])
		outage.update({"status": "Ended"}).save()
		self.assertEqual(runs(ended), [("Outage", outage.name)])

	def test_an_outage_of_many_customers_reaches_all_of_them_page_after_page(self):
		flow = make_triggered("on_outage_started", "Customer")
		names = sorted(make_customer().name for _number in range(5))
		rows = [{"customer": name} for name in names]
		frappe.db.after_commit.reset()
		with patch.object(triggers, "PAGE", 2), patch("frappe.enqueue") as queued:
			frappe.get_doc(doctype="Outage", title="PON 3", customers=rows).insert()
			self.assertEqual(len(runs(flow)), 2)
			while rest := self.rest(queued):
				triggers.start_rest(**rest)
		self.assertEqual(runs(flow), [("Customer", name) for name in names])

	def test_what_no_worker_could_be_asked_to_start_is_written_down(self):
		make_triggered("on_outage_started", "Customer")
		rows = [{"customer": make_customer().name} for _number in range(2)]
		frappe.db.after_commit.reset()
		with patch.object(triggers, "PAGE", 1), patch("frappe.enqueue", side_effect=ConnectionError):
			outage = frappe.get_doc(doctype="Outage", title="PON 3", customers=rows).insert()
			with patch.object(frappe.db, "commit"):
				frappe.db.after_commit.run()
		said = frappe.get_all("Error Log", {"method": ("like", f"%{outage.name}%")}, pluck="method")
		self.assertIn("1 more records", said[0])

	def rest(self, queued) -> dict | None:
		"""What the job that goes on with the records is given, as after a commit."""
		queued.reset_mock()
		frappe.db.after_commit.run()
		given = [call.kwargs for call in queued.call_args_list if "names" in call.kwargs]
		return {name: value for name, value in given[0].items() if name != "queue"} if given else None


class TestMessages(ConversationCase):
	def test_only_what_customers_write_is_a_message_received(self):
		flow = make_triggered("on_message_received", "Conversation", allow_several=True)
		for _time in range(2):
			said = conversations.take_in("SMS", PHONE, "Bonjour", external_id="trigger-1")
		conversations.reply(said.conversation, "Bonjour!", "trigger-reply")

		self.assertEqual(runs(flow), [("Conversation", said.conversation)])
		trigger = frappe.parse_json(frappe.db.get_value("Flow Run", {"template": flow}, "trigger"))
		self.assertEqual((trigger["text"], trigger["from"]), ("Bonjour", PHONE))


class TestChoosing(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.customer = make_customer()

	def fire(self, occurrence: str = "") -> None:
		triggers.fire("on_ticket_created", make_issue(self.customer), {}, occurrence)

	def test_the_condition_of_a_template_is_asked_of_the_record(self):
		rule = {"==": [{"var": "doc.customer_name"}, self.customer.customer_name]}
		meant = make_triggered("on_ticket_created", "Customer", trigger_condition=rule)
		other = make_triggered("on_ticket_created", "Customer", trigger_condition={"!": rule})
		self.fire()
		self.assertEqual((len(runs(meant)), len(runs(other))), (1, 0))

	def test_the_same_event_twice_is_one_run(self):
		flow = make_triggered("on_ticket_created", "Issue", allow_several=True)
		issue = make_issue(self.customer)
		for _time in range(3):
			triggers.fire("on_ticket_created", issue)
		self.assertEqual(runs(flow), [("Issue", issue.name)])

	def test_what_is_switched_off_starts_nothing(self):
		flow = make_triggered("on_ticket_created", "Issue", enabled=False)
		self.fire()
		self.assertEqual(runs(flow), [])

	def test_with_flows_switched_off_nothing_starts(self):
		flow = make_triggered("on_ticket_created", "Issue")
		frappe.db.set_single_value("FSM Settings", "flows_enabled", 0)
		issue = make_issue(self.customer)
		self.assertEqual(runs(flow), [])
		# Runs that stand still are told, or they would wait for ever once flows are on again.
		self.assertTrue(frappe.db.exists("Flow Event", {"reference_name": issue.name}))

	def test_an_event_that_is_rolled_back_started_nothing(self):
		flow = make_triggered("on_ticket_created", "Issue")
		frappe.db.savepoint("undone")
		make_issue(self.customer)
		self.assertEqual(len(runs(flow)), 1)
		frappe.db.rollback(save_point="undone")
		self.assertEqual(runs(flow), [])
