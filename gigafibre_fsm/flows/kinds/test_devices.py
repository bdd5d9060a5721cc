"""Steps that ask the customer's modem."""

from typing import Any
from unittest.mock import patch

import frappe

from gigafibre_fsm.flows.kinds.base import Context, Refused
from gigafibre_fsm.flows.kinds.devices import CheckLine, DeviceTask
from gigafibre_fsm.flows.kinds.fill import fill
from gigafibre_fsm.tests.factories_fsm import make_job, make_location, make_ont
from gigafibre_fsm.tests.fake_acs import OFFLINE, SERIAL, FakeACS, NetworkTestCase, modem

# Raw optical power of −28.2 dBm.
WEAK_LIGHT = 15


def context(record: Any) -> Context:
	customer = record.get("customer") and frappe.get_doc("Customer", record.customer)
	return Context("R1", "check", "check", "R1:check", 1, record, customer, {}, "en")


class DeviceCase(NetworkTestCase):
	def setUp(self):
		super().setUp()
		self.ont = make_ont(serial_number=SERIAL)
		self.job = make_job(frappe.get_doc("Service Location", self.ont.service_location))

	def perform(self, kind: Any, record: Any = None, **params: Any) -> Any:
		about = context(record or self.job)
		return kind.perform(about, fill(kind, params, about))


class TestCheckLine(DeviceCase):
	def test_a_job_checks_the_ont_at_its_place_and_a_good_line_passes(self):
		output = self.perform(CheckLine())

		self.assertEqual((output["passed"], output["rx"], output["equipment"]), (True, -19.59, self.ont.name))

	def test_a_weak_line_is_an_answer_that_says_how_weak(self):
		self.acs = FakeACS(modem(light=WEAK_LIGHT))

		output = self.perform(CheckLine(), minimum_rx=-27)

		self.assertFalse(output["passed"])
		self.assertIn("weaker than -27 dBm", output["summary"])

	def test_a_limit_that_is_lower_lets_it_pass(self):
		self.acs = FakeACS(modem(light=WEAK_LIGHT))

		self.assertTrue(self.perform(CheckLine(), minimum_rx=-30)["passed"])

	def test_a_place_without_an_ont_is_refused_for_good(self):
		with self.assertRaisesRegex(Refused, "no active ONT"):
			self.perform(CheckLine(), make_job(make_location()))


class TestDeviceTask(DeviceCase):
	def setUp(self):
		super().setUp()
		began = patch("gigafibre_fsm.flows.kinds.devices._began", lambda context: frappe.utils.now_datetime())
		began.start()
		self.addCleanup(began.stop)

	def test_a_reboot_reaches_the_modem_once(self):
		output = self.perform(DeviceTask())

		self.assertIn("rebooting", output["message"])
		self.assertEqual([asked.name for asked in self.acs.asked], ["reboot"])

	def test_a_modem_that_does_not_answer_may_be_tried_again(self):
		self.acs.results.append(OFFLINE)

		with self.assertRaisesRegex(frappe.ValidationError, "does not answer"):
			self.perform(DeviceTask())

	def test_a_simulation_names_the_device_and_asks_nobody(self):
		about = context(self.job)

		shown = DeviceTask().simulate(about, fill(DeviceTask(), {}, about))

		self.assertIn(self.ont.name, shown[0].title)
		self.assertEqual(self.acs.asked, [])
