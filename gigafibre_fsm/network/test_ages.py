"""How old a reading is comes from the ACS's timestamps, and from nothing else."""

import unittest

from gigafibre_fsm.network.ages import ages
from gigafibre_fsm.tests.modems import tree


def stamped(*stamps: object) -> dict:
	device = tree({f"Device.Hosts.Host.{number}.HostName": "x" for number, _ in enumerate(stamps, 1)})
	for number, stamp in enumerate(stamps, 1):
		device["Device"]["Hosts"]["Host"][str(number)]["HostName"]["_timestamp"] = stamp
	return device


class TestAges(unittest.TestCase):
	def test_the_newest_value_tells(self):
		seen = ages(
			stamped("2026-11-20T10:00:00.000Z", "2026-11-21T10:00:00.000Z", "2026-11-19T10:00:00.000Z")
		)

		self.assertEqual(seen["hosts"], "2026-11-21T10:00:00.000+00:00")

	def test_what_is_no_time_is_passed_over(self):
		self.assertEqual(
			ages(stamped("zzz", "2026-11-20T10:00:00.000Z", None, 7))["hosts"],
			"2026-11-20T10:00:00.000+00:00",
		)

	def test_a_time_without_a_zone_is_utc(self):
		self.assertEqual(ages(stamped("2026-11-20T10:00:00"))["hosts"], "2026-11-20T10:00:00.000+00:00")

	def test_a_part_that_was_never_read_has_no_age(self):
		self.assertIsNone(ages(stamped("2026-11-20T10:00:00.000Z"))["mesh"])
