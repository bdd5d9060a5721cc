"""A serial number is looked up in the ACS and in our records; what is not found is said so."""

from gigafibre_fsm.integrations.genieacs import GenieACSError
from gigafibre_fsm.network import lookup
from gigafibre_fsm.tests.factories_fsm import make_ont
from gigafibre_fsm.tests.fake_acs import DEVICE_ID, SERIAL, URL, FakeACS, NetworkTestCase


class TestLookup(NetworkTestCase):
	def test_both_sides_are_told(self):
		device = make_ont(serial_number=SERIAL)

		found = lookup(f" {SERIAL.lower()} ")

		self.assertEqual((found["device_id"], found["matched_by"]), (DEVICE_ID, "serial"))
		self.assertEqual((found["serial"], found["equipment"]), (SERIAL, device.name))
		self.assertIsNotNone(found["last_inform"])
		self.assertIsNone(found["message"])

	def test_a_slow_way_of_finding_is_said_to_be_slow(self):
		self.acs.matched_by = "device_id"

		self.assertIn("slow", lookup(SERIAL)["message"])

	def test_a_device_the_acs_has_and_we_do_not(self):
		found = lookup(SERIAL)

		self.assertEqual((found["device_id"], found["equipment"]), (DEVICE_ID, None))

	def test_a_device_we_have_and_the_acs_does_not(self):
		device = make_ont(serial_number="2236UNKNOWN")

		found = lookup("2236unknown")

		self.assertEqual((found["device_id"], found["equipment"]), (None, device.name))
		self.assertEqual(found["message"], "GenieACS does not know a device with serial 2236UNKNOWN")

	def test_our_records_answer_while_the_acs_is_down(self):
		device = make_ont(serial_number=SERIAL)
		self.acs = FakeACS(error=GenieACSError("Connection refused", "unreachable"))

		found = lookup(SERIAL)

		self.assertEqual(found["equipment"], device.name)
		self.assertEqual(found["message"], f"GenieACS cannot be reached at {URL}")

	def test_an_empty_serial_finds_nothing(self):
		make_ont(serial_number=None)

		found = lookup("  ")

		self.assertEqual((found["device_id"], found["equipment"]), (None, None))
		self.assertIn("no serial number", found["message"])
