"""Device ids: as GenieACS writes them, and back."""

import unittest
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from gigafibre_fsm.integrations.genieacs import (
	DeviceIdentity,
	GenieACSError,
	device_id,
	escape,
	gpon_serial_hex,
	parse_device_id,
)
from gigafibre_fsm.integrations.genieacs.ids import task_id, url_segment

names = st.text(min_size=1, max_size=20)


class DeviceIds(unittest.TestCase):
	def test_every_sign_but_letters_digits_and_underscore_is_percent_encoded(self):
		self.assertEqual(device_id("1C61B4", "Device2", "22366C4001287"), "1C61B4-Device2-22366C4001287")
		self.assertEqual(device_id("00-D0", "a b", "x_y.z"), "00%2DD0-a%20b-x_y%2Ez")
		self.assertEqual(escape("é"), "%C3%A9")

	def test_a_device_without_product_class_has_two_parts(self):
		self.assertEqual(device_id("1C61B4", "", "7"), "1C61B4-7")
		self.assertEqual(parse_device_id("1C61B4-7"), DeviceIdentity("1C61B4", "", "7"))

	@given(oui=names, product_class=st.one_of(st.just(""), names), serial=names)
	def test_an_id_taken_apart_gives_what_it_was_made_of(self, oui, product_class, serial):
		made = device_id(oui, product_class, serial)

		self.assertEqual(parse_device_id(made), DeviceIdentity(oui, product_class, serial))

	def test_what_is_no_id_is_refused_with_its_text(self):
		for text in ("", "1C61B4", "a-b-c-d", "a-b%2-c", "a-b c-d"):
			with self.subTest(text), self.assertRaisesRegex(GenieACSError, "is not a GenieACS device id"):
				parse_device_id(text)

	def test_an_id_needs_an_oui_and_a_serial(self):
		with self.assertRaises(GenieACSError) as refused:
			device_id("", "Device2", "1")
		self.assertEqual(refused.exception.cause, "invalid")


class Addresses(unittest.TestCase):
	@given(name=names.filter(lambda name: name.strip(".")))
	def test_a_name_in_an_address_holds_only_what_the_routes_know_and_decodes_to_itself(self, name):
		segment = url_segment(name)

		self.assertRegex(segment, r"^[a-zA-Z0-9\-_%]+$")
		self.assertEqual(unquote(segment), name)

	def test_a_quoted_id_is_quoted_once_more(self):
		self.assertEqual(url_segment("00%2DD0-x"), "00%252DD0-x")

	def test_a_name_of_dots_would_be_another_address(self):
		for name in ("", ".", ".."):
			with self.subTest(name), self.assertRaises(GenieACSError):
				url_segment(name)

	def test_a_task_id_has_24_hexadecimal_digits(self):
		self.assertEqual(task_id("6b0110f7b90742aa500c86ee"), "6b0110f7b90742aa500c86ee")
		for text in ("", "abc", "6b0110f7b90742aa500c86eg", "twelve chars", None):
			with self.subTest(text), self.assertRaises(GenieACSError):
				task_id(text)


class GponSerials(unittest.TestCase):
	def test_all_the_ways_to_write_one_give_the_hex_a_modem_reports(self):
		for text in ("TPLGB4FB2AC8", "tplg-b4fb2ac8", "B4FB2AC8", "54504C47B4FB2AC8", "TPLG B4FB 2AC8"):
			with self.subTest(text):
				self.assertEqual(gpon_serial_hex(text), "54504C47B4FB2AC8")

	def test_other_vendors_keep_their_letters(self):
		self.assertEqual(gpon_serial_hex("HWTC3FD11A07"), "485754433FD11A07")

	def test_a_serial_number_is_no_gpon_serial(self):
		for text in ("22366C4001287", "", "TPLG", "B4FB2AC"):
			with self.subTest(text):
				self.assertIsNone(gpon_serial_hex(text))
