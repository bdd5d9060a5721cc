"""Four real devices' trees, where the public collection lies beside the checkout (its files stay there)."""

import unittest

from gigafibre_fsm.network.diagnosis import summarize
from gigafibre_fsm.tests.real_modems import REAL_DEVICES, real_device
from gigafibre_fsm.tests.summary_contract import assert_contract


def codes(summary: dict) -> set[str]:
	"""What is said besides that these devices have been silent since 2023."""
	return {row["code"] for row in summary["findings"]} - {"offline_days"}


@unittest.skipUnless(REAL_DEVICES.is_dir(), "the real devices' trees (../shared/data/cpe) are not here")
class TestRealDevices(unittest.TestCase):
	maxDiff = None

	def read(self, name: str) -> dict:
		summary = summarize(real_device(name))
		assert_contract(self, summary)
		return summary

	def test_tplink_xx230v(self):
		summary = self.read("tplink-xx230v")
		device, wan = summary["device"], summary["wan"]

		self.assertEqual((device["model"], device["gpon_sn"]), ("XX230v", "TPLGB4FB2AC8"))
		self.assertEqual((device["uptime_s"], device["cpu_pct"], device["memory_free_pct"]), (15_687, 0, 35))
		self.assertEqual((device["last_inform"], device["online"]), ("2023-04-26T22:05:10.679Z", False))
		self.assertEqual(
			summary["optical"],
			{
				"status": "Up",
				"rx_dbm": -2.5,
				"tx_dbm": 1.73,
				"temperature_c": 47.9,
				"voltage_v": 3.298,
				"bias_ma": 16.6,
				"confidence": "confirmed",
			},
		)
		self.assertEqual([row["name"] for row in wan], ["pppoe_gpon_2_1", "ipoe_0_0_d"])
		self.assertEqual(
			(wan[0]["ip"], wan[0]["gateway"], wan[0]["vlan"]), ("192.168.89.137", "192.168.89.1", 2)
		)
		self.assertEqual((wan[0]["dns"], wan[0]["username"]), ("192.168.88.1", "redacted"))
		self.assertEqual((wan[1]["status"], wan[1]["ip"]), ("Down", None))
		self.assertEqual(
			[port["name"] for port in summary["ethernet"]], ["LAN1", "LAN2", "LAN3", "LAN4", "WAN"]
		)
		self.assertEqual([port["status"] for port in summary["ethernet"]], ["Up", "Up", "Up", "Down", "Down"])
		self.assertEqual([radio["channel"] for radio in summary["radios"]], [10, 153])
		self.assertEqual([radio["clients_direct"] for radio in summary["radios"]], [0, 0])
		self.assertEqual(
			[row["ssid"] for row in summary["ssids"] if row["enabled"]], ["TP-Link_2AC8", "TP-Link_2AC8_5G"]
		)
		self.assertEqual(len(summary["ssids"]), 8)
		self.assertEqual([node["name"] for node in summary["mesh"]], ["XX230v_2AC8"])
		[host] = summary["hosts"]
		self.assertEqual((host["active"], host["connection"], host["signal_dbm"]), (False, "unknown", None))
		self.assertEqual(codes(summary), {"rx_overload", "wan_private", "radio_wide"})

	def test_tplink_ex220(self):
		summary = self.read("tplink-ex220")
		[wan] = summary["wan"]

		self.assertEqual((summary["device"]["model"], summary["device"]["gpon_sn"]), ("EX220", None))
		self.assertEqual(summary["optical"]["confidence"], "none")
		self.assertEqual(
			(wan["connection"], wan["ip"], wan["gateway"]), ("DHCP", "192.168.88.38", "192.168.88.1")
		)
		self.assertEqual((wan["dns"], wan["vlan"]), ("192.168.88.1", None))
		self.assertEqual(
			[(port["name"], port["speed_mbps"]) for port in summary["ethernet"]],
			[("LAN1", None), ("LAN2", None), ("LAN3", None), ("LAN4", 1000), ("WAN", 1000)],
		)
		self.assertEqual([radio["clients_direct"] for radio in summary["radios"]], [1, 1])
		self.assertEqual(
			[
				(host["connection"], host["band"], host["signal_dbm"], host["rate_mbps"])
				for host in summary["hosts"]
			],
			[("wifi", "2.4GHz", -34, 57.0), ("wifi", "5GHz", -55, 433.0), ("wired", None, None, None)],
		)
		self.assertEqual([host["lease_s"] for host in summary["hosts"]], [4841, 6089, None])
		self.assertEqual({host["node"] for host in summary["hosts"] if host["active"]}, {"EX220_9E1E"})

	def test_huawei_eg8145v5(self):
		summary = self.read("huawei-eg8145v5")
		wan = summary["wan"]

		self.assertEqual(
			(summary["device"]["model"], summary["device"]["gpon_sn"]), ("EG8145V5", "HWTCA94196A5")
		)
		self.assertEqual(
			(summary["optical"]["rx_dbm"], summary["optical"]["confidence"]), (-3.0, "confirmed")
		)
		self.assertEqual((summary["optical"]["voltage_v"], summary["optical"]["bias_ma"]), (3.415, 7.0))
		self.assertEqual([row["status"] for row in wan], ["Up", "Up", "Down", "Connecting"])
		self.assertEqual([row["ip"] for row in wan], ["192.168.88.59", "192.168.89.198", None, None])
		self.assertEqual([row["connection"] for row in wan], ["DHCP", "PPPoE", "PPPoE", "DHCP"])
		self.assertEqual({port["status"] for port in summary["ethernet"]}, {"Down"})
		self.assertEqual(
			[(radio["band"], radio["channel"], radio["standard"]) for radio in summary["radios"]],
			[("2.4GHz", 2, "b/g/n"), ("5GHz", 36, "ac")],
		)
		self.assertEqual(summary["hosts"], [])
		self.assertEqual(
			codes(summary), {"rx_overload", "ppp_authentication", "ppp_no_carrier", "wan_private", "no_hosts"}
		)

	def test_huawei_bm632w(self):
		summary = self.read("huawei-bm632w-tr098")
		[wan] = summary["wan"]

		self.assertEqual((summary["device"]["model"], summary["device"]["online"]), ("BM632w", None))
		self.assertEqual(summary["device"]["serial"], "8KA8WA1151100043")
		self.assertEqual(
			(wan["service"], wan["ip"], wan["status"]), ("Internet,TR069,VoIP", "172.3.89.139", "Up")
		)
		self.assertEqual(wan["dns"], "5.42.195.218, 5.42.195.219")
		self.assertEqual(
			[(radio["channel"], radio["clients_direct"]) for radio in summary["radios"]], [(9, 3)]
		)
		self.assertEqual([host["connection"] for host in summary["hosts"]], ["wifi"] * 6)
		self.assertEqual({host["band"] for host in summary["hosts"]}, {"2.4GHz"})
		self.assertEqual(codes(summary), set())
