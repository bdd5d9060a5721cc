import unittest

from gigafibre_fsm.identity.passwords import BITS, make_password


class TestPasswords(unittest.TestCase):
	def test_no_character_can_be_taken_for_another(self):
		used = set("".join(make_password() for _number in range(500)))
		self.assertFalse(used & set("0Oo1lIiqy5S2Z8B"[:9]))

	def test_it_is_hard_to_guess_and_never_the_same(self):
		self.assertGreaterEqual(BITS, 60)
		made = {make_password() for _number in range(2000)}
		self.assertEqual(len(made), 2000)

	def test_it_can_be_read_aloud_and_pleases_a_policy(self):
		for _number in range(100):
			self.assertRegex(make_password(), r"^[A-Z][aeu][a-z](-[a-z][aeu][a-z]){5}-\d{3}$")
