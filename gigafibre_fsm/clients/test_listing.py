"""The list of clients: a page at a time, each row with what an agent scans for."""

import frappe
from frappe.permissions import add_user_permission

from gigafibre_fsm.clients import list_clients
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_contact, make_customer, make_invoice, make_user
from gigafibre_fsm.tests.factories_fsm import make_location, make_ont, make_subscription


def listed(query: str = "zremblay", status: str = "", start: int = 0, length: int = 50, order: str = "name"):
	return list_clients(query, status, start, length, order)


def names(page: dict) -> list[str]:
	return [row["customer_name"] for row in page["rows"]]


class TestPages(SiteTestCase):
	def test_pages_follow_each_other_and_say_when_there_is_more(self):
		for first in ("Anne", "Benoît", "Chloé"):
			make_customer(f"{first} Zremblay")

		first, second = listed(length=2), listed(start=2, length=2)
		self.assertEqual(names(first), ["Anne Zremblay", "Benoît Zremblay"])
		self.assertEqual(names(second), ["Chloé Zremblay"])
		self.assertEqual((first["has_more"], second["has_more"]), (True, False))
		self.assertEqual((first["total"], second["total"]), (3, 3))

	def test_a_page_is_never_longer_than_it_may_be(self):
		self.assertEqual(listed(query="", length=100_000)["page_length"], 200)
		self.assertEqual(listed(query="", length=-5, start=-3)["page_length"], 1)

	def test_the_newest_can_come_first(self):
		old, new = make_customer("Anne Zremblay"), make_customer("Benoît Zremblay")
		frappe.db.set_value("Customer", old.name, "creation", "2020-01-01", update_modified=False)

		self.assertEqual(names(listed(order="recent")), [new.customer_name, old.customer_name])

	def test_those_who_left_can_be_kept_apart(self):
		make_customer("Anne Zremblay")
		make_customer("Benoît Zremblay", disabled=1)

		self.assertEqual(names(listed(status="enabled")), ["Anne Zremblay"])
		self.assertEqual(names(listed(status="disabled")), ["Benoît Zremblay"])
		self.assertEqual(len(names(listed())), 2)

	def test_a_customer_is_listed_for_what_is_theirs(self):
		customer = make_customer("Anne Tremblay")
		make_ont(make_location(customer), serial_number="LISTED7788")

		self.assertEqual(names(listed(query="listed7788")), ["Anne Tremblay"])

	def test_a_customer_with_much_to_be_found_hides_no_other(self):
		busy, quiet = make_customer("Anne Zremblay"), make_customer("Zoé Zremblay")
		columns = ["name", "kind", "reference_doctype", "reference_name", "customer", "words", "codes"]
		place = ("Location", "Service Location", "LOC", busy.name, "zremblay", "")
		rows = [(f"Service Location:many-{number}", *place) for number in range(1200)]
		frappe.db.bulk_insert("Search Entry", columns, rows)

		self.assertEqual(names(listed()), [busy.customer_name, quiet.customer_name])
		self.assertEqual(listed()["total"], 2)

	def test_an_agent_kept_to_one_customer_is_listed_theirs(self):
		mine, _other = make_customer("Anne Zremblay"), make_customer("Benoît Zremblay")
		agent = make_user("FSM Agent")
		add_user_permission("Customer", mine.name, agent)

		with self.set_user(agent):
			self.assertEqual((names(listed()), listed()["total"]), (["Anne Zremblay"], 1))
			self.assertEqual((names(listed(query="")), listed(query="")["total"]), (["Anne Zremblay"], 1))

	def test_one_letter_lists_nobody(self):
		make_customer("Anne Zremblay")

		self.assertEqual((listed(query="z")["total"], listed(query="%%%")["total"]), (0, 0))

	def test_a_query_that_finds_nobody_lists_nobody(self):
		self.assertEqual(listed(query="zzzz-nobody")["rows"], [])
		self.assertEqual(listed(query="zzzz-nobody")["total"], 0)


class TestRows(SiteTestCase):
	def test_a_row_counts_what_the_customer_has(self):
		customer = make_customer("Anne Zremblay")
		home = make_location(customer, city="Brossard")
		make_ont(home)
		make_subscription(customer, price=60)
		make_subscription(customer, price=120, frequency="Yearly")
		make_subscription(customer, status="Pending", price=500)

		(row,) = listed()["rows"]
		self.assertEqual((row["city"], row["equipment_count"]), ("Brossard", 1))
		self.assertEqual((row["subscriptions_active"], row["monthly"]), (2, 70))

	def test_a_row_tells_what_is_owed(self):
		customer = make_customer("Anne Zremblay")
		make_invoice(customer, amount=100)
		make_invoice(customer, amount=14.98)
		make_invoice(customer, amount=1000, submit=False)

		(row,) = listed()["rows"]
		self.assertEqual(row["outstanding"], 114.98)

	def test_what_is_owed_is_told_to_who_may_see_billing_only(self):
		make_invoice(make_customer("Anne Zremblay"), amount=100)

		for role, owed in (("FSM Agent", 100), ("FSM Dispatcher", None)):
			with self.subTest(role=role), self.set_user(make_user(role)):
				(row,) = listed()["rows"]
				self.assertEqual(row["outstanding"], owed)

	def test_a_row_tells_how_to_reach_the_customer(self):
		customer = make_customer("Anne Zremblay")
		contact = make_contact(customer, phone="+14185550177", email="anne@courriel.example")
		customer.customer_primary_contact = contact.name
		customer.save()

		(row,) = listed()["rows"]
		self.assertEqual((row["phone"], row["email"]), ("+14185550177", "anne@courriel.example"))
