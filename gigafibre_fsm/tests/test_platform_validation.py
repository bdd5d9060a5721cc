"""What Frappe refuses, with which exception and which words."""

import frappe
from frappe.tests import IntegrationTestCase

from gigafibre_fsm.tests.platform_doctypes import PlatformTestCase


class TestValidation(PlatformTestCase):
	def refuse(self, exception, message, **values):
		with self.assertRaisesRegex(exception, message):
			self.note(**values)

	def test_a_mandatory_field_left_empty(self):
		self.refuse(frappe.MandatoryError, "title", title="")

	def test_a_mandatory_field_can_be_ignored(self):
		note = frappe.get_doc({"doctype": "Platform Note"}).insert(ignore_mandatory=True)
		self.assertTrue(frappe.db.exists("Platform Note", note.name))

	def test_a_link_to_nothing(self):
		self.refuse(
			frappe.LinkValidationError,
			"Could not find Person: nobody@example.com",
			person="nobody@example.com",
		)

	def test_a_dynamic_link_to_nothing(self):
		self.refuse(frappe.LinkValidationError, "Could not find About: none", about_type="ToDo", about="none")

	def test_links_can_be_ignored(self):
		note = frappe.get_doc({"doctype": "Platform Note", "title": "x", "person": "nobody@example.com"})
		note.insert(ignore_links=True)

		self.assertEqual(frappe.db.get_value("Platform Note", note.name, "person"), "nobody@example.com")

	def test_a_word_that_is_not_an_option(self):
		self.refuse(
			frappe.ValidationError, 'Kind cannot be "Green". It should be one of "Red", "Blue"', kind="Green"
		)

	def test_a_value_somebody_else_has(self):
		self.note(code="C-1")
		frappe.clear_messages()
		self.assertRaises(frappe.UniqueValidationError, self.note, code="C-1")
		if frappe.db.db_type != "postgres":
			self.assertEqual(frappe.get_message_log()[0].message, "Code must be unique")

	def test_an_empty_unique_value_is_nobodys(self):
		self.note(code=None)
		self.note(code=None)
		self.assertEqual(frappe.db.count("Platform Note", {"code": ["is", "not set"]}), 2)

	def test_a_unique_value_is_compared_without_case(self):
		if frappe.db.db_type == "postgres":
			self.skipTest("PostgreSQL tells cases apart")
		self.note(code="AbC")
		self.assertRaises(frappe.UniqueValidationError, self.note, code="aBc")

	def test_a_name_somebody_else_has(self):
		note = self.note()
		again = frappe.get_doc({"doctype": "Platform Note", "title": "x"})
		with self.assertRaises(frappe.DuplicateEntryError):
			again.insert(set_name=note.name)

	def test_a_duplicate_can_be_ignored(self):
		frappe.get_doc({"doctype": "Role", "role_name": "Platform Twice"}).insert()
		frappe.get_doc({"doctype": "Role", "role_name": "Platform Twice"}).insert(ignore_if_duplicate=True)

		self.assertEqual(frappe.db.count("Role", {"name": "Platform Twice"}), 1)

	def test_a_text_too_long(self):
		self.refuse(frappe.CharacterLengthExceededError, "max characters allowed is 10", short="x" * 11)

	def test_plain_data_holds_140_characters(self):
		self.note(title="x" * 140)
		self.refuse(frappe.CharacterLengthExceededError, "max characters allowed is 140", title="x" * 141)

	def test_a_negative_number_where_none_is_meant(self):
		self.refuse(frappe.NonNegativeError, "cannot be negative", quantity=-1)

	def test_a_wrong_email_address(self):
		self.refuse(
			frappe.InvalidEmailAddressError,
			"not-an-address is not a valid Email Address",
			mail="not-an-address",
		)

	def test_a_wrong_phone_number(self):
		self.refuse(frappe.InvalidPhoneNumberError, "call me is not a valid Phone Number", phone="call me")

	def test_a_wrong_url(self):
		self.refuse(frappe.ValidationError, "is not a valid URL", site="not a url")

	def test_a_date_that_is_none(self):
		with self.assertRaises(Exception) as caught:
			self.note(due="soon")
		self.assertIn("soon", str(caught.exception))

	def test_a_constant_that_changes(self):
		note = self.note(origin="import")
		note.origin = "hand"
		with self.assertRaisesRegex(
			frappe.CannotChangeConstantError, "Value cannot be changed for <strong>Origin</strong>"
		):
			note.save()

	def test_scripts_are_taken_out_of_text(self):
		note = self.note(title='<b>Hello</b><script>alert("x")</script>')
		self.assertNotIn("<script", frappe.db.get_value("Platform Note", note.name, "title"))

	def test_throw_says_its_message_and_remembers_it(self):
		frappe.clear_messages()
		with self.assertRaisesRegex(frappe.ValidationError, "No signal"):
			frappe.throw("No signal", title="Fibre")

		self.assertEqual(frappe.get_message_log()[-1].title, "Fibre")

	def test_msgprint_goes_on(self):
		frappe.clear_messages()
		frappe.msgprint("Half done", alert=True)

		self.assertEqual(frappe.get_message_log()[-1].message, "Half done")


