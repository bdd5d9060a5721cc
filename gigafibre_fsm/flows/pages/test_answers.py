"""Answers become values of their field's type, or are not what is asked."""

from gigafibre_fsm.flows.pages.answers import read_answers
from gigafibre_fsm.tests.cases import SiteTestCase


class TestAnswers(SiteTestCase):
	def test_a_number_is_a_finite_one(self):
		form = [{"name": "metres", "type": "number"}]
		self.assertEqual(read_answers(form, {"metres": "12"}), {"metres": 12})
		for answer in ("nan", "inf", "1e999", "many"):
			with self.subTest(answer=answer):
				self.assertRefused("is not what is asked", read_answers, form, {"metres": answer})
