"""An answer names us and a word we hear, in one segment."""

import unittest
from itertools import product

from gigafibre_fsm.messaging.keyword_answers import answer
from gigafibre_fsm.messaging.opt_out import find
from gigafibre_fsm.messaging.segments import count


class TestAnswers(unittest.TestCase):
	def test_the_word_an_answer_names_does_what_it_says(self):
		for action, language in product(("stop", "start", "help"), ("fr", "en")):
			with self.subTest(action=action, language=language):
				text = answer(action, language, "Gigafibre Télécom inc.", "+1 514 555-0100")
				word = find(text.rsplit(": ", 1)[1])

				self.assertEqual(word.action, "start" if action == "stop" else "stop")
				self.assertEqual(word.language, language)
				self.assertTrue(text.startswith("Gigafibre Télécom inc."))
				self.assertEqual((count(text).segments, count(text).encoding), (1, "GSM-7"))

	def test_help_tells_where_to_call(self):
		self.assertIn("+1 514 555-0100", answer("help", "fr", "Gigafibre", "+1 514 555-0100"))
		self.assertNotIn(": .", answer("help", "fr", "Gigafibre", None))
