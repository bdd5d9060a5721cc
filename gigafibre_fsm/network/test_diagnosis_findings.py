"""What is said about a modem in trouble: the figure, its unit, the likely cause; and silence about a healthy one."""

import string
import unittest

from gigafibre_fsm.network.diagnosis import examine, summarize
from gigafibre_fsm.network.findings import SEVERITIES, TEMPLATES, Finding, template
from gigafibre_fsm.tests.modem_trees import NOW, client, tree, under
from gigafibre_fsm.tests.modems import eg8145v5, xx230v

GPON = "Device.Optical.Interface.1.X_TP_GPON_Config"
PPP = "InternetGatewayDevice.WANDevice.1.WANConnectionDevice.1.WANPPPConnection.1"
NODE_1 = "Device.WiFi.MultiAP.APDevice.1"
NODE_2 = "Device.WiFi.MultiAP.APDevice.2"
CALM = under(f"{NODE_2}.Radio.2.AP.2.AssociatedDevice.2", client(0x15, 120))
"""The sample mesh without its weak client."""


def said(device: dict, now=NOW) -> dict[str, tuple[str, str]]:
	"""Code → (severity, text) of every finding."""
	return {row["code"]: (row["severity"], row["text"]) for row in summarize(device, now=now)["findings"]}


class TestFindings(unittest.TestCase):
	def assert_said(self, device: dict, severity: str, code: str, *words: str) -> None:
		findings = said(device)
		self.assertIn(code, findings)
		self.assertEqual(findings[code][0], severity)
		for word in words:
			self.assertIn(word, findings[code][1])

	def test_a_healthy_modem_gives_nothing_to_say(self):
		self.assertEqual(said(xx230v(CALM)), {})
		self.assertEqual(said(eg8145v5()), {})


class TestFibre(TestFindings):
	def with_rx(self, raw: object) -> dict:
		return xx230v(CALM, {f"{GPON}.RXPower": raw})

	def test_no_light(self):
		self.assert_said(self.with_rx(0), "critical", "no_light", "No light")

	def test_weak_light_names_figure_limit_and_cause(self):
		self.assert_said(
			self.with_rx(14), "critical", "rx_weak", "Rx −28.5 dBm: below −27, likely bend or dirty connector"
		)

	def test_light_near_the_limit_is_a_warning(self):
		self.assert_said(self.with_rx(25), "warning", "rx_marginal", "−26.0 dBm")

	def test_too_much_light(self):
		self.assert_said(self.with_rx(5624), "critical", "rx_overload", "Rx −2.5 dBm: above −8", "attenuator")

	def test_an_unconfirmed_figure_is_told_but_not_judged(self):
		findings = said(self.with_rx(-285))

		self.assertEqual(findings["rx_unconfirmed"][0], "info")
		self.assertNotIn("rx_weak", findings)

	def test_light_only_gets_graver_as_it_weakens(self):
		grave = {"rx_marginal": 1, "rx_weak": 2, "no_light": 3}
		ranks = [
			max([grave.get(code, 0) for code in said(self.with_rx(raw))] or [0]) for raw in range(400, -1, -1)
		]

		self.assertEqual(ranks, sorted(ranks))
		self.assertEqual((ranks[0], ranks[-1]), (0, 3))

	def test_a_tired_laser(self):
		self.assert_said(xx230v({f"{GPON}.TXPower": 6000}), "warning", "tx_low", "Tx −2.2 dBm: below 0")
		self.assert_said(xx230v({f"{GPON}.BiasCurrent": 40_000}), "warning", "laser_bias_high", "80.0 mA")

	def test_a_hot_transceiver(self):
		self.assert_said(
			xx230v({f"{GPON}.TransceiverTemperature": 76 * 256}), "warning", "transceiver_hot", "76.0 °C"
		)

	def test_an_optical_interface_that_is_down(self):
		broken = {"Device.Optical.Interface.1.Status": "Down", "Device.IP.Interface.6.Status": "Down"}

		self.assert_said(xx230v(broken), "critical", "optical_down", "Down")

	def test_optics_never_fetched(self):
		self.assert_said(self.with_rx(...), "info", "optical_unread", "press refresh")


