"""A device is one device however its labels are written, and stands at one place at a time."""

import frappe

from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories_fsm import make_equipment, make_location, make_ont

IGNORE_TEST_RECORD_DEPENDENCIES = ["Customer", "Item", "Service Location"]


def moves_of(device) -> list[dict]:
	fields = ["from_status", "to_status", "from_location", "to_location", "to_customer", "moved_by", "reason"]
	return frappe.get_all(
		"Equipment Move Log", filters={"equipment": device.name}, fields=fields, order_by="creation, moved_on"
	)


class TestIdentity(SiteTestCase):
	def test_serial_and_mac_are_kept_in_one_spelling(self):
		device = make_equipment(serial_number=" tplg-b4fb 2ac8 ", mac_address="1c61.b412-3456")

		self.assertEqual(device.serial_number, "TPLG-B4FB2AC8")
		self.assertEqual(device.mac_address, "1C:61:B4:12:34:56")

	def test_two_spellings_of_a_serial_are_one_device(self):
		first = make_equipment(serial_number="TPLG-B4FB2AC8")

		self.assertRefused(
			f"“TPLGB4FB2AC8”: already belongs to {first.name}",
			lambda: make_equipment(serial_number="tplgB4fb2ac8"),
			exception=frappe.UniqueValidationError,
		)

	def test_many_devices_may_have_no_serial(self):
		make_equipment(serial_number=None)
		second = make_equipment(serial_number="  ")

		self.assertIsNone(second.serial_number)

	def test_a_mac_that_is_none_is_refused_with_its_value(self):
		self.assertRefused("“1C:61:B4”: is not a MAC address", lambda: make_equipment(mac_address="1C:61:B4"))

	def test_two_active_devices_cannot_share_a_mac(self):
		first = make_ont(mac_address="1C:61:B4:12:34:56")

		self.assertRefused(f"is already active as {first.name}", lambda: make_ont(mac_address="1c61b4123456"))

	def test_a_device_on_the_shelf_may_share_the_mac_of_an_active_one(self):
		make_ont(mac_address="1C:61:B4:12:34:56")
		shelved = make_equipment(mac_address="1C:61:B4:12:34:56")

		self.assertEqual(shelved.status, "In Stock")

	def test_a_corrected_serial_is_looked_up_anew(self):
		device = make_ont(genieacs_device_id="1C61B4-Device2-OLD")
		device.serial_number = "22366C4009999"
		device.save()

		self.assertIsNone(device.genieacs_device_id)

	def test_another_spelling_of_the_same_serial_keeps_the_acs_id(self):
		device = make_ont(serial_number="TPLGB4FB2AC8", genieacs_device_id="1C61B4-Device2-X")
		device.serial_number = "tplg-b4fb2ac8"
		device.save()

		self.assertEqual(device.genieacs_device_id, "1C61B4-Device2-X")


class TestPlace(SiteTestCase):
	def test_the_place_says_whose_the_device_is(self):
		home = make_location()

		self.assertEqual(make_ont(home).customer, home.customer)

	def test_an_active_device_must_stand_somewhere(self):
		self.assertRefused("needs a service location", lambda: make_equipment(status="Active"))

	def test_a_device_that_comes_back_belongs_to_nobody(self):
		device = make_ont()
		device.status = "Returned"
		device.save()

		self.assertEqual((device.service_location, device.customer), (None, None))

	def test_a_device_moves_with_its_customer(self):
		device, other = make_ont(), make_location()
		device.service_location = other.name
		device.save()

		self.assertEqual(device.customer, other.customer)


class TestMoves(SiteTestCase):
	def test_a_new_device_starts_its_history_from_nowhere(self):
		home = make_location()
		(move,) = moves_of(make_ont(home))

		self.assertEqual((move.from_status, move.to_status), (None, "Active"))
		self.assertEqual((move.to_location, move.to_customer), (home.name, home.customer))
		self.assertEqual(move.moved_by, "Administrator")

	def test_a_return_is_written_with_its_reason(self):
		device = make_ont()
		device.status = "Returned"
		device.flags.move_reason = "Customer left"
		device.save()

		last = moves_of(device)[-1]
		self.assertEqual((last.from_status, last.to_status, last.to_location), ("Active", "Returned", None))
		self.assertEqual(last.reason, "Customer left")

	def test_other_changes_are_no_move(self):
		device = make_ont()
		device.firmware = "2.0"
		device.save()

		self.assertEqual(len(moves_of(device)), 1)

	def test_a_deleted_device_takes_its_history_with_it(self):
		device = make_ont()
		device.delete()

		self.assertEqual(moves_of(device), [])