class TestNaming(IntegrationTestCase):
	def number(self, name):
		return int(name.rsplit("-", 1)[1])

	def test_a_format_numbers_one_after_the_other(self):
		first = frappe.get_doc({"doctype": "Dispatch Technician", "full_name": "A"}).insert()
		second = frappe.get_doc({"doctype": "Dispatch Technician", "full_name": "B"}).insert()

		self.assertRegex(first.name, r"^DT-\d{5}$")
		self.assertEqual(self.number(second.name), self.number(first.name) + 1)

	def test_a_format_takes_the_documents_own_values(self):
		event = {"doctype": "Webhook Event", "provider": "stripe", "event_id": "evt_1"}
		self.assertEqual(frappe.get_doc(event).insert().name, "stripe:evt_1")
		frappe.db.savepoint("twice")
		self.assertRaises(frappe.DuplicateEntryError, frappe.get_doc(event).insert)
		frappe.db.rollback(save_point="twice")

	def test_a_naming_series_carries_the_year(self):
		issue = frappe.get_doc({"doctype": "Issue", "subject": "No signal"}).insert()
		self.assertRegex(issue.name, r"^ISS-\d{4}-\d{5}$")
		self.assertEqual(issue.naming_series, "ISS-.YYYY.-")

	def test_a_field_gives_its_value(self):
		tag = frappe.get_doc({"doctype": "Dispatch Tag", "tag_name": "Soudure"}).insert()
		self.assertEqual(tag.name, "Soudure")

	def test_a_hash_is_short_and_random(self):
		names = {frappe.get_doc({"doctype": "ToDo", "description": "x"}).insert().name for _ in range(3)}
		self.assertEqual([len(name) for name in names], [10, 10, 10])

	def test_a_prompt_asks_for_a_name(self):
		named = frappe.get_doc({"doctype": "Issue Priority", "name": "Whenever"}).insert()
		self.assertEqual(named.name, "Whenever")
		with self.assertRaisesRegex(frappe.ValidationError, "set the document name"):
			frappe.get_doc({"doctype": "Issue Priority"}).insert()

	def test_make_autoname_counts_each_prefix_by_itself(self):
		from frappe.model.naming import make_autoname

		made = [make_autoname(key) for key in ("PLA-.####", "PLA-.####", "PLB-.####")]
		self.assertEqual([self.number(name) for name in made], [1, 2, 1])

	def test_a_name_cannot_carry_angle_brackets(self):
		with self.assertRaises(frappe.NameError):
			frappe.get_doc({"doctype": "Dispatch Tag", "tag_name": "a<b"}).insert()

	def test_customers_of_the_same_name_stay_apart(self):
		from gigafibre_fsm.tests.factories import make_customer

		first, second = make_customer("Jean Tremblay"), make_customer("Jean Tremblay")
		self.assertEqual(second.customer_name, "Jean Tremblay")
		self.assertNotEqual(first.name, second.name)

	def test_contacts_are_named_after_their_customer(self):
		from gigafibre_fsm.tests.factories import make_contact, make_customer

		customer = make_customer()
		contact = make_contact(customer, phone="418-555-0101", email="alex@example.com")

		self.assertEqual(contact.name, f"Alex Test-{customer.name}")
		self.assertEqual((contact.mobile_no, contact.email_id), ("418-555-0101", "alex@example.com"))
		self.assertEqual(contact.full_name, "Alex Test")
