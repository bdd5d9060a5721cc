"""What a summary says of light, of presence, of a Huawei ONT, and of what was never fetched."""

import subprocess
import sys
import unittest
from datetime import datetime, timedelta

from gigafibre_fsm.network.diagnosis import examine, summarize
from gigafibre_fsm.tests.modem_trees import NOW, tree, under
from gigafibre_fsm.tests.modems import eg8145v5, xx230v
from gigafibre_fsm.tests.summary_contract import assert_contract

OPTICAL = "Device.Optical.Interface.1"


class TestLight(unittest.TestCase):
	def optical(self, raw: object) -> dict:
		return summarize(xx230v({f"{OPTICAL}.X_TP_GPON_Config.RXPower": raw}), now=NOW)["optical"]

	def test_raw_power_is_tenths_of_microwatts(self):
		for raw, dbm in ((5624, -2.5), (100, -20.0), (14, -28.54), (20, -26.99)):
			self.assertEqual(self.optical(raw)["rx_dbm"], dbm)

	def test_zero_is_no_light_and_no_figure(self):
		optical = self.optical(0)

		self.assertEqual(
			(optical["status"], optical["rx_dbm"], optical["confidence"]), ("No light", None, "none")
		)

	def test_tenths_of_a_dbm_are_understood_but_not_taken_for_a_fact(self):
		optical = self.optical(-215)

		self.assertEqual((optical["rx_dbm"], optical["confidence"]), (-21.5, "unconfirmed"))

	def test_a_figure_no_transceiver_can_have_is_unconfirmed(self):
		self.assertEqual(self.optical(10**9)["confidence"], "unconfirmed")

	def test_what_was_not_fetched_is_unknown(self):
		self.assertEqual(self.optical(...)["confidence"], "none")
		self.assertIsNone(self.optical("n/a")["rx_dbm"])


class TestPresence(unittest.TestCase):
	def online(self, seconds: float, interval: object) -> bool | None:
		device = xx230v({"Device.ManagementServer.PeriodicInformInterval": interval})
		informed = datetime.fromisoformat("2026-11-20T13:59:30+00:00")
		return summarize(device, now=informed + timedelta(seconds=seconds))["device"]["online"]

	def test_a_device_may_miss_two_informs_not_three(self):
		self.assertIs(self.online(149, 60), True)
		self.assertIs(self.online(151, 60), False)

	def test_an_interval_nobody_fetched_is_taken_for_five_minutes(self):
		self.assertIs(self.online(749, ...), True)
		self.assertIs(self.online(751, 0), False)

	def test_a_device_that_never_informed_is_neither(self):
		self.assertIsNone(summarize(tree({"_id": "x"}), now=NOW)["device"]["online"])

	def test_a_time_without_a_zone_is_utc(self):
		naive = NOW.replace(tzinfo=None)

		self.assertIs(summarize(xx230v(), now=naive)["device"]["online"], True)


class TestHuawei(unittest.TestCase):
	def setUp(self):
		self.summary = summarize(eg8145v5(), now=NOW)

	def test_the_keys_are_those_agreed(self):
		assert_contract(self, self.summary)

	def test_light_is_plain_dbm(self):
		optical = self.summary["optical"]

		self.assertEqual((optical["rx_dbm"], optical["tx_dbm"]), (-21.0, 2.0))
		self.assertEqual(
			(optical["voltage_v"], optical["bias_ma"], optical["confidence"]), (3.415, 7.0, "confirmed")
		)

	def test_the_serial_the_olt_knows_is_the_serial_in_letters(self):
		self.assertEqual(self.summary["device"]["gpon_sn"], "HWTC000053AA")
		self.assertEqual(self.summary["device"]["vendor"], "Huawei")

	def test_the_ppp_session_is_read_with_its_vlan(self):
		[wan] = self.summary["wan"]

		self.assertEqual((wan["service"], wan["connection"], wan["vlan"]), ("TR069,Internet", "PPPoE", 100))
		self.assertEqual((wan["ip"], wan["dns"]), ("203.0.113.9", "198.51.100.1, 198.51.100.2"))

	def test_a_port_has_the_speed_it_negotiated_while_it_has_a_link(self):
		self.assertEqual(self.summary["ethernet"], [
			{"name": "LAN1", "status": "Up", "speed_mbps": 1000, "duplex": "Full"},
			{"name": "LAN2", "status": "Down", "speed_mbps": None, "duplex": None},
		])  # fmt: skip

	def test_radios_count_clients_and_know_of_no_mesh(self):
		counts = [(radio["clients_direct"], radio["clients_mesh"]) for radio in self.summary["radios"]]

		self.assertEqual(counts, [(1, None), (0, None)])
		self.assertEqual([radio["bandwidth"] for radio in self.summary["radios"]], ["20MHz", None])

	def test_hosts_are_joined_with_the_access_point(self):
		phone, desk = self.summary["hosts"]

		self.assertEqual((phone["connection"], phone["band"], phone["signal_dbm"]), ("wifi", "2.4GHz", -58))
		self.assertEqual((desk["connection"], desk["signal_dbm"]), ("wired", None))


class TestHalfFetched(unittest.TestCase):
	def test_an_empty_device_has_the_same_keys_and_no_figures(self):
		for device in ({}, {"_id": "x"}, {"Device": {}}, {"InternetGatewayDevice": {"_object": True}}):
			summary = summarize(device, now=NOW)

			assert_contract(self, summary)
			self.assertEqual(set(summary["optical"].values()), {None, "none"})
			self.assertEqual(summary["hosts"], [])

	def test_unfetched_leaves_are_unknown_never_zero(self):
		leaves = under("Device.Hosts.Host.1", {"PhysAddress": ..., "Active": ..., "LeaseTimeRemaining": ...})
		device = tree(leaves, {"Device.WiFi.Radio.1.Channel": ..., "Device.DeviceInfo.UpTime": ...})

		summary = summarize(device, now=NOW)

		self.assertEqual(summary["hosts"], [])
		self.assertEqual(summary["radios"], [])
		self.assertIsNone(summary["device"]["uptime_s"])

	def test_only_genieacs_s_own_fields_still_name_the_device(self):
		device = tree({"_deviceId._Manufacturer": "TP-Link", "_deviceId._SerialNumber": "22275A7000042"})

		summary = summarize(device, now=NOW)

		self.assertEqual(
			(summary["device"]["vendor"], summary["device"]["serial"]), ("TP-Link", "22275A7000042")
		)


class TestPurity(unittest.TestCase):
	def test_it_works_where_no_frappe_is_installed(self):
		program = (
			"import sys; sys.modules['frappe'] = None\n"
			"from gigafibre_fsm.network.diagnosis import summarize\n"
			"assert summarize({})['hosts'] == []\n"
		)

		done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

		self.assertEqual((done.returncode, done.stderr), (0, ""))

	def test_examine_gives_the_same_findings_as_codes_and_values(self):
		device = xx230v({f"{OPTICAL}.X_TP_GPON_Config.RXPower": 14})

		examination = examine(device, now=NOW)

		self.assertNotIn("findings", examination.facts)
		self.assertEqual(
			[finding.as_dict() for finding in examination.findings], summarize(device, now=NOW)["findings"]
		)
