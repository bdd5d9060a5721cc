"""One click on a device: its last known state with its age, and in words why it is not newer."""

from datetime import timedelta

import frappe

from gigafibre_fsm import network
from gigafibre_fsm.integrations.genieacs import GenieACSError
from gigafibre_fsm.network import diagnose, hosts
from gigafibre_fsm.tests.factories import make_user
from gigafibre_fsm.tests.factories_fsm import make_location, make_ont
from gigafibre_fsm.tests.fake_acs import DEVICE_ID, SERIAL, URL, FakeACS, NetworkTestCase, modem

DOWN = GenieACSError("Connection refused", "unreachable")


def acs_row(diagnosis: dict) -> dict:
	(row,) = (source for source in diagnosis["sources"] if source["name"] == "acs")
	return row


class TestWhatIsKnown(NetworkTestCase):
	def test_a_modem_that_informs_is_shown_as_the_acs_has_it(self):
		device = make_ont(serial_number=SERIAL)

		seen = diagnose(device.name)

		self.assertEqual(seen["summary"]["optical"]["rx_dbm"], -19.59)
		self.assertTrue(seen["summary"]["device"]["online"])
		self.assertEqual(acs_row(seen)["state"], "ok")
		self.assertAlmostEqual(seen["age_s"], 3 * 3600, delta=30)
		self.assertIsNone(seen["refresh"])

	def test_the_acs_id_is_looked_up_once_and_remembered(self):
		device = make_ont(serial_number=SERIAL)

		self.assertEqual(diagnose(device.name)["equipment"]["genieacs_device_id"], DEVICE_ID)
		self.assertEqual(device.reload().genieacs_device_id, DEVICE_ID)

	def test_an_id_the_acs_forgot_is_looked_up_again(self):
		device = make_ont(serial_number=SERIAL, genieacs_device_id="1C61B4-Device2-GONE")

		self.assertEqual(diagnose(device.name)["summary"]["device"]["serial"], SERIAL)
		self.assertEqual(device.reload().genieacs_device_id, DEVICE_ID)

	def test_what_was_seen_is_kept_as_a_reading_once(self):
		device = make_ont(serial_number=SERIAL)

		diagnose(device.name)
		diagnose(device.name)

		kept = frappe.get_all(
			"Device Reading", filters={"equipment": device.name}, fields=["rx_dbm", "signal"]
		)
		self.assertEqual([(row.rx_dbm, row.signal) for row in kept], [(-19.59, "Good")])

	def test_a_silent_modem_is_shown_as_it_was_and_said_to_be_silent(self):
		self.acs = FakeACS(modem(informed=timedelta(days=3), fetched=timedelta(days=3)))
		device = make_ont(serial_number=SERIAL)

		seen = diagnose(device.name)

		self.assertEqual(acs_row(seen)["state"], "stale")
		self.assertEqual(acs_row(seen)["message"], "The modem has not informed lately")
		self.assertEqual(seen["summary"]["optical"]["rx_dbm"], -19.59)
		self.assertEqual(seen["summary"]["findings"][0]["code"], "offline_days")

	def test_its_hosts_can_be_asked_for_alone(self):
		device = make_ont(serial_number=SERIAL)

		seen = hosts(device.name)

		self.assertEqual([host["name"] for host in seen["hosts"]], ["host-1"])
		self.assertIsNotNone(seen["at"])

	def test_who_may_not_read_the_device_learns_nothing(self):
		device = make_ont(serial_number=SERIAL)

		with self.set_user(make_user("FSM Technician")):
			self.assertRaises(frappe.PermissionError, diagnose, device.name)


class TestWhatFails(NetworkTestCase):
	def failure(self, **fields) -> tuple[str, str, str | None]:
		seen = diagnose(make_ont(**{"serial_number": SERIAL, **fields}).name)
		self.assertIsNone(seen["summary"])
		row = acs_row(seen)
		return row["state"], row["message"], row["hint"]

	def test_an_acs_that_is_off_says_where_to_switch_it_on(self):
		self.switch(0)

		self.assertEqual(self.failure(), ("off", "GenieACS is switched off", "Enable it in FSM Settings."))

	def test_an_acs_that_is_down_is_named_with_its_address(self):
		self.acs = FakeACS(error=DOWN)

		state, message, hint = self.failure()
		self.assertEqual((state, message), ("failed", f"GenieACS cannot be reached at {URL}"))
		self.assertIn("FSM Settings", hint)

	def test_a_slow_acs_is_said_to_be_slow(self):
		self.acs = FakeACS(error=GenieACSError("No answer within 5 s", "timeout"))

		self.assertEqual(self.failure()[1], f"GenieACS at {URL} is too slow to answer")

	def test_an_acs_that_errs_is_quoted(self):
		self.acs = FakeACS(error=GenieACSError("MongoError: not primary", "server_error"))

		self.assertEqual(self.failure()[1], "GenieACS answered with an error: MongoError: not primary")

	def test_an_unknown_modem_is_named_by_its_serial(self):
		self.assertEqual(
			self.failure(serial_number="2236UNKNOWN")[1],
			"GenieACS does not know a device with serial 2236UNKNOWN",
		)

	def test_a_device_without_serial_says_what_to_do(self):
		_state, message, hint = self.failure(serial_number=None)

		self.assertIn("no serial number", message)
		self.assertIn("label", hint)

	def test_several_modems_of_one_serial_are_never_guessed_at(self):
		self.acs = FakeACS(error=GenieACSError("Several devices match", "ambiguous"))

		self.assertEqual(self.failure()[1], f"GenieACS has several devices with serial {SERIAL}")


class TestWhatIsRemembered(NetworkTestCase):
	def setUp(self):
		super().setUp()
		self.device = make_ont(serial_number=SERIAL)
		diagnose(self.device.name)
		self.acs.error = DOWN

	def test_an_acs_that_went_down_leaves_the_last_answer_with_its_age(self):
		seen = diagnose(self.device.name)

		self.assertEqual(acs_row(seen)["state"], "failed")
		self.assertEqual(seen["summary"]["optical"]["rx_dbm"], -19.59)
		self.assertAlmostEqual(seen["age_s"], 3 * 3600, delta=30)

	def test_what_was_seen_in_another_home_is_not_shown_as_this_ones(self):
		self.device.reload().service_location = make_location().name
		self.device.save()

		self.assertIsNone(diagnose(self.device.name)["summary"])

	def test_nobody_claims_then_that_the_modem_is_there(self):
		self.assertIsNone(diagnose(self.device.name)["summary"]["device"]["online"])

	def test_who_has_something_to_show_waits_a_second_only(self):
		diagnose(self.device.name)

		first, last = self.acs.configs[0], self.acs.configs[-1]
		self.assertEqual((first.read_timeout, last.read_timeout, last.retries), (2, 1, 0))


class TestTheSettingsButton(NetworkTestCase):
	def test_it_tells_that_the_acs_answers(self):
		self.assertEqual(network.test_acs(), {"ok": True, "message": "GenieACS answers; devices it knows: 1"})

	def test_it_tells_why_it_does_not(self):
		self.acs = FakeACS(error=DOWN)

		answer = network.test_acs()
		self.assertFalse(answer["ok"])
		self.assertIn(f"cannot be reached at {URL}", answer["message"])
