"""The TP-Link EX220: the same tree as the XX230v without fibre. It serves as a mesh satellite."""

from __future__ import annotations

import random
from collections.abc import Sequence

from . import tplink, wifi
from .base import Client, Life, Model, Node, document, mac

FIRMWARE = "0.16.0 2.0.0 v605f.0 Build 251203 Rel.33021n"


def ex220(
	serial: str = "2236A5F000731",
	*,
	clients: Sequence[Client] = (),
	life: Life | None = None,
	ssid: str = "Gigafibre-1287",
	name: str = "Corridor",
	controller_mac: str = "1C:61:B4:00:00:01",
	tags: tuple[str, ...] = (),
	mode: str = "online",
) -> Model:
	"""An EX220 that follows the mesh controller of this MAC; its own clients only."""
	dice = random.Random(serial)
	life = life or Life()
	uptime = int(life.uptime.total_seconds())
	own_mac = mac(dice, tplink.OUI)
	household = list(clients)
	macs = tplink.client_macs(household, dice)
	air = wifi.Air(ssid, f"{ssid}-Invites", {"2.4GHz": 1, "5GHz": 44}, guest_enabled=False)
	about = {"mac": own_mac, "serial": serial, "firmware": FIRMWARE, "uptime": uptime}
	seen = [
		wifi.Seen(client, mac, f"192.168.1.{60 + index}")
		for index, (client, mac) in enumerate(zip(household, macs, strict=True))
	]
	lan = tplink.ip_interface(
		"br0", "Unknown", "LAN", "Default", "192.168.1.2", True, "Device.Ethernet.Link.1."
	)
	ports = {
		str(index + 1): tplink.ethernet_port(alias, f"eth0.{index}", own_mac, alias == "EWAN", 1000)
		for index, alias in enumerate(("LAN", "LAN1", "LAN2", "LAN3", "EWAN"))
	}
	tree = {
		"DeviceInfo": tplink.device_info("EX220", FIRMWARE, serial, uptime, "ISP.WIRELESSROUTER", dice),
		"ManagementServer": tplink.management_server("192.168.1.2"),
		"IP": {"Interface": {"1": lan}, "InterfaceNumberOfEntries": 1},
		"Ethernet": {"Interface": ports, "InterfaceNumberOfEntries": len(ports)},
		"Hosts": tplink.hosts(household, macs, dice),
		"WiFi": {
			"Radio": wifi.radios(air),
			"RadioNumberOfEntries": 2,
			"SSID": wifi.ssids(air, own_mac, dice),
			"AccessPoint": wifi.access_points(air, seen),
			"MultiAP": wifi.mesh(air, [Node(name)], seen, about, dice),
		},
		"X_TP_EasyMesh": {
			"ControllerMACAddress": controller_mac,
			"DefaultMode": "UnConfAgent",
			"DeviceOnboarded": True,
			"Enable": True,
			"MeshVersion": 2,
			"WorkMode": "Agent",
		},
	}
	return Model(document(("TP-Link", tplink.OUI, "Device2", serial), {"Device": tree}, life, tags), mode)
