"""Every problem of a template is said in a sentence, at the step and the parameter it is about."""

import re
from pathlib import Path

from gigafibre_fsm.flows import conditions
from gigafibre_fsm.flows.checks import validation
from gigafibre_fsm.flows.checks.problem_words import RULES, SENTENCES
from gigafibre_fsm.flows.jsonlogic import operators_help
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories_flows import drawing, step

ROOM = Path(conditions.__file__).parent
CHECKS = ("shape_checks", "tree_checks", "parameter_checks", "variable_checks")


def source(module: str) -> str:
	return (ROOM / f"{module}.py").read_text("utf-8")


class TestSentences(SiteTestCase):
	def test_every_code_of_the_checks_has_its_sentence(self):
		codes = {
			code
			for check in CHECKS
			for code in re.findall(
				r'Problem\([^"]*(?:"[^"]*", |f"[^"]*", )"(\w+)"', source(f"checks/{check}")
			)
		}
		self.assertGreater(len(codes), 25)
		self.assertEqual(codes - set(SENTENCES), set())

	def test_every_code_of_the_conditions_has_its_sentence(self):
		written = source("jsonlogic/operators") + source("conditions")
		codes = set(re.findall(r'(?:RuleError|ConditionError)\("(\w+)"', written))
		self.assertEqual(codes - set(RULES), set())

	def test_every_operator_that_is_offered_is_known(self):
		self.assertEqual({one.name for one in operators_help.OPERATORS} - conditions.OPERATORS, set())
		for one in operators_help.OPERATORS:
			with self.subTest(operator=one.name):
				self.assertEqual(conditions.problems(one.example), [])


class TestProblems(SiteTestCase):
	def assertProblem(self, step_id: str | None, path: str, words: str, **values) -> None:
		said = [
			(problem["step"], problem["path"])
			for problem in validation.check(drawing(**values))
			if words in problem["message"]
		]
		self.assertIn((step_id, path), said, validation.check(drawing(**values)))

	def test_a_sound_template_has_none(self):
		rule = {">=": [{"days_between": [{"var": "doc.creation"}, {"var": "today"}]}, 3]}
		pause = step("pause", condition={"==": [{"var": "customer.customer_name"}, "A"]})
		self.assertEqual(validation.check(drawing(steps=[pause])), [])
		self.assertEqual(
			[one["path"] for one in validation.check(drawing(trigger_condition=rule))], ["trigger_condition"]
		)

	def test_no_steps(self):
		self.assertProblem(None, "definition", "at least one step", definition={"steps": []})

	def test_a_cycle_names_its_steps_by_their_labels(self):
		steps = [step("one", depends_on=["two"]), step("two", depends_on=["one"])]
		self.assertProblem("one", "depends_on", "Step one → Step two → Step one", steps=steps)

	def test_an_unknown_kind(self):
		self.assertProblem("call", "kind", "not known here: teleport", steps=[step("call", "teleport")])

	def test_a_missing_parameter_is_called_by_its_label(self):
		self.assertProblem(
			"say", "params.text_fr", "“Text (French)” is empty", steps=[step("say", "send_sms")]
		)

	def test_a_broken_condition_says_which_operator(self):
		broken = step("pause", condition={"conjure": [1]})
		self.assertProblem("pause", "condition", "no operator “conjure”", steps=[broken])

	def test_a_variable_that_is_not_there(self):
		text = {"text_fr": "Bonjour {{ doc.nickname }}"}
		self.assertProblem(
			"say", "params.text_fr", "“doc.nickname” is unknown", steps=[step("say", "send_sms", params=text)]
		)

	def test_a_step_that_comes_later(self):
		early = step("say", "send_sms", params={"text_fr": "{{ steps.pause.event }}"})
		self.assertProblem(
			"say", "params.text_fr", "“Step pause” may not have run", steps=[early, step("pause")]
		)

	def test_an_event_that_leads_nowhere_near(self):
		self.assertProblem(
			None,
			"applies_to",
			"can start a flow about",
			trigger_event="on_outage_started",
			applies_to="Issue",
		)

	def test_a_broken_trigger_condition(self):
		self.assertProblem(None, "trigger_condition", "no operator", trigger_condition={"conjure": 1})
		unknown = {"==": [{"var": "steps.pause.event"}, 1]}
		self.assertProblem(
			None, "trigger_condition", "unknown when the flow starts", trigger_condition=unknown
		)

	def test_what_the_event_brings_is_known(self):
		about = {"trigger_event": "on_payment_received", "applies_to": "Sales Invoice"}
		known = {">": [{"var": "trigger.amount"}, 10]}
		self.assertEqual(validation.check(drawing(trigger_condition=known, **about)), [])
		self.assertProblem(
			None, "trigger_condition", "trigger.reason", trigger_condition={"var": "trigger.reason"}, **about
		)
