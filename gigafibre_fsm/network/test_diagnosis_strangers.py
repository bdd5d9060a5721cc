"""Modems no profile names, and the Raisecom whose units nobody confirmed: the standard's own leaves must do."""

import unittest

from gigafibre_fsm.network.diagnosis import summarize
from gigafibre_fsm.network.profiles import choose, profiles
from gigafibre_fsm.network.tree import Node
from gigafibre_fsm.tests.modem_trees import NOW, tree, under
from gigafibre_fsm.tests.modems import eg8145v5, xx230v

ROUTER = (
	{"Device.DeviceInfo.Manufacturer": "Zyxel Communications Corp.", "Device.DeviceInfo.ModelName": "AX7501"},
	under("Device.IP.Interface", {
		"1.Name": "lo", "1.Type": "Loopback", "1.Status": "Up", "1.IPv4Address.1.IPAddress": "127.0.0.1",
		"2.Name": "br0", "2.Status": "Up", "2.LowerLayers": "Device.Ethernet.Link.1",
		"2.IPv4Address.1.IPAddress": "192.168.1.1", "2.IPv4Address.1.AddressingType": "Static",
		"3.Name": "ppp", "3.Status": "Up", "3.LowerLayers": "Device.PPP.Interface.1",
		"3.IPv4Address.1.IPAddress": "203.0.113.20",
		"4.Name": "dhcp", "4.Status": "Down", "4.LowerLayers": "Device.Ethernet.VLANTermination.2",
	}),
	under("Device", {
		"Ethernet.Link.1.LowerLayers": "Device.Bridging.Bridge.1.Port.1",
		"PPP.Interface.1.LowerLayers": "Device.Ethernet.VLANTermination.1",
		"PPP.Interface.1.Username": "stranger@isp.example",
		"Ethernet.VLANTermination.1.VLANID": 35,
		"Ethernet.VLANTermination.1.LowerLayers": "Device.Ethernet.Link.2",
		"DHCPv4.Client.1.Interface": "Device.IP.Interface.4",
		"Routing.Router.1.IPv4Forwarding.1.Interface": "Device.IP.Interface.3",
		"Routing.Router.1.IPv4Forwarding.1.GatewayIPAddress": "203.0.113.1",
		"DNS.Client.Server.1.Interface": "Device.IP.Interface.3",
		"DNS.Client.Server.1.DNSServer": "198.51.100.1",
		"DNS.Client.Server.2.Interface": "Device.IP.Interface.3.",
		"DNS.Client.Server.2.DNSServer": "198.51.100.2",
		"Optical.Interface.1.Status": "Up",
		"Optical.Interface.1.OpticalSignalLevel": -19_500,
		"Optical.Interface.1.TransmitOpticalLevel": 2_100,
		"Ethernet.Interface.1.Name": "eth0",
		"Ethernet.Interface.1.Status": "Up",
		"Ethernet.Interface.1.CurrentBitRate": 2500,
		"Ethernet.Interface.1.MaxBitRate": 10_000,
	}),
	under("Device.WiFi", {
		"Radio.1.OperatingFrequencyBand": "5GHz", "Radio.1.Channel": 100, "Radio.1.Enable": True,
		"SSID.1.SSID": "Maison", "SSID.1.LowerLayers": "Device.WiFi.Radio.1", "SSID.1.Enable": True,
		"SSID.2.SSID": "0f3283fc16fbe40ef34d16263ca375", "SSID.2.LowerLayers": "Device.WiFi.Radio.1",
		"AccessPoint.1.SSIDReference": "Device.WiFi.SSID.1",
		"AccessPoint.1.AssociatedDevice.1.MACAddress": "00:00:5e:00:53:41",
		"AccessPoint.1.AssociatedDevice.1.Active": True,
		"AccessPoint.1.AssociatedDevice.1.SignalStrength": -67,
		"AccessPoint.1.AssociatedDevice.1.LastDataDownlinkRate": 130_000,
		"AccessPoint.2.SSIDReference": "Device.WiFi.SSID.2",
		"AccessPoint.2.SSIDAdvertisementEnabled": False,
	}),
	under("Device.Hosts.Host", {
		"1.PhysAddress": "00:00:5E:00:53:41", "1.Active": True, "1.Layer1Interface": "Device.WiFi.SSID.1.",
		"2.PhysAddress": "00:00:5E:00:53:42", "2.Active": True, "2.Layer1Interface": "Device.Ethernet.Interface.1",
		"3.PhysAddress": "00:00:5E:00:53:43", "3.Active": False, "3.Layer1Interface": "Device.WiFi.SSID.1.",
	}),
)  # fmt: skip


