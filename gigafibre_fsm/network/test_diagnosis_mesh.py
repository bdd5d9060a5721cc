"""What a summary says of a TP-Link mesh: whose clients they are, and which of them count."""

import unittest

from gigafibre_fsm.network.diagnosis import summarize
from gigafibre_fsm.tests.modem_trees import NOW, client, host, under
from gigafibre_fsm.tests.modems import mesh_node, xx230v
from gigafibre_fsm.tests.summary_contract import assert_contract, by

NODE_2 = "Device.WiFi.MultiAP.APDevice.2"


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
