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

	def test_it_may_be_said_what_is_to_stop(self):
		self.assertMeans(
			"stop", "Stop texto", "Arrêt textos", "ARRETER LES SMS", "stop messages", "A R R E T", "désabonner-moi",
			"ne plus recevoir", "Ne plus recevoir de messages svp", "stop sms", "arrêtez vos textos",
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
		self.assertMeans("start", "START", "unstop", "Reprendre", "réabonnement svp", "Reprendre les SMS")
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

	def test_answers_to_a_question_of_ours_are_not_taken_for_it(self):
		self.assertMeans(
			None, "yes", "oui", "annuler", "OK", "merci", "", "👍", "Fin", "Début", "debuter", "Abonnement", "inscription",
			"reprise", "ok commencer", "resume", "cancel please", "ok end", "messages", "SMS",
		)  # fmt: skip

	def test_twilio_answers_its_own_words_and_we_the_others(self):
		for text in ("Stop", " STOP\n", "cancel", "END", "unstop", "Info"):
			self.assertTrue(find(text).known_to_twilio, text)
		# Twilio obeys no message that holds more than the word.
		for text in ("stop svp", "stop all", "stop sms", "Stop!", "ＳＴＯＰ", "start please"):
			self.assertFalse(find(text).known_to_twilio, text)
		self.assertFalse(find("Arrêt").known_to_twilio)
		self.assertEqual((find("arrêt").language, find("help").language), ("fr", "en"))

	@given(st.sampled_from(sorted(_BY_WORD)), st.sampled_from(["", " ", "!", "...", "\n"]))
	def test_every_word_is_heard_however_it_ends(self, word, ending):
		found = find(word.upper() + ending)

		self.assertEqual((found.action, found.language), (_BY_WORD[word].action, _BY_WORD[word].language))

	@given(st.text(max_size=200))
	def test_no_text_is_too_strange(self, text):
		self.assertIn(keyword(text), (None, "stop", "start", "help"))