class TestAnyTr181(unittest.TestCase):
	def setUp(self):
		self.summary = summarize(tree(*ROUTER), now=NOW)

	def test_ways_out_are_told_from_the_home_by_what_they_stand_on(self):
		ppp, dhcp = self.summary["wan"]

		self.assertEqual((ppp["connection"], ppp["ip"], ppp["vlan"]), ("PPPoE", "203.0.113.20", 35))
		self.assertEqual((ppp["gateway"], ppp["dns"]), ("203.0.113.1", "198.51.100.1, 198.51.100.2"))
		self.assertEqual((dhcp["connection"], dhcp["status"]), ("DHCP", "Down"))

	def test_light_is_in_the_standard_s_unit(self):
		optical = self.summary["optical"]

		self.assertEqual((optical["rx_dbm"], optical["tx_dbm"]), (-19.5, 2.1))
		self.assertEqual(optical["confidence"], "confirmed")

	def test_light_in_another_unit_is_unconfirmed(self):
		for raw, dbm in ((-21, -21.0), (-215, -21.5)):
			optical = summarize(tree(*ROUTER, {"Device.Optical.Interface.1.OpticalSignalLevel": raw}))[
				"optical"
			]
			self.assertEqual((optical["rx_dbm"], optical["confidence"]), (dbm, "unconfirmed"))

	def test_a_level_never_measured_is_unknown(self):
		optical = summarize(tree(*ROUTER, {"Device.Optical.Interface.1.OpticalSignalLevel": 0}))["optical"]

		self.assertEqual((optical["rx_dbm"], optical["status"], optical["confidence"]), (None, "Up", "none"))

	def test_the_current_rate_of_a_port_goes_before_its_highest(self):
		self.assertEqual(self.summary["ethernet"][0]["speed_mbps"], 2500)

	def test_an_access_point_s_signal_is_in_dbm(self):
		first, wired, gone = self.summary["hosts"]

		self.assertEqual((first["connection"], first["band"], first["signal_dbm"]), ("wifi", "5GHz", -67))
		self.assertEqual((wired["connection"], wired["band"]), ("wired", None))
		self.assertEqual((gone["connection"], gone["band"], gone["signal_dbm"]), ("wifi", "5GHz", None))

	def test_clients_are_counted_on_the_radio_and_a_mesh_is_not_invented(self):
		[radio] = self.summary["radios"]

		self.assertEqual((radio["clients_direct"], radio["clients_mesh"]), (1, None))
		self.assertEqual(self.summary["mesh"], [])

	def test_hidden_made_up_networks_are_the_mesh_s_own(self):
		self.assertEqual([network["ssid"] for network in self.summary["ssids"]], ["Maison"])


class TestEasyMesh(unittest.TestCase):
	def test_the_standard_mesh_view_gives_nodes_and_clients(self):
		network = under("Device.WiFi.DataElements.Network", {
			"ControllerID": "00:00:5E:00:53:01",
			"Device.1.ID": "00:00:5E:00:53:01",
			"Device.1.ManufacturerModel": "Beacon 6",
			"Device.1.Radio.1.CurrentOperatingClassProfile.1.Class": 128,
			"Device.1.Radio.1.CurrentOperatingClassProfile.1.Channel": 100,
			"Device.1.Radio.1.BSS.1.STANumberOfEntries": 0,
			"Device.2.ID": "00:00:5E:00:53:02",
			"Device.2.ManufacturerModel": "Beacon 2",
			"Device.2.MultiAPDevice.Backhaul.LinkType": "Wi-Fi",
			"Device.2.Radio.1.CurrentOperatingClassProfile.1.Class": 128,
			"Device.2.Radio.1.BSS.1.STA.1.MACAddress": "00:00:5E:00:53:42",
			"Device.2.Radio.1.BSS.1.STA.1.SignalStrength": 104,
			"Device.2.Radio.1.BSS.1.STA.1.LastDataDownlinkRate": 866_000,
			"Device.2.Radio.1.BSS.2.BackhaulUse": True,
			"Device.2.Radio.1.BSS.2.STA.1.MACAddress": "00:00:5E:00:53:44",
		})  # fmt: skip

		summary = summarize(tree(*ROUTER, network), now=NOW)

		self.assertEqual(
			[(node["name"], node["controller"], node["clients"]) for node in summary["mesh"]],
			[("Beacon 6", True, 0), ("Beacon 2", False, 1)],
		)
		self.assertEqual(summary["radios"][0]["clients_mesh"], 1)
		client = next(host for host in summary["hosts"] if host["mac"] == "00:00:5E:00:53:42")
		self.assertEqual(
			(client["node"], client["signal_dbm"], client["rate_mbps"]), ("Beacon 2", -58, 866.0)
		)


