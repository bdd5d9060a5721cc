"""Whatever an agent hears on the phone finds the customer, best first, and only what the agent may see."""

import frappe
from frappe.permissions import add_user_permission

from gigafibre_fsm.clients import search
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_contact, make_customer, make_user
from gigafibre_fsm.tests.factories_fsm import make_equipment, make_location, make_ont


def found(query: str) -> list[tuple[str, str]]:
	return [(result["kind"], result["name"]) for result in search(query)["results"]]


class TestWords(SiteTestCase):
	def test_accents_and_case_do_not_matter(self):
		home = make_location(address_line1="12 rue des Zérablières")

		for query in ("zerablieres", "ZÉRABLIÈRES", "12 rue des zérablieres"):
			with self.subTest(query=query):
				self.assertEqual(found(query)[0], ("location", home.name))

	def test_words_may_come_in_any_order(self):
		customer = make_customer("Maude Zremblay")

		self.assertEqual(found("zremblay maude")[0], ("customer", customer.name))

	def test_every_word_must_be_there(self):
		make_customer("Maude Zremblay")

		self.assertEqual(found("zremblay réjean"), [])

	def test_a_customer_comes_before_what_is_theirs(self):
		customer = make_customer("Maude Zremblay")
		home = make_location(customer)
		make_ont(home)

		kinds = [kind for kind, _name in found("maude zremblay")]
		self.assertEqual(kinds, ["customer", "equipment", "location"])

	def test_a_name_that_begins_so_comes_before_one_that_holds_it(self):
		middle, start = make_customer("Anne Zremblay"), make_customer("Zremblay Électrique")

		self.assertEqual(found("zremblay"), [("customer", start.name), ("customer", middle.name)])

	def test_ligatures_are_two_letters(self):
		customer = make_customer("Sœur Zœlie")

		self.assertEqual(found("soeur zoelie"), [("customer", customer.name)])

	def test_an_apostrophe_may_be_left_out(self):
		customer = make_customer("Zoé O'Brienne")

		for typed in ("o'brienne", "O’Brienne", "obrienne", "o brienne"):
			with self.subTest(typed=typed):
				self.assertIn(customer.name, [result["customer"] for result in search(typed)["results"]])

	def test_one_letter_finds_nothing(self):
		make_customer("Zremblay")

		self.assertEqual(search("z")["results"], [])

	def test_wildcards_find_nothing(self):
		make_customer("Zremblay")

		self.assertEqual((found("%%%"), found("___")), ([], []))


class TestCodes(SiteTestCase):
	def test_a_mac_is_found_however_it_is_written(self):
		device = make_equipment(mac_address="1C:61:B4:EF:00:01")

		for query in ("1c:61:b4:ef:00:01", "1C-61-B4-EF-00-01", "1c61.b4ef.0001", "b4ef00", "B4:EF:00"):
			with self.subTest(query=query):
				self.assertIn(("equipment", device.name), found(query))

	def test_the_last_digits_of_a_serial_come_before_the_same_digits_elsewhere(self):
		make_ont(serial_number="99871AAAA0001")
		wanted = make_ont(serial_number="2236AAAA99871")

		results = search("99871")["results"]
		self.assertEqual(results[0]["name"], wanted.name)
		self.assertEqual(results[0]["match"], {"field": "serial_number", "value": "2236AAAA99871"})

	def test_a_whole_serial_comes_first(self):
		make_ont(serial_number="77ZTPLG9988")
		wanted = make_ont(serial_number="TPLG9988")

		self.assertEqual(found("tplg 9988")[0], ("equipment", wanted.name))

	def test_a_phone_number_is_found_by_any_piece(self):
		customer = make_customer("Zremblay")
		contact = make_contact(customer, phone="+19025550177")

		for query in ("(902) 555-0177", "902 555 0177", "9025550177", "2-555-0177", "+1 902 555-0177"):
			with self.subTest(query=query):
				self.assertIn(("contact", contact.name), found(query))

	def test_a_postal_code_is_found_with_or_without_its_space(self):
		home = make_location(postal_code="G9Z 9Z9")

		self.assertEqual([found("g9z9z9")[0], found("G9Z 9Z9")[0]], [("location", home.name)] * 2)

	def test_a_device_on_the_shelf_is_found_too(self):
		device = make_equipment(serial_number="SHELF7788")

		(result,) = search("shelf7788")["results"]
		self.assertEqual((result["name"], result["customer"]), (device.name, None))


