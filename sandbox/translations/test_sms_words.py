"""What we text is cheap in French too: one ç or ’ would make it UCS-2, where a segment holds half as much."""

import unittest

from gigafibre_fsm.messaging.segments import count
from sandbox.translations import catalogs

TEXTS = (
	"Sign in within {0} minutes, once: {1}",
	"Your code to sign in: {0}. Good for {1} minutes; tell it to nobody.",
	"Your jobs, until {0} and on this phone only: {1}",
	"{0}: read and sign your contract {1} here: {2}",
)


class TestSmsWords(unittest.TestCase):
	def test_the_french_of_each_text_fits_one_cheap_segment(self):
		french = catalogs.read(catalogs.FRENCH)
		for english in TEXTS:
			with self.subTest(english):
				counted = count(str(french[english].string))

				self.assertEqual((counted.encoding, counted.segments), ("GSM-7", 1))
