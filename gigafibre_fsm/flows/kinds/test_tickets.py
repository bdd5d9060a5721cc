"""A flow opens tickets, gives them to people as the desk does, and closes them with what people had to do of it."""

import frappe

from gigafibre_fsm.tests.factories import make_customer, make_issue, make_user
from gigafibre_fsm.tests.kind_case import KindTestCase


def todos(ticket):
	return frappe.get_all(
		"ToDo", {"reference_name": ticket}, ["allocated_to", "status"], order_by="creation", as_list=True
	)


class TestTickets(KindTestCase):
	def test_a_ticket_is_opened_for_the_customer_and_given_to_somebody(self):
		user, customer = make_user("Support Team"), make_customer()

		output = self.do(
			"create_ticket", customer, subject="Call {{ doc.name }}", description="Soon", user=user
		)

		ticket = frappe.get_doc("Issue", output["ticket"])
		self.assertEqual((ticket.customer, ticket.subject), (customer.name, f"Call {customer.name}"))
		self.assertEqual((ticket.status, ticket.assigned_staff), ("Open", user))
		self.assertEqual(list(todos(ticket.name)), [(user, "Open")])

	def test_giving_it_twice_to_the_same_is_once(self):
		user, ticket = make_user("Support Team"), make_issue(make_customer())

		changed = [self.do("assign_ticket", ticket, user=user)["changed"] for _time in range(2)]

		self.assertEqual(changed, [True, False])
		self.assertEqual(frappe.db.count("Notification Log", {"for_user": user, "type": "Assignment"}), 1)

	def test_a_closed_ticket_leaves_nobody_a_task(self):
		user, ticket = make_user("Support Team"), make_issue(make_customer())
		self.do("assign_ticket", ticket, user=user)

		output = self.do("close_ticket", ticket, resolution="It works again")

		ticket.reload()
		self.assertEqual((output["changed"], ticket.status), (True, "Closed"))
		self.assertIn("It works again", ticket.resolution_details)
		self.assertEqual(list(todos(ticket.name)), [(user, "Closed")])
		self.assertFalse(self.do("close_ticket", ticket)["changed"])

	def test_a_record_that_is_no_ticket_needs_one_named(self):
		self.assertKindRefuses("The record is no ticket", "close_ticket", make_customer())

	def test_all_of_it_is_shown_and_nothing_is_written(self):
		user, ticket = make_user("Support Team"), make_issue(make_customer(), subject="No internet")

		shown = [
			*self.show("create_ticket", ticket, subject="Call back", user=user),
			*self.show("assign_ticket", ticket, user=user),
			*self.show("close_ticket", ticket),
		]

		titles = [
			"A ticket: Call back",
			f"{ticket.name} is given to Test",
			f"{ticket.name} is closed: No internet",
		]
		self.assertEqual([one.title for one in shown], titles)
		self.assertEqual((todos(ticket.name), ticket.reload().status), ((), "Open"))
