"""What a customer's user may see of our records: nothing by themselves, and at most their own where a site lets them."""

import frappe
from frappe.permissions import setup_custom_perms
from frappe.utils.password import update_password

from gigafibre_fsm.messaging.conversations import portal_send
from gigafibre_fsm.permissions import customers_of, require_customer
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_customer, make_user
from gigafibre_fsm.tests.factories_fsm import make_job, make_location, make_ont, make_subscription
from gigafibre_fsm.tests.http_case import HTTPTestCase, remove_user

OWN = ("Service Location", "Service Subscription", "Service Equipment")


class CustomerCase(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.user = make_user()
		self.mine = self.records_of(make_customer(portal_users=[{"user": self.user}]))
		self.theirs = self.records_of(make_customer())

	def records_of(self, customer):
		place = make_location(customer)
		subscription = make_subscription(customer, service_location=place.name)
		return {doc.doctype: doc for doc in (place, subscription, make_ont(place), make_job(place))}

	def may(self, ptype, document) -> bool:
		with self.set_user(self.user):
			return bool(frappe.has_permission(document.doctype, ptype, doc=document.name))

	def listed(self, doctype: str) -> list[str]:
		with self.set_user(self.user):
			return frappe.get_list(doctype, pluck="name", order_by="name", limit=0)


class TestPortalUsers(CustomerCase):
	def test_a_portal_user_is_known_as_their_customers(self):
		customer = self.mine["Service Location"].customer
		self.assertEqual((customers_of(self.user), customers_of("Guest")), ([customer], []))

	def test_a_disabled_customer_is_nobodys_from_then_on_also_in_a_session_that_is_open(self):
		customer = self.mine["Service Location"].customer
		frappe.db.set_value("Customer", customer, "disabled", 1)

		self.assertEqual(customers_of(self.user), [])
		with self.set_user(self.user):
			self.assertRaises(frappe.PermissionError, require_customer)

	def test_pages_for_customers_are_for_portal_users(self):
		with self.set_user(self.user):
			require_customer()
		for stranger in ("Guest", make_user(), make_user("Customer"), make_user("FSM Manager")):
			with self.subTest(user=stranger), self.set_user(stranger):
				self.assertRaises(frappe.PermissionError, require_customer)


class TestByThemselves(CustomerCase):
	def test_no_record_of_ours_is_read_by_a_customer_not_even_their_own(self):
		for document in self.mine.values():
			with self.subTest(doctype=document.doctype):
				self.assertFalse(self.may("read", document))
				self.assertRaises(frappe.PermissionError, self.listed, document.doctype)

	def test_no_doctype_of_ours_gives_customers_or_everybody_a_right(self):
		roles = ("Customer", "All", "Guest", "Desk User")
		ours = frappe.get_all("DocType", {"module": "Gigafibre FSM"}, pluck="name", order_by="name")
		given = frappe.get_all(
			"DocPerm", {"parent": ["in", ours], "role": ["in", roles]}, pluck="parent", order_by="parent"
		)

		self.assertIn("Service Location", ours)
		self.assertEqual(given, [])


class TestWhatTheySaid(CustomerCase):
	def setUp(self):
		super().setUp()
		with self.set_user(self.user):
			self.said = frappe.get_doc("Communication", portal_send("Bonjour", "permissions")["name"])

	def test_it_stays_in_the_staffs_record(self):
		self.assertEqual(self.said.owner, self.user)
		self.assertEqual(self.listed("Communication"), [])
		for ptype in ("read", "write", "delete"):
			with self.subTest(ptype=ptype):
				self.assertFalse(self.may(ptype, self.said))
		with self.set_user(self.user):
			self.assertRaises(frappe.PermissionError, frappe.delete_doc, "Communication", self.said.name)

	def test_what_else_they_wrote_is_frappes_to_rule(self):
		other = {
			"doctype": "Communication",
			"content": "x",
			"communication_medium": "Other",
			"sent_or_received": "Sent",
		}
		with self.set_user(self.user):
			made = frappe.get_doc(other).insert(ignore_permissions=True)

		self.assertEqual(self.listed("Communication"), [made.name])
		self.assertTrue(self.may("delete", made))


class TestWhereASiteLetsThem(CustomerCase):
	"""A site that gives the role Customer every right on our records."""

	def setUp(self):
		super().setUp()
		for doctype in (*OWN, "Dispatch Job", "Conversation"):
			setup_custom_perms(doctype)
			place = {"parent": doctype, "parenttype": "DocType", "parentfield": "permissions"}
			rights = dict.fromkeys(("read", "write", "create", "delete", "select"), 1)
			frappe.get_doc(doctype="Custom DocPerm", role="Customer", **place, **rights).insert()
			frappe.clear_cache(doctype=doctype)
			self.addCleanup(frappe.clear_cache, doctype=doctype)

	def test_they_see_their_own_rows_and_no_others(self):
		for doctype in OWN:
			with self.subTest(doctype=doctype):
				self.assertEqual(self.listed(doctype), [self.mine[doctype].name])
				self.assertTrue(self.may("read", self.mine[doctype]))
				self.assertFalse(self.may("read", self.theirs[doctype]))

	def test_they_change_nothing(self):
		for doctype in OWN:
			for ptype in ("write", "delete"):
				with self.subTest(doctype=doctype, ptype=ptype):
					self.assertFalse(self.may(ptype, self.mine[doctype]))

	def test_somebody_elses_place_is_not_had_by_writing_ones_name_on_it(self):
		place = frappe.get_doc("Service Location", self.theirs["Service Location"].name)
		place.customer = self.mine["Service Location"].customer

		self.assertFalse(place.has_permission("read", user=self.user))

	def test_jobs_and_conversations_stay_with_the_staff(self):
		frappe.get_doc(doctype="Conversation", customer=self.mine["Service Location"].customer).insert()
		for doctype in ("Dispatch Job", "Conversation"):
			with self.subTest(doctype=doctype):
				self.assertEqual(self.listed(doctype), [])
		self.assertFalse(self.may("read", self.mine["Dispatch Job"]))

	def test_who_is_nobodys_portal_user_sees_nothing(self):
		self.user = make_user("Customer")

		for doctype in OWN:
			with self.subTest(doctype=doctype):
				self.assertEqual(self.listed(doctype), [])


class TestOverHTTP(HTTPTestCase):
	def setUp(self):
		super().setUp()
		self.user = make_user()
		self.customer = make_customer(portal_users=[{"user": self.user}])
		self.place = make_location(self.customer)
		update_password(self.user, "Fibre-optique-34")
		self.addCleanup(self.remove)
		self.ask("POST", "/api/method/login", data={"usr": self.user, "pwd": "Fibre-optique-34"})

	def remove(self):
		frappe.db.rollback()
		for document in (self.place, self.customer):
			frappe.delete_doc(document.doctype, document.name, force=True)
		remove_user(self.user)

	def status(self, path: str) -> int:
		return self.ask("GET", path).status_code

	def test_no_record_of_ours_is_had_by_its_address(self):
		ours = {"module": "Gigafibre FSM", "istable": 0, "issingle": 0}
		for doctype in frappe.get_all("DocType", ours, pluck="name", order_by="name"):
			with self.subTest(doctype=doctype):
				self.assertEqual(self.status(f"/api/resource/{doctype}"), 403)
		for document in (self.place, self.customer, frappe.get_doc("FSM Settings")):
			self.assertEqual(self.status(f"/api/resource/{document.doctype}/{document.name}"), 403)

	def test_nor_is_a_field_of_it(self):
		asked = f"doctype=Service Location&fieldname=access_notes&filters={self.place.name}"
		self.assertEqual(self.status(f"/api/method/frappe.client.get_value?{asked}"), 403)
