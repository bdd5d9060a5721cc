"""The TP-Link XX230v: a GPON modem with Wi-Fi 6 and EasyMesh. Invented values on the true structure.

The ACS knows it as OUI 1C61B4, product class `Device2`: only `DeviceInfo.ModelName` tells the model.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from . import tplink, wifi
from .base import Client, Life, Model, Node, document, gpon_hex, mac, numbered

FIRMWARE = "0.8.0 3.0.0 v6066.0 Build 260114 Rel.40217n"

MESH = (
	Node("Sous-sol", "XX230v"),
	Node("Corridor", backhaul_dbm=-56),
	Node("Chambre", backhaul_dbm=-64),
)
HOUSEHOLD = (
	Client("tv-salon", 1, "5GHz", -52, 866),
	Client("iphone-camille", 1, "5GHz", -49, 960),
	Client("portable-travail", 2, "5GHz", -58, 720),
	Client("tablette-enfants", 2, "5GHz", -63, 433),
	Client("pixel-louis", 0, "5GHz", -61, 540),
	Client("thermostat-hall", 1, "2.4GHz", -66, 72),
	Client("prise-connectee", 0, "2.4GHz", -59, 65),
	Client("imprimante", 2, "2.4GHz", -71, 52),
	Client("aspirateur-robot", 1, "2.4GHz", -74, 39),
	Client("ordinateur-bureau", None),
	Client("nas", None),
	Client("telephone-visite", 1, "5GHz", -57, 650, guest=True),
	Client("console-jeux", 2, "5GHz", -60, 780, active=False),
	Client("ancien-portable", 0, "2.4GHz", -80, 24, active=False),
)


@dataclass(frozen=True, slots=True)
class Line:
	"""The customer's line: the light (None = no light) and the PPP session (`error` when it is down)."""

	rx_dbm: float | None = -19.6
	tx_dbm: float | None = 2.1
	ppp_user: str = "client00042@gigafibre.example"
	ip: str = "203.0.113.42"
	vlan: int = 40
	error: str = "ERROR_NONE"

	@property
	def up(self) -> bool:
		return self.rx_dbm is not None and self.error == "ERROR_NONE"


def xx230v(
	serial: str = "22366C4001287",
	gpon: str = "B4A1C287",
	*,
	rx_dbm: float | None = -19.6,
	line: Line | None = None,
	mesh: Sequence[Node] = MESH,
	clients: Sequence[Client] = HOUSEHOLD,
	life: Life | None = None,
	ssid: str = "Gigafibre-1287",
	channel: int = 6,
	tags: tuple[str, ...] = (),
	mode: str = "online",
) -> Model:
	"""An XX230v. `gpon` is the last eight digits of its GPON serial, `mesh` starts with the modem itself."""
	dice = random.Random(serial)
	line = line or Line(rx_dbm=rx_dbm)
	life = life or Life()
	uptime = int(life.uptime.total_seconds())
	own_mac = mac(dice, tplink.OUI)
	household = list(clients)
	macs = tplink.client_macs(household, dice)
	air = wifi.Air(ssid, f"{ssid}-Invites", {"2.4GHz": channel, "5GHz": 44})
	about = {"mac": own_mac, "serial": serial, "firmware": FIRMWARE, "uptime": uptime}
	seen = [
		wifi.Seen(client, mac, f"192.168.1.{20 + index}")
		for index, (client, mac) in enumerate(zip(household, macs, strict=True))
	]
	tree = {
		"DeviceInfo": tplink.device_info("XX230v", FIRMWARE, serial, uptime, "PON", dice),
		"ManagementServer": tplink.management_server(line.ip),
		"Optical": {"Interface": {"1": _optical(line, gpon, dice)}, "InterfaceNumberOfEntries": 1},
		"X_TP_GPON": {"Link": {"1": _gpon_link(line)}, "LinkNumberOfEntries": 1},
		"PPP": _ppp(line),
		"IP": _ip(line),
		"Ethernet": _ethernet(line, own_mac, household),
		"Hosts": tplink.hosts(household, macs, dice),
		"DHCPv4": _dhcp(),
		"Time": {"Enable": True, "NTPServer1": "ntp.gigafibre.example", "Status": "Synchronized"},
		"WiFi": {
			"Radio": wifi.radios(air),
			"RadioNumberOfEntries": 2,
			"SSID": wifi.ssids(air, own_mac, dice),
			"SSIDNumberOfEntries": 14,
			"AccessPoint": wifi.access_points(air, seen),
			"AccessPointNumberOfEntries": 14,
			"MultiAP": wifi.mesh(air, list(mesh), seen, about, dice),
		},
		"X_TP_EasyMesh": {
			"Enable": True,
			"DefaultMode": "Controller",
			"WorkMode": "Controller",
			"MeshVersion": 2,
		},
		"RootDataModelVersion": "2.11",
	}
	return Model(document(("TP-Link", tplink.OUI, "Device2", serial), {"Device": tree}, life, tags), mode)


