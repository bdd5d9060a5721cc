"""Who reads what was said with customers: the staff; of them, those kept to one customer only what is that one's."""

import frappe
from frappe.permissions import add_user_permission

from gigafibre_fsm.permissions import OPS
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_customer, make_user
from gigafibre_fsm.tests.factories_fsm import make_technician

BY_CUSTOMER = ("Conversation", "SMS Message", "Message Consent")
UNKNOWN = "+15145550177"


def make_records(customer: str | None, number: str) -> dict:
	"""A conversation, a text message and a consent of a customer, or of a number nobody knows."""
	rows = (
		{"doctype": "Conversation", "customer": customer, "address": None if customer else number},
		{"doctype": "Message Consent", "customer": customer, "address": number, "channel": "SMS"},
		{"doctype": "SMS Message", "customer": customer, "to_number": number, "from_number": UNKNOWN},
	)
	more = {
		"Message Consent": {"status": "Express", "source": "Test"},
		"SMS Message": {"body": "Bonjour", "direction": "Sent", "idempotency_key": f"permissions:{number}"},
	}
	made = [frappe.get_doc({**row, **more.get(row["doctype"], {})}) for row in rows]
	return {document.doctype: document.insert(ignore_permissions=True) for document in made}


class TestMessages(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.customer = make_customer()
		self.mine = make_records(self.customer.name, "+15145550171")
		self.theirs = make_records(make_customer().name, "+15145550172")
		self.unknown = make_records(None, "+15145550173")

	def seen_by(self, user: str, doctype: str) -> list[bool]:
		"""Whether the user sees the row of the customer, of another one, and of nobody known: listed and opened."""
		rows = [records[doctype] for records in (self.mine, self.theirs, self.unknown)]
		with self.set_user(user):
			listed = frappe.get_list(doctype, pluck="name", order_by="name", limit=0)
			opened = [bool(frappe.has_permission(doctype, "read", doc=row.name)) for row in rows]
		self.assertEqual([row.name in listed for row in rows], opened)
		return opened

	def test_staff_read_them_all(self):
		for role in OPS:
			for doctype in BY_CUSTOMER:
				with self.subTest(role=role, doctype=doctype):
					self.assertEqual(self.seen_by(make_user(role), doctype), [True, True, True])

	def test_who_is_kept_to_one_customer_reads_that_ones_only(self):
		for role in OPS:
			user = make_user(role)
			add_user_permission("Customer", self.customer.name, user)
			for doctype in BY_CUSTOMER:
				with self.subTest(role=role, doctype=doctype):
					self.assertEqual(self.seen_by(user, doctype), [True, False, False])

	def test_a_permission_for_another_doctype_keeps_nobody_from_messages(self):
		user = make_user("FSM Agent")
		add_user_permission("Customer", self.customer.name, user, applicable_for="Sales Invoice")

		self.assertEqual(self.seen_by(user, "Conversation"), [True, True, True])

	def test_a_conversation_is_not_had_by_giving_it_to_ones_customer(self):
		user = make_user("FSM Agent")
		add_user_permission("Customer", self.customer.name, user)
		stolen = frappe.get_doc("Conversation", self.theirs["Conversation"].name)
		stolen.customer = self.customer.name

		self.assertFalse(stolen.has_permission("write", user=user))

	def test_what_names_no_customer_is_hidden_from_who_is_kept_to_one(self):
		event = {
			"doctype": "Webhook Event",
			"provider": "kuma",
			"event_id": "permissions",
			"status": "Ignored",
		}
		frappe.get_doc({**event, "payload": "{}"}).insert(ignore_permissions=True)
		free, kept = make_user("FSM Manager"), make_user("FSM Manager")
		add_user_permission("Customer", self.customer.name, kept)

		for user, names in ((free, ["kuma:permissions"]), (kept, [])):
			with self.set_user(user):
				self.assertEqual(
					frappe.get_list("Webhook Event", {"event_id": "permissions"}, pluck="name"), names
				)

	def test_technicians_read_none(self):
		user = make_user("FSM Technician")
		make_technician(user)
		for doctype in BY_CUSTOMER:
			with self.subTest(doctype=doctype), self.set_user(user):
				self.assertRaises(frappe.PermissionError, frappe.get_list, doctype)
				self.assertFalse(frappe.has_permission(doctype, "read", doc=self.mine[doctype].name))
