"""What a summary says of a TP-Link mesh and of a Huawei ONT, and of what was never fetched."""

import json
import subprocess
import sys
import unittest
from datetime import datetime, timedelta

from gigafibre_fsm.network.diagnosis import examine, summarize
from gigafibre_fsm.tests.modems import NOW, client, eg8145v5, host, mesh_node, tree, under, xx230v

KEYS = {
	"device": "id serial gpon_sn vendor model firmware hardware uptime_s last_inform online cpu_pct memory_free_pct",
	"optical": "status rx_dbm tx_dbm temperature_c voltage_v bias_ma confidence",
	"wan": "name service connection status ip gateway dns username vlan",
	"ethernet": "name status speed_mbps duplex",
	"radios": "band channel standard bandwidth enabled clients_direct clients_mesh",
	"ssids": "band ssid enabled guest",
	"mesh": "mac name model controller active ip backhaul uptime_s clients",
	"hosts": "name ip mac active connection node band signal_dbm rate_mbps lease_s",
	"findings": "severity code text",
}
OPTICAL = "Device.Optical.Interface.1"
NODE_2 = "Device.WiFi.MultiAP.APDevice.2"


def assert_contract(test: unittest.TestCase, summary: dict) -> None:
	"""The summary has exactly the agreed keys at every level and any JSON writer takes it."""
	json.dumps(summary, allow_nan=False, ensure_ascii=False).encode()
	test.assertEqual(list(summary), list(KEYS))
	for section, keys in KEYS.items():
		rows = summary[section] if isinstance(summary[section], list) else [summary[section]]
		for row in rows:
			test.assertEqual(list(row), keys.split(), section)


def by(rows: list[dict], key: str) -> dict:
	return {row[key]: row for row in rows}


class TestMesh(unittest.TestCase):
	"""An XX230v as the controller of one more node."""

	def setUp(self):
		self.summary = summarize(xx230v(), now=NOW)

	def test_the_keys_are_those_agreed(self):
		assert_contract(self, self.summary)

	def test_the_device_is_named_as_people_name_it(self):
		device = self.summary["device"]

		self.assertEqual((device["vendor"], device["model"]), ("TP-Link", "XX230v"))
		self.assertEqual((device["serial"], device["gpon_sn"]), ("22275A7000042", "TPLG00005342"))
		self.assertEqual((device["cpu_pct"], device["memory_free_pct"]), (7, 35))
		self.assertIs(device["online"], True)

	def test_light_is_read_where_this_family_really_measures_it(self):
		optical = self.summary["optical"]

		self.assertEqual((optical["rx_dbm"], optical["tx_dbm"]), (-20.0, 2.5))
		self.assertEqual(
			(optical["temperature_c"], optical["voltage_v"], optical["bias_ma"]), (48.0, 3.3, 16.0)
		)
		self.assertEqual((optical["status"], optical["confidence"]), ("Up", "confirmed"))

	def test_only_the_way_out_is_a_wan(self):
		[wan] = self.summary["wan"]

		self.assertEqual((wan["name"], wan["connection"], wan["status"]), ("pppoe_gpon", "PPPoE", "Up"))
		self.assertEqual(
			(wan["ip"], wan["gateway"], wan["dns"]), ("203.0.113.7", "203.0.113.1", "198.51.100.1")
		)
		self.assertEqual((wan["username"], wan["vlan"]), ("client@isp.example", 40))

	def test_ports_are_those_on_the_box_and_an_automatic_speed_is_unknown(self):
		ports = by(self.summary["ethernet"], "name")

		self.assertEqual(list(ports), ["LAN1", "LAN2", "LAN3", "WAN"])
		self.assertEqual((ports["LAN1"]["speed_mbps"], ports["LAN1"]["duplex"]), (1000, "Full"))
		self.assertEqual((ports["LAN2"]["speed_mbps"], ports["LAN2"]["duplex"]), (None, None))

	def test_radios_count_their_own_clients_and_the_mesh_s(self):
		radios = by(self.summary["radios"], "band")

		self.assertEqual((radios["2.4GHz"]["clients_direct"], radios["2.4GHz"]["clients_mesh"]), (1, 0))
		self.assertEqual((radios["5GHz"]["clients_direct"], radios["5GHz"]["clients_mesh"]), (1, 2))
		self.assertEqual(radios["5GHz"]["standard"], "a/n/ac/ax")
		self.assertEqual((radios["5GHz"]["channel"], radios["5GHz"]["bandwidth"]), (44, "80MHz"))

	def test_every_wifi_client_of_a_node_is_counted_once(self):
		nodes = by(self.summary["mesh"], "name")
		on_radios = sum(radio["clients_direct"] + radio["clients_mesh"] for radio in self.summary["radios"])

		self.assertEqual((nodes["Salon"]["clients"], nodes["Cuisine"]["clients"]), (2, 2))
		self.assertEqual(on_radios, 4)

	def test_the_mesh_s_own_networks_are_hidden(self):
		networks = by(self.summary["ssids"], "ssid")

		self.assertEqual(list(networks), ["Maison", "Maison 5G", "Maison invités"])
		self.assertEqual(networks["Maison invités"], {
			"band": "2.4GHz", "ssid": "Maison invités", "enabled": False, "guest": True,
		})  # fmt: skip

	def test_a_wifi_client_hangs_on_its_node_with_its_signal(self):
		found = by(self.summary["hosts"], "mac")["00:00:5E:00:53:14"]

		self.assertEqual((found["connection"], found["node"], found["band"]), ("wifi", "Cuisine", "5GHz"))
		self.assertEqual((found["signal_dbm"], found["rate_mbps"]), (-60, 433.0))

	def test_a_client_that_left_has_no_signal(self):
		found = by(self.summary["hosts"], "mac")["00:00:5E:00:53:13"]

		self.assertIs(found["active"], False)
		self.assertEqual((found["node"], found["signal_dbm"], found["connection"]), (None, None, "unknown"))

	def test_wired_clients_are_wired_and_a_static_address_has_no_lease(self):
		hosts = by(self.summary["hosts"], "mac")

		self.assertEqual(hosts["00:00:5E:00:53:16"]["connection"], "wired")
		self.assertEqual(hosts["00:00:5E:00:53:16"]["node"], "Cuisine")
		self.assertEqual(hosts["00:00:5E:00:53:17"]["connection"], "wired")
		self.assertIsNone(hosts["00:00:5E:00:53:17"]["lease_s"])

	def test_a_mesh_node_is_no_host_but_a_client_the_table_lacks_is(self):
		macs = [found["mac"] for found in self.summary["hosts"]]

		self.assertNotIn("00:00:5E:00:53:02", macs)
		self.assertIn("00:00:5E:00:53:15", macs)
		self.assertEqual(len(macs), len(set(macs)))

	def test_a_name_the_device_does_not_know_is_unknown(self):
		self.assertIsNone(by(self.summary["hosts"], "mac")["00:00:5E:00:53:12"]["name"])