class TestWayOut(TestFindings):
	def test_a_refused_login_names_the_user(self):
		refused = {
			f"{PPP}.ConnectionStatus": "Disconnected",
			f"{PPP}.LastConnectionError": "ERROR_AUTHENTICATION_FAILURE",
		}

		self.assert_said(
			eg8145v5(refused), "critical", "ppp_authentication", "client@isp.example", "password"
		)

	def test_a_failed_connection_is_less_grave_while_another_works(self):
		other = under("InternetGatewayDevice.WANDevice.1.WANConnectionDevice.2.WANIPConnection.1", {
			"Name": "2_INTERNET_R_VID_200",
			"ConnectionStatus": "Disconnected",
			"LastConnectionError": "ERROR_NO_CARRIER",
		})  # fmt: skip

		self.assert_said(eg8145v5(other), "warning", "ppp_no_carrier", "2_INTERNET_R_VID_200")

	def test_an_old_error_of_a_connection_that_is_up_is_no_news(self):
		self.assertEqual(said(eg8145v5({f"{PPP}.LastConnectionError": "ERROR_USER_DISCONNECT"})), {})

	def test_down_without_a_reason(self):
		self.assert_said(
			xx230v({"Device.IP.Interface.6.Status": "Down"}), "critical", "wan_down", "pppoe_gpon: Down"
		)

	def test_an_error_no_one_described_is_given_in_the_device_s_word(self):
		failed = {f"{PPP}.ConnectionStatus": "Disconnected", f"{PPP}.LastConnectionError": "ERROR_UNKNOWN"}

		self.assert_said(eg8145v5(failed), "critical", "wan_error", "ERROR_UNKNOWN")

	def test_a_voice_connection_that_is_down_is_not_the_internet(self):
		voice = under("InternetGatewayDevice.WANDevice.1.WANConnectionDevice.3.WANIPConnection.1", {
			"Name": "3_VOICE_R_VID_300", "ConnectionStatus": "Disconnected", "X_HW_SERVICELIST": "VOIP",
		})  # fmt: skip

		self.assertEqual(said(eg8145v5(voice)), {})

	def test_addresses_the_internet_cannot_reach(self):
		address = "Device.IP.Interface.6.IPv4Address.1.IPAddress"

		self.assert_said(
			xx230v({address: "192.168.88.2"}), "info", "wan_private", "192.168.88.2", "double NAT"
		)
		self.assert_said(xx230v({address: "100.64.12.1"}), "info", "wan_shared", "100.64.12.1", "CGNAT")
		self.assert_said(xx230v({address: "0.0.0.0"}), "warning", "wan_no_address", "pppoe_gpon")


class TestPresence(TestFindings):
	def test_silence_is_told_in_the_unit_a_person_would_use(self):
		for informed, code, words in (
			("2026-11-20T13:20:00Z", "offline_minutes", "40 min"),
			("2026-11-20T02:00:00Z", "offline_hours", "12 h"),
			("2026-11-10T02:00:00Z", "offline_days", "10 days"),
		):
			self.assert_said(xx230v({"_lastInform": informed}), "critical", code, words)

	def test_silence_comes_before_everything_else(self):
		device = xx230v({"_lastInform": "2026-11-10T02:00:00Z", f"{GPON}.RXPower": 14})

		codes = [row["code"] for row in summarize(device, now=NOW)["findings"]]

		self.assertEqual(codes[:2], ["offline_days", "rx_weak"])

	def test_a_recent_restart(self):
		self.assert_said(xx230v({"Device.DeviceInfo.UpTime": 700}), "info", "restarted", "11 min")

	def test_short_of_breath(self):
		self.assert_said(
			xx230v({"Device.DeviceInfo.ProcessStatus.CPUUsage": 97}), "warning", "cpu_busy", "97 %"
		)
		self.assert_said(
			xx230v({"Device.DeviceInfo.MemoryStatus.Free": 9000}), "warning", "memory_short", "4 %"
		)


