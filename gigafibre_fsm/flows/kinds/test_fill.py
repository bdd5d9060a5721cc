"""Each parameter gets a value of its type, out of texts, variables and rules; what it cannot be is named."""

import datetime

import frappe

from gigafibre_fsm.flows.kinds import registry
from gigafibre_fsm.flows.kinds.base import Kind, Param, Refused
from gigafibre_fsm.flows.kinds.fill import fill
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_customer
from gigafibre_fsm.tests.factories_fsm import make_job
from gigafibre_fsm.tests.kind_case import context_of


def filled(type_, value, document=None, **seen):
	"""What one parameter of this type becomes."""

	class Example(Kind):
		params = (Param("value", "Value", type_, options="Customer" if type_ == "link" else (("a", "A"),)),)

	context = context_of(document or make_customer("Ève Roy"), **seen)
	return fill(Example(), {"value": value}, context)["value"]


class TestFilling(SiteTestCase):
	def test_each_type_gets_its_value(self):
		customer = make_customer("Ève Roy")
		cases = [
			("text", "  {{ doc.customer_name }}\n twice ", "Ève Roy twice"),
			("long_text", "{{ doc.customer_name }}\nok", "Ève Roy\nok"),
			("number", "{{ vars.n }}", 3),
			("number", "2,5", 2.5),
			("check", "1", True),
			("select", "a", "a"),
			("link", customer.name, customer.name),
			("datetime", "2026-11-23 09:05", datetime.datetime(2026, 11, 23, 9, 5)),
			("expression", {"+": [{"var": "vars.n"}, 1]}, 4),
			("expression", "{{ vars.n }}", 3),
			("expression", "n = {{ vars.n }}", "n = 3"),
			("json", {"a": ["{{ vars.n }}", "x{{ vars.n }}", 1]}, {"a": [3, "x3", 1]}),
			("key_values", {"who": "{{ doc.customer_name }}"}, {"who": "Ève Roy"}),
			("role", "FSM Manager", "FSM Manager"),
		]
		for type_, value, expected in cases:
			with self.subTest(type=type_, value=value):
				self.assertEqual(filled(type_, value, customer, vars={"n": 3}), expected)

	def test_a_date_of_the_record_is_a_date_and_no_sentence(self):
		job = make_job(scheduled_start="2026-11-23 09:05:00")
		moment = filled("datetime", "{{ doc.scheduled_start }}", job)

		self.assertEqual(moment, datetime.datetime(2026, 11, 23, 9, 5))

	def test_what_a_step_found_stays_a_list(self):
		found = [{"name": "A"}, {"name": "B"}]
		self.assertEqual(
			filled("expression", "{{ steps.find.records }}", steps={"find": {"records": found}}), found
		)

	def test_what_a_value_holds_is_never_a_rule(self):
		rule = {"var": "doc.name"}
		self.assertEqual(filled("expression", "{{ vars.said }}", vars={"said": rule}), rule)

	def test_what_it_cannot_be_is_named(self):
		cases = [
			("number", "many", "Value: “many” is not a number"),
			("number", "nan", "Value: “nan” is not a number"),
			("duration", "1e999", "Value: “1e999” is not a number"),
			("select", ["a"], "Value: “['a']” is not one of the choices"),
			("text", {"a": 1}, "Value: a list or an object is no text"),
			("link", {"name": ["like", "%"]}, "Value: a list or an object is no text"),
			("key_values", [{"status": "Open"}], "Value: names with their values are needed"),
			(
				"form",
				[{"label": "Name?"}],
				"Value: Question 1 has no name of letters, digits and underscores",
			),
			("select", "z", "Value: “z” is not one of the choices"),
			("link", "Nobody", "Value: Customer Nobody does not exist"),
			("role", "King", "Value: Role King does not exist"),
			("datetime", "soon", "Value: “soon” is not a date"),
			("number", "{{ steps.line.rx }}", "Value: “steps.line.rx” is not there"),
			("text", "{{ steps.line.rx }}", "Value: “line” is not there"),
		]
		for type_, value, sentence in cases:
			with self.subTest(type=type_, value=value), self.assertRaises(Refused) as refusal:
				filled(type_, value)
			self.assertEqual(str(refusal.exception), sentence)


class TestCatalogue(SiteTestCase):
	def test_the_editor_gets_all_it_needs_of_each_kind(self):
		for one in registry.described():
			with self.subTest(kind=one["name"]):
				self.assertTrue(all(one[key] for key in ("label", "icon", "group", "help")))
				names = [param["name"] for param in one["params"]]
				self.assertEqual(len(names), len(set(names)))
				for param in one["params"]:
					self.assertIn(param["type"], filled_types())
					self.assertTrue(param["depends_on"] is None or param["depends_on"]["param"] in names)

	def test_what_the_kinds_link_to_exists(self):
		for one in registry.catalogue().values():
			for param in one.params:
				if param.type == "link":
					self.assertTrue(frappe.db.exists("DocType", param.options), f"{one.name}.{param.name}")

	def test_the_views_leave_out_what_is_not_theirs(self):
		self.assertIn("send_sms", registry.AGENT_KINDS)
		self.assertNotIn("update_field", registry.AGENT_KINDS)
		self.assertIn("group", registry.PROJECT_KINDS)


def filled_types():
	from gigafibre_fsm.flows.kinds.base import TYPES

	return TYPES