class TestIndex(SiteTestCase):
	def test_a_result_tells_whose_it_is(self):
		customer = make_customer("Maude Zremblay")
		device = make_ont(make_location(customer), serial_number="WHOSE7788")

		(result,) = search("whose7788")["results"]
		self.assertEqual(result["doctype"], "Service Equipment")
		self.assertEqual(result["name"], device.name)
		self.assertEqual((result["customer"], result["customer_name"]), (customer.name, "Maude Zremblay"))

	def test_a_new_phone_number_replaces_the_old_one(self):
		contact = make_contact(make_customer("Zremblay"), phone="+19025550177")
		contact.phone_nos[0].phone = "+19025550188"
		contact.save()

		self.assertEqual(found("9025550177"), [])
		self.assertEqual(found("9025550188")[0], ("contact", contact.name))

	def test_what_a_customer_has_is_found_under_their_new_name(self):
		customer = make_customer("Maude Zremblay")
		device = make_ont(make_location(customer))
		customer.customer_name = "Maude Zagnon"
		customer.save()

		self.assertIn(("equipment", device.name), found("zagnon"))
		self.assertNotIn(("equipment", device.name), found("zremblay"))

	def test_a_renamed_record_is_found_under_its_new_name_only(self):
		customer = make_customer("Maude Zremblay")
		home = make_location(customer)
		frappe.rename_doc("Customer", customer.name, "ZZ-RENAMED-1", force=True)

		self.assertIn(("customer", "ZZ-RENAMED-1"), found("zz-renamed-1"))
		self.assertNotIn(("customer", customer.name), found("maude zremblay"))
		(place,) = (result for result in search(home.name)["results"] if result["name"] == home.name)
		self.assertEqual(place["customer"], "ZZ-RENAMED-1")

	def test_a_deleted_record_is_found_no_more(self):
		device = make_equipment(serial_number="GONE7788")
		device.delete()

		self.assertEqual(found("gone7788"), [])

	def test_a_customer_can_be_deleted_though_it_is_indexed(self):
		customer = make_customer("Zremblay")
		customer.delete()

		self.assertEqual(found("zremblay"), [])

	def test_a_contact_of_nobody_is_not_found(self):
		frappe.get_doc(doctype="Contact", first_name="Zinconnu").insert()

		self.assertEqual(found("zinconnu"), [])


class TestPermission(SiteTestCase):
	def test_an_agent_kept_to_one_customer_finds_only_theirs(self):
		mine, other = make_customer("Zremblay Un"), make_customer("Zremblay Deux")
		make_ont(make_location(other), serial_number="OTHER7788")
		agent = make_user("FSM Agent")
		add_user_permission("Customer", mine.name, agent)

		with self.set_user(agent):
			self.assertEqual(found("zremblay"), [("customer", mine.name)])
			self.assertEqual(found("other7788"), [])

	def test_what_others_have_does_not_crowd_out_theirs(self):
		for number in range(6):
			make_customer(f"Zremblay {number}")
		mine = make_customer("Zremblay Un")
		home = make_location(mine, address_line1="7 rue Zremblay")
		agent = make_user("FSM Agent")
		add_user_permission("Customer", mine.name, agent)

		with self.set_user(agent):
			results = search("zremblay", limit=3)["results"]
		self.assertEqual(
			[(row["kind"], row["name"]) for row in results],
			[("customer", mine.name), ("location", home.name)],
		)

	def test_an_agent_kept_to_one_place_finds_only_that_place(self):
		customer = make_customer("Zremblay Un")
		here, there = make_location(customer), make_location(customer)
		ont = make_ont(here)
		make_ont(there)
		agent = make_user("FSM Agent")
		add_user_permission("Service Location", here.name, agent)

		with self.set_user(agent):
			expected = {("customer", customer.name), ("location", here.name), ("equipment", ont.name)}
			self.assertEqual(set(found("zremblay")), expected)

	def test_a_device_is_not_found_by_who_may_not_read_devices(self):
		customer = make_customer("Zremblay Un")
		make_ont(make_location(customer), serial_number="SOLD7788")
		make_equipment(serial_number="SHELF7788")

		with self.set_user(make_user("Sales User")):
			self.assertEqual(found("zremblay"), [("customer", customer.name)])
			self.assertEqual((found("sold7788"), found("shelf7788")), ([], []))
