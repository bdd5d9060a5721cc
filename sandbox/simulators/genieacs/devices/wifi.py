"""The Wi-Fi of a TP-Link Aginet tree: radios, SSIDs, access points and the mesh (INTEGRATIONS.md §2)."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .base import Client, Node, mac, numbered
from .tplink import OUI

Tree = dict[str, Any]
BANDS = ("2.4GHz", "5GHz")
STANDARDS = {"2.4GHz": "b,g,n,ax", "5GHz": "a,n,ac,ax"}
WIDTHS = {"2.4GHz": "40MHz", "5GHz": "80MHz"}


@dataclass(frozen=True, slots=True)
class Air:
	"""What the modem's Wi-Fi is called and where it sends."""

	ssid: str
	guest_ssid: str
	channels: Mapping[str, int]
	guest_enabled: bool = True


@dataclass(frozen=True, slots=True)
class Seen:
	"""A client as its access point sees it."""

	client: Client
	mac: str
	ip: str


def rcpi(dbm: int) -> int:
	"""The signal as MultiAP tells it: dBm = v/2 − 110."""
	return (dbm + 110) * 2


def radios(air: Air) -> Tree:
	return numbered([_radio(band, air.channels[band]) for band in BANDS])


def ssids(air: Air, device_mac: str, dice: random.Random) -> Tree:
	"""Fourteen: 1 = 2.4 GHz main, 3 = 5 GHz main, 6 and 8 = guest, 9–14 = the mesh's hidden backhaul."""
	rows = []
	for index in range(1, 15):
		band = BANDS[_radio_of(index)]
		enabled = index in (1, 3) or index >= 9 or (index in (6, 8) and air.guest_enabled)
		rows.append(
			{
				"Alias": "cpe-wifissid",
				"BSSID": device_mac if index in (1, 3) else "00:00:00:00:00:00",
				"Enable": enabled,
				"LastChange": 0,
				"LowerLayers": f"Device.WiFi.Radio.{BANDS.index(band) + 1}.",
				"Name": f"{'ra' if band == '2.4GHz' else 'rai'}{(index - 1) // 2}",
				"SSID": _ssid(index, air, dice),
				"Stats": dict.fromkeys(("BytesReceived", "BytesSent", "PacketsReceived", "PacketsSent"), 0),
				"Status": "Up" if enabled else "Down",
			}
		)
	return numbered(rows)


def access_points(air: Air, seen: list[Seen]) -> Tree:
	"""One for each SSID. The modem's own clients appear here too, by lower-case MAC and in dBm."""
	rows = []
	for index in range(1, 15):
		kind = "Backhaul" if index >= 9 else "Guest" if index in (6, 8) else "Primary"
		band = BANDS[_radio_of(index)]
		own = [one for one in seen if _is_on(one, 0, band, kind)] if index in (1, 3, 6, 8) else []
		enabled = index in (1, 3) or 9 <= index <= 12 or (index in (6, 8) and air.guest_enabled)
		rows.append(
			{
				"Alias": "cpe-wifiap",
				"AssociatedDevice": numbered([_own_client(one) for one in own]),
				"AssociatedDeviceNumberOfEntries": len(own),
				"Enable": enabled,
				"IsolationEnable": kind == "Guest",
				"MaxAssociatedDevices": 0,
				"SSIDAdvertisementEnabled": kind != "Backhaul",
				"SSIDReference": f"Device.WiFi.SSID.{index}.",
				"Security": {"ModeEnabled": "WPA2-WPA3-Personal", "KeyPassphrase": "", "PreSharedKey": ""},
				"Status": "Up" if enabled else "Down",
				"WMMEnable": True,
				"X_TP_APType": kind,
			}
		)
	return numbered(rows)


def mesh(
	air: Air, nodes: list[Node], seen: list[Seen], about: Mapping[str, Any], dice: random.Random
) -> Tree:
	"""`Device.WiFi.MultiAP`. `about` gives the modem's `mac`, `model`, `serial`, `firmware` and `uptime` (s)."""
	rows = []
	for index, node in enumerate(nodes):
		own_mac = about["mac"] if index == 0 else mac(dice, OUI)
		rows.append(_mesh_node(index, node, own_mac, air, seen, about, dice))
	return {
		"APDevice": numbered(rows),
		"APDeviceNumberOfEntries": len(rows),
		"SteeringSummaryStats": {"BTMAttempts": 0, "BTMFailures": 0, "BTMSuccesses": 0},
		"X_TP_Action_Trigger": False,
	}


def _mesh_node(
	index: int,
	node: Node,
	own_mac: str,
	air: Air,
	seen: list[Seen],
	about: Mapping[str, Any],
	dice: random.Random,
) -> Tree:
	controller = index == 0
	return {
		"BackhaulLinkType": "" if controller else node.backhaul,
		"BackhaulLinkUtilization": 0 if controller else dice.randrange(4, 30),
		"BackhaulMACAddress": "" if controller else about["mac"],
		"BackhaulSignalStrength": 0 if controller or node.backhaul != "Wi-Fi" else rcpi(node.backhaul_dbm),
		"HardwareVersion": f"{node.model} v1.0 00000000",
		"MACAddress": own_mac,
		"Manufacturer": "TP-Link",
		"ManufacturerOUI": OUI,
		"ProductClass": "Device2",
		"Radio": numbered([_mesh_radio(index, band, own_mac, air, seen, dice) for band in BANDS]),
		"RadioNumberOfEntries": 2,
		"SerialNumber": about["serial"] if controller else f"2236{dice.randrange(16**9):09X}",
		"SoftwareVersion": about["firmware"],
		"X_TP_Active": node.active,
		"X_TP_CPUUsage": dice.randrange(1, 20),
		"X_TP_DeviceType": "PON" if controller else "ISP.WIRELESSROUTER",
		"X_TP_HostName": node.name,
		"X_TP_IPAddress": f"192.168.1.{1 + index}",
		"X_TP_IsController": controller,
		"X_TP_LinkRate": 0 if controller else dice.choice((433, 866, 1201)),
		"X_TP_MemoryStatus": {"Free": dice.randrange(40_000, 60_000), "Total": 116_496},
		"X_TP_ModelName": node.model,
		"X_TP_RebootTime": 130,
		"X_TP_UpTime": about["uptime"] if controller else max(0, about["uptime"] - dice.randrange(40, 400)),
	}


