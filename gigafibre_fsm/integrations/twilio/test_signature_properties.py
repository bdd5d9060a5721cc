"""What must hold of the signature for any form that anybody could post."""

import unittest

from hypothesis import given
from hypothesis import strategies as st

from gigafibre_fsm.integrations.twilio import signature

TOKEN, URL = "12345", "https://isp.example/api/method/hook?sms=1"
FORMS = st.dictionaries(
	st.text(max_size=20), st.one_of(st.text(), st.lists(st.text(), max_size=3)), max_size=8
)
# The words Frappe's own hypothesis (6.77) knows; newer ones still do.
READABLE = st.characters(blacklist_categories=("Cs",))
SIGNABLE = st.dictionaries(st.text(READABLE, max_size=20), st.text(READABLE), min_size=1, max_size=8)


class Properties(unittest.TestCase):
	@given(SIGNABLE)
	def test_what_was_signed_is_valid(self, form):
		self.assertTrue(signature.valid(TOKEN, URL, form, signature.sign(TOKEN, URL, form)))

	@given(SIGNABLE, st.text(READABLE, min_size=1))
	def test_a_value_that_grew_is_not(self, form, more):
		signed = signature.sign(TOKEN, URL, form)
		last = max(form)
		self.assertFalse(signature.valid(TOKEN, URL, form | {last: form[last] + more}, signed))

	@given(SIGNABLE)
	def test_the_key_of_another_account_is_not(self, form):
		self.assertFalse(signature.valid(TOKEN, URL, form, signature.sign("54321", URL, form)))

	@given(st.text(), st.one_of(FORMS, st.text()), st.text())
	def test_nothing_that_is_posted_makes_it_stumble(self, url, form, signed):
		self.assertFalse(signature.valid(TOKEN, url, form, signed))


if __name__ == "__main__":
	unittest.main()