class TestMeshOddities(unittest.TestCase):
	def test_a_client_listed_at_two_nodes_is_where_it_came_last(self):
		moved = client(0x14, 70, AssociationTime="2026-11-20T13:50:00Z")
		before = client(0x14, 140, AssociationTime="2026-11-20T09:00:00Z")
		device = xx230v(
			under(f"{NODE_2}.Radio.2.AP.2.AssociatedDevice.1", moved),
			under("Device.WiFi.MultiAP.APDevice.1.Radio.2.AP.2.AssociatedDevice.7", before),
		)

		summary = summarize(device, now=NOW)

		self.assertEqual(by(summary["hosts"], "mac")["00:00:5E:00:53:14"]["node"], "Cuisine")
		self.assertEqual(by(summary["mesh"], "name")["Salon"]["clients"], 2)

	def test_nodes_of_one_name_stay_apart(self):
		summary = summarize(xx230v({f"{NODE_2}.X_TP_HostName": "Salon"}), now=NOW)

		self.assertEqual([node["name"] for node in summary["mesh"]], ["Salon", "Salon (53:02)"])
		self.assertEqual(by(summary["hosts"], "mac")["00:00:5E:00:53:14"]["node"], "Salon (53:02)")

	def test_the_clients_of_a_lost_node_are_not_counted(self):
		summary = summarize(xx230v({f"{NODE_2}.X_TP_Active": False}), now=NOW)

		self.assertEqual(by(summary["mesh"], "name")["Cuisine"]["clients"], 0)
		self.assertEqual(by(summary["radios"], "band")["5GHz"]["clients_mesh"], 0)

	def test_counts_are_unknown_while_a_client_list_was_not_fetched(self):
		unfetched = {f"{NODE_2}.Radio.1.AP.2.AssociatedDeviceNumberOfEntries": 3}

		summary = summarize(xx230v(unfetched), now=NOW)

		self.assertEqual([node["clients"] for node in summary["mesh"]], [None, None])
		self.assertEqual([radio["clients_mesh"] for radio in summary["radios"]], [None, None])

	def test_two_radios_of_one_band_keep_their_clients_apart(self):
		second = {
			"Device.WiFi.Radio.3.OperatingFrequencyBand": "5GHz",
			"Device.WiFi.Radio.3.Channel": 149,
			**under("Device.WiFi.MultiAP.APDevice.1.Radio.3", {
				"OperatingFrequencyBand": "5GHz", "Channel": 149, "AP.1.X_TP_Type": "Primary",
			}),
			**under("Device.WiFi.MultiAP.APDevice.1.Radio.3.AP.1.AssociatedDevice.1", client(0x30, 120)),
		}  # fmt: skip

		radios = by(summarize(xx230v(second), now=NOW)["radios"], "channel")

		self.assertEqual((radios[44]["clients_direct"], radios[149]["clients_direct"]), (1, 1))

	def test_a_node_known_by_its_address_is_no_host(self):
		uplink = host(0x77, IPAddress="192.168.0.2")

		summary = summarize(xx230v(under("Device.Hosts.Host.9", uplink)), now=NOW)

		self.assertNotIn("00:00:5E:00:53:77", by(summary["hosts"], "mac"))

	def test_three_nodes_group_their_clients(self):
		third = mesh_node(3, "Sous-sol", 3, **under("Radio.1.AP.2.AssociatedDevice.1", client(0x31, 90)))

		summary = summarize(xx230v(third), now=NOW)

		self.assertEqual([node["clients"] for node in summary["mesh"]], [2, 2, 1])
		self.assertEqual(by(summary["hosts"], "node")["Sous-sol"]["signal_dbm"], -65)


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
