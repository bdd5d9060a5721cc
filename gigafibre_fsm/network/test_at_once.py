"""A device asked by a job that waits for its answer."""

from datetime import timedelta

from frappe.utils import now_datetime

from gigafibre_fsm.integrations.genieacs import GenieACSError
from gigafibre_fsm.network import NotDone, carry_out, measure
from gigafibre_fsm.tests.factories_fsm import make_ont
from gigafibre_fsm.tests.fake_acs import OFFLINE, SERIAL, FakeACS, NetworkTestCase, iso, modem


class TestMeasuring(NetworkTestCase):
	def test_the_modem_is_asked_and_its_light_returned(self):
		line = measure(make_ont(serial_number=SERIAL).name)

		self.assertTrue(self.acs.asked)
		self.assertEqual((line.online, line.rx_dbm, line.fresh), (True, -19.59, True))
		self.assertEqual(line.findings, ())

	def test_a_modem_that_does_not_answer_leaves_its_last_figures_and_says_so(self):
		self.acs.results.append(OFFLINE)

		line = measure(make_ont(serial_number=SERIAL).name)

		self.assertEqual((line.online, line.rx_dbm, line.fresh), (False, -19.59, False))
		self.assertIn("Device is offline", line.problem)

	def test_an_acs_that_cannot_be_reached_says_so(self):
		device = make_ont(serial_number=SERIAL).name
		measure(device)
		self.acs.error = GenieACSError("refused", "unreachable")

		with self.assertRaisesRegex(NotDone, "GenieACS cannot be reached"):
			measure(device)


class TestCarryingOut(NetworkTestCase):
	def test_a_reboot_says_what_became_of_it(self):
		device = make_ont(serial_number=SERIAL).name

		message = carry_out(device, "reboot", now_datetime())

		self.assertIn("rebooting", message)
		self.assertEqual([asked.name for asked in self.acs.asked], ["reboot"])

	def test_one_that_restarted_since_is_not_restarted_again(self):
		restarted = modem()
		restarted["_lastBoot"] = iso(timedelta(seconds=5))
		self.acs = FakeACS(restarted)

		carry_out(make_ont(serial_number=SERIAL).name, "reboot", now_datetime() - timedelta(minutes=1))

		self.assertEqual(self.acs.asked, [])

	def test_one_that_only_restarted_since_is_still_reset(self):
		since, restarted = now_datetime() - timedelta(minutes=1), modem()
		restarted |= {"_lastBoot": iso(timedelta(seconds=5)), "_lastBootstrap": iso(timedelta(days=5))}
		device = make_ont(serial_number=SERIAL).name
		self.acs = FakeACS(restarted)
		carry_out(device, "factory_reset", since)
		self.assertEqual([asked.name for asked in self.acs.asked], ["factoryReset"])

		self.acs = FakeACS(restarted | {"_lastBootstrap": iso(timedelta(seconds=5))})
		carry_out(device, "factory_reset", since)
		self.assertEqual(self.acs.asked, [])

	def test_a_modem_that_is_offline_is_a_failure_in_words(self):
		self.acs.results.append(OFFLINE)

		with self.assertRaisesRegex(NotDone, "does not answer"):
			carry_out(make_ont(serial_number=SERIAL).name, "reboot", now_datetime())