class TestTr098(unittest.TestCase):
	OPTICS = "InternetGatewayDevice.WANDevice.1.X_CT-COM_GponInterfaceConfig"
	HT803G = {
		"InternetGatewayDevice.DeviceInfo.Manufacturer": "Raisecom",
		"InternetGatewayDevice.DeviceInfo.ModelName": "HT803G",
	}

	def test_a_raisecom_s_light_is_read_and_marked_unconfirmed(self):
		summary = summarize(tree(self.HT803G, {f"{self.OPTICS}.RXPower": 58}), now=NOW)

		self.assertEqual((summary["device"]["vendor"], summary["optical"]["rx_dbm"]), ("Raisecom", -22.37))
		self.assertEqual(summary["optical"]["confidence"], "unconfirmed")

	def test_a_stranger_s_negative_figure_is_dbm(self):
		for branch in ("X_ZTE-COM_WANPONInterfaceConfig", "X_FH_GponInterfaceConfig"):
			device = tree({f"InternetGatewayDevice.WANDevice.1.{branch}.RXPower": "-22.5 dBm"})
			optical = summarize(device, now=NOW)["optical"]
			self.assertEqual((optical["rx_dbm"], optical["confidence"]), (-22.5, "confirmed"))

	def test_a_stranger_s_positive_figure_is_only_likely(self):
		device = tree({"InternetGatewayDevice.WANDevice.1.X_ZTE-COM_WANPONInterfaceConfig.RXPower": "233"})

		optical = summarize(device, now=NOW)["optical"]

		self.assertEqual((optical["rx_dbm"], optical["confidence"]), (-16.33, "unconfirmed"))

	def test_service_and_vlan_are_read_from_the_name_when_nothing_else_tells(self):
		connection = "InternetGatewayDevice.WANDevice.1.WANConnectionDevice.4.WANPPPConnection.1"

		[wan] = summarize(tree({f"{connection}.Name": "4_TR069_INTERNET_R_VID_835"}), now=NOW)["wan"]

		self.assertEqual((wan["service"], wan["vlan"], wan["connection"]), ("TR069,Internet", 835, "PPPoE"))

	def test_a_bridge_needs_no_address(self):
		connection = "InternetGatewayDevice.WANDevice.1.WANConnectionDevice.1.WANIPConnection.1"
		bridge = {f"{connection}.ConnectionStatus": "Connected", f"{connection}.ConnectionType": "IP_Bridged"}

		summary = summarize(tree(bridge), now=NOW)

		self.assertEqual(summary["wan"][0]["connection"], "Bridge")
		self.assertNotIn("wan_no_address", [row["code"] for row in summary["findings"]])


class TestProfiles(unittest.TestCase):
	def test_each_family_is_recognised(self):
		named = {profile.manufacturer: profile for profile in profiles()}

		self.assertIs(choose(Node(xx230v())), named["TP-?Link"])
		self.assertIs(choose(Node(eg8145v5())), named["Huawei"])
		self.assertIs(choose(Node(tree(TestTr098.HT803G))), named["Raisecom"])

	def test_a_stranger_gets_its_data_model_s_own(self):
		self.assertEqual(
			(choose(Node(tree(*ROUTER))).root, choose(Node(tree(*ROUTER))).manufacturer), ("Device", "")
		)
		self.assertEqual(choose(Node({})).root, "Device")
		self.assertEqual(choose(Node(tree({"InternetGatewayDevice.X.Y": 1}))).root, "InternetGatewayDevice")
