"""Our client against the simulator, through Google's own library."""

from unittest import TestCase

from gigafibre_fsm.integrations.gemini import Config, Gemini, GeminiError
from sandbox.simulators.gemini import KEY, GeminiSimulator

SCHEMA = {
	"type": "object",
	"properties": {"topic": {"type": "string", "enum": ["billing", "trouble"]}, "angry": {"type": "boolean"}},
	"required": ["topic", "angry"],
}


class TestGemini(TestCase):
	@classmethod
	def setUpClass(cls):
		cls.simulator = GeminiSimulator().start()
		cls.gemini = Gemini(Config(KEY, api_url=cls.simulator.url))

	@classmethod
	def tearDownClass(cls):
		cls.simulator.close()

	def test_an_answer_has_the_shape_that_was_asked_for(self):
		answer = self.gemini.answer("Ma facture est fausse", SCHEMA, "Judge.")

		self.assertEqual(answer.content, {"topic": "billing", "angry": True})
		self.assertGreater(answer.tokens_in, 0)

	def test_an_overload_that_passes_is_not_noticed(self):
		self.simulator.rehearse(503, {"topic": "trouble", "angry": False})

		self.assertEqual(self.gemini.answer("…", SCHEMA).content["topic"], "trouble")

	def test_a_wrong_key_is_said_in_googles_words(self):
		with self.assertRaisesRegex(GeminiError, "API key not valid") as caught:
			Gemini(Config("wrong", api_url=self.simulator.url)).answer("…", SCHEMA)
		self.assertFalse(caught.exception.may_pass)

	def test_nobody_there_says_so(self):
		with self.assertRaises(GeminiError) as caught:
			Gemini(Config(KEY, api_url="http://127.0.0.1:9")).answer("…", SCHEMA)
		self.assertTrue(caught.exception.may_pass)

	def test_the_model_is_named_when_the_settings_are_tried(self):
		self.assertIn("simulated", self.gemini.check())
