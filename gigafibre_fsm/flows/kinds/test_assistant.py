"""Questions to the language model: its answers are typed, or the step has failed."""

from typing import Any
from unittest.mock import patch

import frappe

from gigafibre_fsm.assistant import NoAnswer
from gigafibre_fsm.flows.kinds.assistant import AskAssistant, schema_of
from gigafibre_fsm.flows.kinds.base import Context, Refused
from gigafibre_fsm.flows.kinds.fill import fill
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_customer

FORM = [
	{"name": "topic", "label": "Topic", "type": "select", "options": ["billing", "trouble"]},
	{"name": "angry", "label": "Is angry", "type": "check"},
]


class TestAskAssistant(SiteTestCase):
	def setUp(self):
		super().setUp()
		ask = patch("gigafibre_fsm.assistant.model.ask")
		self.ask = ask.start()
		self.addCleanup(ask.stop)
		self.customer = make_customer()

	def perform(self, **params: Any) -> dict[str, Any]:
		facts = {"trigger": {"text": "Ma facture est fausse!"}}
		about = Context("R1", "ask", "ask", "R1:ask", 1, self.customer, self.customer, facts, "en")
		given = {"prompt": "Message: {{ trigger.text }}", "form": FORM, **params}
		return AskAssistant().perform(about, fill(AskAssistant(), given, about))

	def test_what_it_answers_is_kept_for_later_steps(self):
		self.ask.return_value = {"topic": "billing", "angry": True, "more": "chatter"}

		self.assertEqual(self.perform(), {"answers": {"topic": "billing", "angry": True}})
		self.assertEqual(self.ask.call_args.args[0], "Message: Ma facture est fausse!")

	def test_a_choice_it_made_up_is_a_failure_that_may_be_tried_again(self):
		self.ask.return_value = {"topic": "weather", "angry": False}

		with self.assertRaisesRegex(frappe.ValidationError, "Topic with “weather”"):
			self.perform()

	def test_a_key_google_does_not_know_is_for_good_and_an_overload_is_not(self):
		self.ask.side_effect = NoAnswer("Gemini: 400 API key not valid", may_pass=False)
		with self.assertRaisesRegex(Refused, "API key not valid"):
			self.perform()
		self.ask.side_effect = NoAnswer("Gemini: 503 overloaded", may_pass=True)
		with self.assertRaisesRegex(frappe.ValidationError, "overloaded"):
			self.perform()

	def test_switched_off_it_says_so(self):
		self.ask.side_effect = None
		patch.stopall()
		with self.assertRaisesRegex(Refused, "switched off in FSM Settings"):
			self.perform()

	def test_each_question_is_a_property_of_its_type(self):
		properties = schema_of(FORM)["properties"]

		self.assertEqual(properties["topic"]["enum"], ["billing", "trouble"])
		self.assertEqual(properties["angry"], {"type": "boolean", "description": "Is angry"})
