"""Templates as files: what goes out comes in again, and what is no template says so."""

import frappe

from gigafibre_fsm.flows.templates import exchange
from gigafibre_fsm.flows.templates.system_templates import keys
from gigafibre_fsm.flows.templates.template_view import show_template
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories_flows import make_flow, step


class TestFiles(SiteTestCase):
	def test_what_goes_out_comes_in_again_as_a_draft(self):
		rule = {"==": [{"var": "doc.customer_type"}, "Company"]}
		flow = make_flow(trigger_condition=rule, steps=[step("one"), step("two", depends_on=["one"])])

		brought = exchange.import_template(exchange.export_template(flow))

		original = show_template(flow)
		self.assertNotEqual(brought["name"], flow)
		self.assertEqual((brought["published_version"], brought["enabled"]), (0, False))
		for kept in ("title", "definition", "trigger_condition", "applies_to", "trigger_event"):
			self.assertEqual(brought[kept], original[kept])

	def test_every_system_template_can_be_taken_elsewhere(self):
		for key in keys():
			flow = self.system(key)
			with self.subTest(template=key):
				self.assertEqual(exchange.import_template(exchange.export_template(flow))["problems"], [])

	def test_a_file_with_problems_comes_in_and_says_them(self):
		content = exchange.export_template(make_flow())
		content["definition"]["steps"][0]["kind"] = "teleport"
		brought = exchange.import_template(content)
		self.assertEqual([problem["path"] for problem in brought["problems"]], ["kind"])

	def test_what_is_no_such_file_says_where(self):
		content = exchange.export_template(make_flow())
		for change, words in (
			({"format": "recipe"}, "format"),
			({"format_version": 9}, "format_version"),
			({"password": "x"}, "password"),
			({"definition": {"steps": "many"}}, "definition"),
			({"applies_to": "User"}, "applies_to"),
			({"title": None}, "title"),
			({"allow_several": "perhaps"}, "allow_several"),
		):
			with self.subTest(change=change):
				self.assertRefused(words, exchange.import_template, content | change)

	def test_what_is_too_large_or_too_deep_is_refused_before_it_is_read(self):
		content = exchange.export_template(make_flow())
		deep: list = []
		for _level in range(150):
			deep = [deep]
		for change, words in (
			({"trigger_condition": deep}, "nested too deep"),
			({"title": "x" * 500_000}, "too large"),
			({"title": "half a letter \ud83d"}, "no text"),
		):
			with self.subTest(words=words):
				self.assertRefused(words, exchange.import_template, content | change)

	def system(self, key: str) -> str:
		return frappe.db.get_value("Flow Template", {"system_key": key})
