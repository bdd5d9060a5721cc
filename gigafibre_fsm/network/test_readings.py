"""Readings are kept once each, shown as a trend, and forgotten in time; an unknown figure is never a zero."""

import frappe
from frappe.utils import add_days, add_to_date, now_datetime

from gigafibre_fsm.network import readings, trend
from gigafibre_fsm.network.diagnosis import summarize
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories_fsm import make_ont
from gigafibre_fsm.tests.fake_acs import modem


class TestReadings(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.device = make_ont()
		self.now = now_datetime().replace(microsecond=0)

	def record(self, days_ago: float = 0, **of_modem) -> str | None:
		moment = add_to_date(self.now, seconds=-int(days_ago * 86_400))
		return readings.record(self.device.name, summarize(modem(**of_modem)), moment)

	def points(self, days: int = 30) -> list[dict]:
		return trend(self.device.name, days)["points"]

	def test_the_trend_goes_from_old_to_new(self):
		self.record(days_ago=1, light=16)
		self.record(days_ago=2, light=110)

		self.assertEqual([point["rx_dbm"] for point in self.points()], [-19.59, -27.96])

	def test_one_moment_is_kept_once(self):
		self.assertIsNotNone(self.record())
		self.assertIsNone(self.record())

		self.assertEqual(len(self.points()), 1)

	def test_a_trend_reaches_no_further_than_asked(self):
		self.record(days_ago=1)
		self.record(days_ago=40)

		self.assertEqual((len(self.points(30)), len(self.points(60))), (1, 2))

	def test_no_light_is_no_figure(self):
		self.record(light=0)

		(point,) = self.points()
		self.assertEqual((point["signal"], point["rx_dbm"], point["tx_dbm"]), ("No Light", None, None))

	def test_the_latest_reading_of_each_device(self):
		self.record(days_ago=2, light=110)
		self.record(days_ago=1, light=16)
		never_read = make_ont()

		latest = readings.latest([self.device.name, never_read.name])

		self.assertEqual(list(latest), [self.device.name])
		self.assertEqual(latest[self.device.name]["rx_dbm"], -27.96)

	def test_old_readings_are_forgotten_after_the_time_of_the_settings(self):
		frappe.db.set_single_value("FSM Settings", "readings_retention_days", 10)
		self.record(days_ago=5)
		self.record(days_ago=15)

		readings.delete_old()

		self.assertEqual(frappe.db.count("Device Reading", {"equipment": self.device.name}), 1)

	def test_nothing_is_forgotten_when_no_time_is_set(self):
		frappe.db.set_single_value("FSM Settings", "readings_retention_days", 0)
		self.record(days_ago=700)

		readings.delete_old()

		self.assertEqual(frappe.db.count("Device Reading", {"equipment": self.device.name}), 1)
		self.assertLess(self.points(730)[0]["at"], str(add_days(self.now, -699)))