def _optical(line: Line, gpon: str, dice: random.Random) -> dict[str, Any]:
	lit = line.rx_dbm is not None
	return {
		"Alias": "",
		"Enable": True,
		"GponAuth": {
			"GponPwd": "",
			"GponSn": gpon_hex("TPLG", gpon),
			"OltMode": 0,
			"PwdType": 0,
			"SnType": 1,
		},
		"LastChange": 0,
		"LowerLayers": "",
		"Name": "BBA_OPTC_INTF",
		# The standard parameters read 0 on this model: the truth is in X_TP_GPON_Config.
		"OpticalSignalLevel": 0,
		"Stats": {
			"BytesReceived": 2_146_979,
			"BytesSent": 1_357_115,
			"PacketsReceived": 19_886,
			"PacketsSent": 2_381,
		},
		"Status": "Up" if lit else "Down",
		"TransmitOpticalLevel": 0,
		"Upstream": True,
		"X_TP_GPON_Config": {
			"BiasCurrent": dice.randrange(6_200, 8_400),
			"Enable": False,
			"FecDsEn": False,
			"FecUsEn": False,
			"PonType": "GPON",
			"RXPower": tplink.raw_power(line.rx_dbm),
			"RegErrNo": 0,
			"Status": "5" if lit else "1",
			"SupplyVottage": dice.randrange(3_280, 3_320),
			"TXPower": tplink.raw_power(line.tx_dbm if lit else None),
			"TransceiverTemperature": dice.randrange(46 * 256, 52 * 256),
		},
	}


def _gpon_link(line: Line) -> dict[str, Any]:
	status = "Up" if line.rx_dbm is not None else "Down"
	return {"Enable": True, "LowerLayers": "Device.Optical.Interface.1.", "Name": "nas1_2", "Status": status}


def _ppp(line: Line) -> dict[str, Any]:
	interfaces = {
		"1": tplink.ppp_interface("", "", False, "Device.USB.Interface.1.", "ERROR_NONE"),
		"3": tplink.ppp_interface(
			line.ppp_user, line.ip, line.up, "Device.Ethernet.VLANTermination.3.", line.error
		),
	}
	return {"Interface": interfaces, "InterfaceNumberOfEntries": 2}


def _ip(line: Line) -> dict[str, Any]:
	none = "0.0.0.0"
	management = line.rx_dbm is not None
	address = f"10.20.{line.vlan % 250}.{int(line.ip.rpartition('.')[2])}" if management else none
	make = tplink.ip_interface
	interfaces = {
		"1": make("br0", "Unknown", "LAN", "Default", "192.168.1.1", True, "Device.Ethernet.Link.1."),
		"2": make("", "Unknown", "PPP3G", "usb_ppp3g", none, False, "Device.PPP.Interface.1."),
		"3": make("", "Unknown", "DHCP4G", "usb_dhcp4g", none, False, "Device.USB.Interface.1."),
		"4": make("eth1.6", "Internet", "DHCP", "ipoe_0_0_d", none, False, "Device.Ethernet.Link.3."),
		"5": make(
			"nas1_3",
			"TR069",
			"DHCP",
			"ipoe_mgmt_3",
			address,
			management,
			"Device.Ethernet.VLANTermination.4.",
		),
		"6": make(
			"ppp0",
			"Internet",
			"PPPoE",
			"pppoe_gpon_2_1",
			line.ip if line.up else none,
			line.up,
			"Device.PPP.Interface.3.",
		),
	}
	return {
		"Interface": interfaces,
		"InterfaceNumberOfEntries": 6,
		"IPv4Capable": True,
		"IPv4Status": "Enabled",
	}


def _ethernet(line: Line, own_mac: str, clients: list[Client]) -> dict[str, Any]:
	wired = sum(client.node is None and client.active for client in clients)
	ports = [tplink.ethernet_port("LAN", "eth0", own_mac, False)]
	for number in range(1, 5):
		used = number <= wired
		ports.append(
			tplink.ethernet_port(f"LAN{number}", f"eth0.{number}", own_mac, used, 1000 if used else -1)
		)
	ports.append(tplink.ethernet_port("EWAN", "nas10", own_mac, False))
	vlans = {
		"3": {
			"Enable": True,
			"LowerLayers": "Device.Ethernet.Link.5.",
			"Name": "nas1_2",
			"VLANID": line.vlan,
		},
		"4": {"Enable": True, "LowerLayers": "Device.Ethernet.Link.5.", "Name": "nas1_3", "VLANID": 10},
	}
	links = {
		"1": {
			"Enable": True,
			"LowerLayers": "Device.Bridging.Bridge.1.Port.1.",
			"Name": "br0",
			"Status": "Up",
		},
		"5": {"Enable": True, "LowerLayers": "Device.X_TP_GPON.Link.1.", "Name": "nas1_2", "Status": "Up"},
	}
	return {
		"Interface": numbered(ports),
		"InterfaceNumberOfEntries": len(ports),
		"Link": links,
		"VLANTermination": vlans,
	}


def _dhcp() -> dict[str, Any]:
	pool = {
		"DNSServers": "198.51.100.53,198.51.100.54",
		"Enable": True,
		"Interface": "Device.IP.Interface.1.",
		"LeaseTime": 7200,
		"MaxAddress": "192.168.1.249",
		"MinAddress": "192.168.1.2",
		"Status": "Enabled",
		"SubnetMask": "255.255.255.0",
	}
	return {"Server": {"Enable": True, "Pool": {"1": pool}, "PoolNumberOfEntries": 1}}
