"""A flow writes the fields people type in and no others, and what it looks up is what conditions may read."""

import frappe

from gigafibre_fsm.flows.kinds import saving
from gigafibre_fsm.tests.factories import make_customer, make_invoice, make_payment
from gigafibre_fsm.tests.factories_fsm import make_job, make_location, make_ont, make_subscription
from gigafibre_fsm.tests.kind_case import KindTestCase


class TestUpdateField(KindTestCase):
	def test_the_record_gets_the_value_under_its_own_rules(self):
		service = make_subscription()

		output = self.do("update_field", service, field="status", value="Suspended")

		service.reload()
		self.assertEqual((service.status, bool(service.suspended_on)), ("Suspended", True))
		self.assertEqual(
			(output["before"], output["after"], output["changed"]), ("Active", "Suspended", True)
		)

	def test_a_value_may_be_worked_out(self):
		service = make_subscription(price=74.95)
		self.do("update_field", service, field="price", value={"-": [{"var": "doc.price"}, 5]})

		self.assertAlmostEqual(service.reload().price, 69.95)

	def test_another_record_is_found_by_its_name(self):
		service = make_subscription()
		customer = frappe.get_doc("Customer", service.customer)
		other = {
			"target": "other",
			"doctype": "Service Subscription",
			"name": service.name,
			"other_field": "status",
		}

		self.do("update_field", customer, **other, value="Suspended")

		self.assertEqual(service.reload().status, "Suspended")

	def test_what_is_so_already_is_not_written_again(self):
		service = make_subscription()
		before = service.reload().modified

		output = self.do("update_field", service, field="status", value="Active")

		self.assertFalse(output["changed"])
		self.assertEqual(service.reload().modified, before)

	def test_the_records_own_rule_stops_the_step_in_its_words(self):
		job = make_job(status="Done")
		self.assertKindRefuses(
			"a job that is Done stays so", "update_field", job, field="status", value="Draft"
		)

	def test_secrets_read_only_fields_and_tables_are_not_written(self):
		cases = [
			(make_subscription(), "radius_password", "may not write RADIUS Password"),
			(make_subscription(), "activated_on", "may not write Activated On"),
			(make_ont(make_location()), "login_password", "may not write"),
			(make_job(), "tags", "may not write Required Skills and Tags"),
			(make_customer(), "name", "“name” is not a field of Customer"),
			(make_customer(), "no_such_field", "“no_such_field” is not a field of Customer"),
		]
		for document, field, sentence in cases:
			with self.subTest(field=field):
				self.assertKindRefuses(sentence, "update_field", document, field=field, value="x")

	def test_the_accounts_users_and_settings_of_the_site_are_not_a_flows(self):
		for doctype in ("User", "Role", "FSM Settings", "Flow Template", "Access Token"):
			with self.subTest(doctype=doctype):
				self.assertNotIn(doctype, saving.TOUCHABLE)
		params = {"target": "other", "doctype": "User", "name": "Administrator", "other_field": "enabled"}
		self.assertKindRefuses(
			"is not one of the choices", "update_field", make_customer(), **params, value=0
		)

	def test_what_is_submitted_stays_as_it_was_booked(self):
		invoice = make_invoice()
		self.assertKindRefuses("is submitted", "update_field", invoice, field="due_date", value="2030-01-01")

	def test_a_record_that_is_gone_is_named(self):
		params = {"target": "other", "doctype": "Dispatch Job", "name": "DJ-0", "other_field": "status"}
		self.assertKindRefuses(
			"Dispatch Job DJ-0 does not exist", "update_field", make_customer(), **params, value="x"
		)

	def test_it_is_shown_as_before_and_after_and_not_written(self):
		service = make_subscription()

		shown = self.show("update_field", service, field="status", value="Suspended")

		self.assertEqual(shown[0].text, "Active → Suspended")
		self.assertEqual(service.reload().status, "Active")


class TestFindRecords(KindTestCase):
	def test_the_customers_own_are_found(self):
		customer = make_customer()
		mine = make_subscription(customer)
		make_subscription(customer, status="Pending")
		make_subscription()

		output = self.do(
			"find_records", customer, doctype="Service Subscription", filters={"status": "Active|Suspended"}
		)

		self.assertEqual([record["name"] for record in output["records"]], [mine.name])
		self.assertEqual((output["count"], output["first"]["status"]), (1, "Active"))

	def test_what_nobody_can_look_for_is_refused(self):
		customer = make_customer()
		for asked, sentence in (
			({"filters": {"status": {"a": 1}}}, "is nothing to look for"),
			({"filters": {"status": ["Active"]}}, "is nothing to look for"),
			({"limit": -5}, "At least one record"),
		):
			with self.subTest(asked):
				self.assertKindRefuses(
					sentence, "find_records", customer, doctype="Service Subscription", **asked
				)

	def test_money_is_found_by_its_party(self):
		invoice = make_invoice()
		payment = make_payment(invoice)

		output = self.do("find_records", invoice, doctype="Payment Entry", fields="paid_amount")

		self.assertEqual(output["first"]["name"], payment.name)
		self.assertEqual(output["first"]["paid_amount"], payment.paid_amount)

	def test_no_more_than_asked_and_none_is_an_answer(self):
		customer = make_customer()
		for _number in range(3):
			make_subscription(customer)

		two = self.do("find_records", customer, doctype="Service Subscription", limit=2)
		none = self.do("find_records", customer, doctype="Dispatch Job")

		self.assertEqual((two["count"], none["count"], none["first"]), (2, 0, None))

	def test_secrets_are_neither_asked_for_nor_searched_by(self):
		customer = make_customer()
		for params in ({"fields": "radius_password"}, {"filters": {"radius_password": "x"}}):
			with self.subTest(**params):
				sentence = "“radius_password” is not a field"
				self.assertKindRefuses(
					sentence, "find_records", customer, doctype="Service Subscription", **params
				)


class TestVariables(KindTestCase):
	def test_a_value_is_remembered_as_what_it_is(self):
		customer = make_customer()
		output = self.do("set_variable", customer, name="amounts", value={"merge": [[1, 2], 3]})

		self.assertEqual(output, {"name": "amounts", "value": [1, 2, 3]})

	def test_a_text_has_its_variables_filled_in(self):
		customer = make_customer("Ève Roy")
		output = self.do("set_variable", customer, name="who", value="To {{ doc.customer_name }}")

		self.assertEqual(output["value"], "To Ève Roy")

	def test_a_name_no_text_could_say_is_refused(self):
		self.assertKindRefuses(
			"cannot be a variable's name", "set_variable", make_customer(), name="a b", value=1
		)
