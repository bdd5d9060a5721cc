"""A word alone stops or resumes our messages, however it is typed; the same word in a sentence does not."""

import unittest

from hypothesis import given
from hypothesis import strategies as st

from gigafibre_fsm.messaging.opt_out import _BY_WORD, find, keyword


class TestWords(unittest.TestCase):
	def assertMeans(self, action, *texts):
		for text in texts:
			with self.subTest(text=text):
				self.assertEqual(keyword(text), action)

	def test_people_stop_us_in_both_languages(self):
		self.assertMeans(
			"stop", "STOP", "ARRET", "ARRÊT", "DÉSABONNER", "Désabonnement", "unsubscribe", "QUIT"
		)

	def test_accents_case_punctuation_and_spaces_do_not_matter(self):
		self.assertMeans(
			"stop", " stop. ", "Arrêt!!!", "arre\u0302t", "«ARRÊT»", "S.T.O.P", "stop all", "opt-out", "ＳＴＯＰ", "stop 🛑",
			"DÉSABONNEZ-MOI", "STOP\n", "stop stop STOP", "\u200bstop",
		)  # fmt: skip

	def test_courtesy_does_not_hide_the_word(self):
		self.assertMeans(
			"stop",
			"STOP SVP",
			"Arrêt s'il vous plaît",
			"stop, please!",
			"Bonjour, arrêtez svp merci",
			"ok stop",
		)

	def test_people_come_back_and_ask_who_we_are(self):
		self.assertMeans("start", "START", "unstop", "Reprendre", "réabonnement svp", "début")
		self.assertMeans("help", "HELP", "aide", "AIDE!", "info", "Aide svp")

	def test_a_sentence_with_the_word_is_a_message_like_another(self):
		self.assertMeans(
			None,
			"stop, the modem still blinks",
			"Le voyant arrête de clignoter",
			"pouvez-vous arrêter demain",
			"J'ai besoin d'aide avec mon modem",
			"restart",
			"start the installation at 9",
		)

	def test_answers_to_an_appointment_are_not_taken_for_it(self):
		self.assertMeans(None, "yes", "oui", "annuler", "OK", "merci", "", "👍")

	def test_twilio_answers_its_own_words_and_we_the_others(self):
		self.assertTrue(find("Stop").known_to_twilio)
		self.assertFalse(find("Arrêt").known_to_twilio)
		self.assertEqual((find("arrêt").language, find("help").language), ("fr", "en"))

	@given(st.sampled_from(sorted(_BY_WORD)), st.sampled_from(["", " ", "!", " svp", ", please.", "\n"]))
	def test_every_word_is_heard_however_it_ends(self, word, ending):
		self.assertEqual(find(word.upper() + ending), _BY_WORD[word])

	@given(st.text(max_size=200))
	def test_no_text_is_too_strange(self, text):
		self.assertIn(keyword(text), (None, "stop", "start", "help"))