class TestHouse(TestFindings):
	def test_a_weak_client_is_named_with_its_node(self):
		weak = under(f"{NODE_1}.Radio.1.AP.2.AssociatedDevice.1", client(0x11, 50))

		self.assert_said(xx230v(CALM, weak), "warning", "client_weak", "host-17 receives −85 dBm at Salon")

	def test_many_weak_clients_are_summed_up_after_the_worst(self):
		crowd = {
			path: value
			for number in range(8)
			for path, value in under(
				f"{NODE_1}.Radio.1.AP.2.AssociatedDevice.{number + 1}", client(0x40 + number, 40 + number)
			).items()
		}

		findings = examine(xx230v(CALM, crowd), now=NOW).findings

		self.assertEqual([finding.code for finding in findings], ["client_weak"] * 5 + ["clients_weak"])
		self.assertEqual(findings[0].values["signal_dbm"], -90)
		self.assertEqual(findings[-1].values["count"], 3)

	def test_a_node_that_is_gone_and_one_that_hears_badly(self):
		self.assert_said(xx230v({f"{NODE_2}.X_TP_Active": False}), "warning", "mesh_node_lost", "Cuisine")
		self.assert_said(
			xx230v({f"{NODE_2}.BackhaulSignalStrength": 60}),
			"warning",
			"mesh_backhaul_weak",
			"Cuisine",
			"−80 dBm",
		)

	def test_wifi_off(self):
		off = {"Device.WiFi.Radio.1.Enable": False}

		self.assert_said(xx230v(off), "info", "radio_off", "2.4 GHz")
		self.assert_said(xx230v(off, {"Device.WiFi.Radio.2.Enable": False}), "warning", "wifi_off")

	def test_a_network_without_a_password(self):
		self.assert_said(
			xx230v({"Device.WiFi.AccessPoint.1.Security.ModeEnabled": "None"}),
			"warning",
			"wifi_open",
			"Maison",
		)
		self.assertNotIn(
			"wifi_open", said(xx230v({"Device.WiFi.AccessPoint.6.Security.ModeEnabled": "None"}))
		)

	def test_wide_channels_where_neighbours_are(self):
		wide = {"Device.WiFi.Radio.1.CurrentOperatingChannelBandwidth": "40MHz"}

		self.assert_said(xx230v(wide), "info", "radio_wide", "40 MHz")

	def test_slow_ports(self):
		port = "Device.Ethernet.Interface.2"

		self.assert_said(xx230v({f"{port}.MaxBitRate": 100}), "info", "ethernet_slow", "LAN1", "100 Mbit/s")
		self.assert_said(xx230v({f"{port}.DuplexMode": "Half"}), "warning", "ethernet_half_duplex", "LAN1")

	def test_hosts_never_fetched_and_none_at_all(self):
		self.assert_said(
			tree({"Device.DeviceInfo.SoftwareVersion": "1"}), "info", "hosts_unread", "press refresh"
		)
		nobody = {"Device.DeviceInfo.SoftwareVersion": "1", "Device.Hosts.HostNumberOfEntries": 0}
		self.assert_said(tree(nobody), "info", "no_hosts")

	def test_of_an_unknown_modem_only_that_is_said(self):
		self.assertEqual(list(said({})), ["nothing_read"])


class TestWords(unittest.TestCase):
	def test_every_template_can_be_filled_by_name(self):
		for code in TEMPLATES:
			names = [name for _, name, _, _ in string.Formatter().parse(template(code)) if name is not None]
			filled = Finding("info", code, dict.fromkeys(names, 1)).text
			self.assertNotIn("{", filled, code)
			self.assertTrue(all(names), code)

	def test_figures_are_written_for_the_reader_s_language(self):
		finding = Finding("critical", "rx_weak", {"rx_dbm": -28.4, "limit": -27})

		self.assertEqual(finding.text, "Rx −28.4 dBm: below −27, likely bend or dirty connector.")
		self.assertEqual(
			finding.say("Rx {rx_dbm} dBm : sous {limit}.", decimal_mark=","), "Rx −28,4 dBm : sous −27."
		)

	def test_names_keep_their_hyphens_and_dots(self):
		finding = Finding("warning", "mesh_node_lost", {"name": "salle-1.a"})

		self.assertIn("salle-1.a", finding.text)

	def test_the_gravest_comes_first(self):
		device = xx230v({f"{GPON}.RXPower": 14, "Device.WiFi.Radio.1.Enable": False})

		severities = [SEVERITIES.index(row["severity"]) for row in summarize(device, now=NOW)["findings"]]

		self.assertEqual(severities, sorted(severities))
		self.assertEqual((severities[0], severities[-1]), (0, 2))
