"""The five templates that come with the app are sound, in both languages, on any site that has the app."""

from gigafibre_fsm.flows.checks import validation
from gigafibre_fsm.flows.templates import system_templates
from gigafibre_fsm.flows.templates.system_messages import MESSAGES
from gigafibre_fsm.language import LANGUAGES
from gigafibre_fsm.tests.cases import SiteTestCase

KEYS = ["job_complete", "late_payment", "outage", "payment_contract_job", "residential_installation"]


class TestSystemTemplates(SiteTestCase):
	def test_there_are_five(self):
		self.assertEqual(system_templates.keys(), KEYS)

	def test_none_has_a_problem_in_either_language(self):
		for key in KEYS:
			for language in LANGUAGES:
				with self.subTest(template=key, language=language):
					self.assertEqual(validation.problems_of(system_templates.drawn(key, language)), [])

	def test_what_customers_read_is_in_both_languages(self):
		for key in KEYS:
			for step in system_templates.drawn(key, "fr").definition["steps"]:
				for name, text in step["params"].items():
					if name.endswith("_fr"):
						with self.subTest(template=key, step=step["id"], text=name):
							english = step["params"][f"{name.removesuffix('_fr')}_en"]
							self.assertTrue(english and english != text)

	def test_labels_differ_by_language(self):
		for key in KEYS:
			labels = [
				[step["label"] for step in system_templates.drawn(key, language).definition["steps"]]
				for language in LANGUAGES
			]
			with self.subTest(template=key):
				self.assertTrue(all(french != english for french, english in zip(*labels, strict=True)))

	def test_the_terms_that_a_contract_is_sent_with_are_there(self):
		named = {
			step["params"]["template"]
			for key in KEYS
			for step in system_templates.drawn(key, "fr").definition["steps"]
			if step["kind"] == "send_contract"
		}
		self.assertEqual(named, {message["title"] for message in MESSAGES})
