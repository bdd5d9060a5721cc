"""An answer names us and a word we hear, in one segment."""

import unittest
from itertools import product

from gigafibre_fsm.messaging.keyword_answers import HOW_TO_STOP, answer, with_opt_out
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


class TestBlastsNameTheWord(unittest.TestCase):
	def test_it_is_a_word_we_hear_in_that_language_and_cheap(self):
		for language, line in HOW_TO_STOP.items():
			word = find(line.split(":")[0].split(" ")[0])
			self.assertEqual((word.action, word.language), ("stop", language))
			self.assertEqual(count(line).encoding, "GSM-7")

	def test_it_is_added_where_the_text_does_not_name_it(self):
		for text in ("Panne", "ARRET DE SERVICE demain", "nous arrêtons: stop", "Dites stop aux pannes"):
			with self.subTest(text=text):
				self.assertEqual(with_opt_out(text, "fr"), f"{text}\nARRET: ne plus recevoir")
		self.assertEqual(with_opt_out("Outage", "en"), "Outage\nSTOP to end")

	def test_a_text_that_names_it_stays(self):
		for text in ("Panne. ARRÊT pour ne plus recevoir", "Reply STOP", "STOP=fin", "Textez « ARRET »"):
			with self.subTest(text=text):
				self.assertEqual(with_opt_out(text, "fr"), text)
