"""The simulated devices: their structure is the vendors' own, their values hold together."""

import math
import tempfile
import unittest
from pathlib import Path

from sandbox.simulators.genieacs import (
	Client,
	GenieACSSimulator,
	demo_catalogue,
	eg8145v5,
	fleet,
	ht803g,
	load,
	xx230v,
)
from sandbox.simulators.genieacs.tree import leaves, node, value_at

APS = "Device.WiFi.MultiAP.APDevice"


def clients_of(document, kind="Primary"):
	"""MAC → (node name, band) of every client the mesh shows on access points of this kind."""
	found = {}
	for path, leaf in leaves(node(document, APS), APS):
		if path.endswith(".MACAddress") and ".AssociatedDevice." in path:
			above = path.split(".AssociatedDevice.")[0]
			name = value_at(document, ".".join(path.split(".")[:5]) + ".X_TP_HostName")
			band = value_at(document, ".".join(path.split(".")[:7]) + ".OperatingFrequencyBand")
			if value_at(document, f"{above}.X_TP_Type") == kind:
				found[leaf["_value"]] = (name, band)
	return found


class Xx230v(unittest.TestCase):
	def setUp(self):
		self.document = xx230v().document

	def test_it_is_known_by_model_name_only(self):
		self.assertEqual(self.document["_deviceId"]["_ProductClass"], "Device2")
		self.assertEqual(value_at(self.document, "Device.DeviceInfo.ModelName"), "XX230v")

	def test_the_light_is_raw_and_the_standard_parameter_reads_zero(self):
		optical = "Device.Optical.Interface.1"
		raw = value_at(self.document, f"{optical}.X_TP_GPON_Config.RXPower")

		self.assertAlmostEqual(10 * math.log10(raw / 10000), -19.6, places=1)
		self.assertEqual(value_at(self.document, f"{optical}.OpticalSignalLevel"), 0)
		self.assertEqual(value_at(self.document, f"{optical}.GponAuth.GponSn"), "54504C47B4A1C287")

	def test_the_house_has_three_nodes_and_a_dozen_clients_on_them(self):
		names = [value_at(self.document, f"{APS}.{index}.X_TP_HostName") for index in (1, 2, 3)]
		controllers = [value_at(self.document, f"{APS}.{index}.X_TP_IsController") for index in (1, 2, 3)]

		self.assertEqual(names, ["Sous-sol", "Corridor", "Chambre"])
		self.assertEqual(controllers, [True, False, False])
		self.assertGreaterEqual(value_at(self.document, "Device.Hosts.HostNumberOfEntries"), 12)
		self.assertEqual({name for name, _band in clients_of(self.document).values()}, set(names))
		self.assertEqual(len(clients_of(self.document, "Guest")), 1)

	def test_every_wireless_client_is_a_host_with_the_same_mac(self):
		hosts = {
			leaf["_value"]
			for path, leaf in leaves(node(self.document, "Device.Hosts.Host"), "Device.Hosts.Host")
			if path.endswith(".PhysAddress")
		}
		self.assertLessEqual(set(clients_of(self.document)), hosts)

	def test_signals_are_rcpi_in_the_mesh(self):
		document = xx230v(clients=[Client("tv", 0, "5GHz", -60)]).document

		signal = value_at(document, f"{APS}.1.Radio.2.AP.2.AssociatedDevice.1.SignalStrength")

		self.assertEqual(signal / 2 - 110, -60)

	def test_the_same_serial_always_gives_the_same_device(self):
		self.assertEqual(clients_of(xx230v("1").document), clients_of(xx230v("1").document))
		self.assertNotEqual(clients_of(xx230v("1").document), clients_of(xx230v("2").document))

	def test_a_house_in_the_dark_has_no_address(self):
		document = xx230v(rx_dbm=None).document

		self.assertEqual(value_at(document, "Device.Optical.Interface.1.X_TP_GPON_Config.RXPower"), 0)
		self.assertEqual(value_at(document, "Device.PPP.Interface.3.ConnectionStatus"), "Disconnected")
		self.assertEqual(value_at(document, "Device.IP.Interface.6.IPv4Address.1.IPAddress"), "0.0.0.0")


class Others(unittest.TestCase):
	def test_tr_098_devices_have_their_own_root(self):
		for model in (eg8145v5(), ht803g()):
			with self.subTest(model.id):
				self.assertNotIn("Device", model.document)
				wan = "InternetGatewayDevice.WANDevice.1.WANConnectionDevice.1.WANPPPConnection.1"
				self.assertTrue(value_at(model.document, f"{wan}.ExternalIPAddress").startswith("203.0.113."))

	def test_a_fleet_is_always_the_same(self):
		first, again = ([(m.id, m.mode) for m in fleet(50)] for _ in range(2))

		self.assertEqual(first, again)
		self.assertEqual(len({name for name, _mode in first}), 50)


class Catalogue(unittest.TestCase):
	def test_each_trouble_is_there_once_among_devices_that_are_all_different(self):
		catalogue = demo_catalogue()
		stories = [device.story for device in catalogue if device.story != "healthy"]

		self.assertEqual(len(stories), len(set(stories)))
		for field in ("serial", "mac"):
			values = [getattr(device, field) for device in catalogue]
			self.assertEqual(len(values), len(set(values)), field)
		self.assertGreaterEqual(len(catalogue), 40)
		self.assertEqual(catalogue[0].gpon_sn, "TPLGB4A1C287")

	def test_every_demo_device_can_be_served(self):
		with GenieACSSimulator([device.device for device in demo_catalogue()]) as acs:
			self.assertEqual(len(acs.devices()), len(demo_catalogue()))


class Files(unittest.TestCase):
	def test_a_csv_of_parameters_is_a_device(self):
		with tempfile.TemporaryDirectory() as folder:
			path = Path(folder) / "device.csv"
			path.write_text(
				"Parameter,Object,Writable,Value,Type\n"
				"DeviceID.OUI,false,false,1C61B4,xsd:string\n"
				"DeviceID.SerialNumber,false,false,77,xsd:string\n"
				"Device,true,false,,\n"
				"Device.A,true,true,,\n"
				"Device.A.Up,false,false,true,xsd:boolean\n"
				"Device.A.Count,false,true,-3,xsd:int\n"
				"Device.A.Unread,false,false,,\n",
				encoding="utf-8",
			)
			(document,) = load(path)

		self.assertEqual(document["_id"], "1C61B4-77")
		self.assertIs(value_at(document, "Device.A.Up"), True)
		self.assertEqual(value_at(document, "Device.A.Count"), -3)
		self.assertNotIn("_value", node(document, "Device.A.Unread"))
		self.assertTrue(node(document, "Device.A")["_writable"])
