"""Secrets are known by their names, however these are written; what only sounds like one is none."""

from unittest import TestCase

from gigafibre_fsm.flows.running.content import HIDDEN, masked
from gigafibre_fsm.secret_names import is_secret_name


class TestSecretNames(TestCase):
	def test_names_of_secrets(self):
		for name in (
			"wifi_psk",
			"pwd",
			"Passphrase",
			"sim-pin",
			"PIN",
			"Set-Cookie",
			"X-API-Key",
			"private-key",
		):
			with self.subTest(name=name):
				self.assertTrue(is_secret_name(name))
				self.assertEqual(masked([{name: "hush"}]), [{name: HIDDEN}])

	def test_names_that_only_sound_like_one(self):
		for name in ("shipping_address", "pincode", "opinion", "key", "passed"):
			with self.subTest(name=name):
				self.assertFalse(is_secret_name(name))