def _mesh_radio(index: int, band: str, own_mac: str, air: Air, seen: list[Seen], dice: random.Random) -> Tree:
	points = [("Backhaul", _hidden(dice)), ("Primary", _main_ssid(air, band))]
	if air.guest_enabled:
		points.append(("Guest", _guest_ssid(air, band)))
	rows = []
	for kind, ssid in points:
		clients = [one for one in seen if _is_on(one, index, band, kind)]
		rows.append(
			{
				"AssociatedDevice": numbered([_mesh_client(one, own_mac, dice) for one in clients]),
				"AssociatedDeviceNumberOfEntries": len(clients),
				"BSSID": own_mac if kind == "Primary" else mac(dice, "1E61B4"),
				"SSID": ssid,
				"X_TP_LinkRate": 0,
				"X_TP_SignalStrength": 0,
				"X_TP_Type": kind,
			}
		)
	return {
		"AP": numbered(rows),
		"APNumberOfEntries": len(rows),
		"Channel": air.channels[band],
		"CurrentOperatingChannelBandwidth": WIDTHS[band],
		"MACAddress": own_mac,
		"OperatingFrequencyBand": band,
		"OperatingStandards": STANDARDS[band],
		"TransmitPower": 0,
	}


def _mesh_client(one: Seen, node_mac: str, dice: random.Random) -> Tree:
	rate = one.client.rate_mbps * 1000
	return {
		"Active": one.client.active,
		"LastDataDownlinkRate": rate,
		"LastDataUplinkRate": rate * 2 // 3,
		"MACAddress": one.mac,
		"Noise": 0,
		"OperatingStandard": "",
		"SignalStrength": rcpi(one.client.signal_dbm),
		"Stats": {
			"BytesReceived": dice.randrange(10**6, 10**9),
			"BytesSent": dice.randrange(10**6, 10**9),
			"RetransCount": 0,
		},
		"X_TP_ApDeviceMac": node_mac,
		"X_TP_HostName": one.client.name,
		"X_TP_IPAddress": one.ip,
		"X_TP_SignalStrengthLevel": max(1, min(5, (one.client.signal_dbm + 95) // 10)),
	}


def _own_client(one: Seen) -> Tree:
	return {
		"Active": one.client.active,
		"LastDataDownlinkRate": one.client.rate_mbps * 1000,
		"LastDataUplinkRate": one.client.rate_mbps * 667,
		"MACAddress": one.mac.lower(),
		"OperatingStandard": "ax",
		"SignalStrength": one.client.signal_dbm,
	}


def _is_on(one: Seen, node: int, band: str, kind: str) -> bool:
	client = one.client
	return client.node == node and client.band == band and kind == ("Guest" if client.guest else "Primary")


def _radio(band: str, channel: int) -> Tree:
	return {
		"Alias": "cpe-wifiradio",
		"AutoChannelEnable": True,
		"Channel": channel,
		"CurrentOperatingChannelBandwidth": WIDTHS[band],
		"Enable": True,
		"LastChange": 0,
		"LowerLayers": "",
		"MaxBitRate": 574 if band == "2.4GHz" else 1201,
		"Name": "ra0" if band == "2.4GHz" else "rai0",
		"OperatingChannelBandwidth": "Auto",
		"OperatingFrequencyBand": band,
		"OperatingStandards": STANDARDS[band],
		"PossibleChannels": "1,2,3,4,5,6,7,8,9,10,11" if band == "2.4GHz" else "36,40,44,48,149,153,157,161",
		"RegulatoryDomain": "CA ",
		"Stats": {"BytesReceived": 0, "BytesSent": 0, "Noise": 0, "X_TP_Utilization": 0},
		"Status": "Up",
		"SupportedFrequencyBands": band,
		"TransmitPower": 100,
		"TransmitPowerSupported": "25,50,100",
		"Upstream": False,
	}


def _radio_of(index: int) -> int:
	"""Which radio an SSID sends on: 1, 2, 5, 6 and the odd backhauls on 2.4 GHz, the others on 5 GHz."""
	if index >= 9:
		return (index - 9) % 2
	return 0 if index in (1, 2, 5, 6) else 1


def _ssid(index: int, air: Air, dice: random.Random) -> str:
	if index >= 9:
		return _hidden(dice)
	band = BANDS[_radio_of(index)]
	if index in (6, 8):
		return _guest_ssid(air, band)
	return _main_ssid(air, band) + ("" if index in (1, 3) else f"_{index // 2 % 3 + 1}")


def _main_ssid(air: Air, band: str) -> str:
	return air.ssid if band == "2.4GHz" else f"{air.ssid}-5G"


def _guest_ssid(air: Air, band: str) -> str:
	return air.guest_ssid if band == "2.4GHz" else f"{air.guest_ssid}-5G"


def _hidden(dice: random.Random) -> str:
	return f"{dice.randrange(16**30):030x}"
