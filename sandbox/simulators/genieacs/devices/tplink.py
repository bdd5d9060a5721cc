"""The parts of a TP-Link Aginet tree that its models share: identity, WAN, Ethernet, hosts (INTEGRATIONS.md §2)."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from typing import Any

from .base import Client, numbered, private_mac

Tree = dict[str, Any]
OUI = "1C61B4"
COUNTERS = (
	"BroadcastPacketsReceived BroadcastPacketsSent BytesReceived BytesSent DiscardPacketsReceived "
	"DiscardPacketsSent ErrorsReceived ErrorsSent MulticastPacketsReceived MulticastPacketsSent "
	"PacketsReceived PacketsSent UnicastPacketsReceived UnicastPacketsSent UnknownProtoPacketsReceived"
).split()
# X_TP_LanConnType, as seen: 0 wired, 1 on 2.4 GHz, 3 on 5 GHz, 5 when it is away.
LAN_CONNECTION = {"2.4GHz": 1, "5GHz": 3}


def raw_power(dbm: float | None) -> int:
	"""The raw optical power: dBm = 10·log10(raw/10000); 0 is no light."""
	return 0 if dbm is None else max(1, round(10000 * math.pow(10, dbm / 10)))


def device_info(model: str, firmware: str, serial: str, uptime: int, kind: str, dice: random.Random) -> Tree:
	return {
		"AdditionalHardwareVersion": "00000000",
		"AdditionalSoftwareVersion": "",
		"Description": f"AX1800 Dual Band Wi-Fi 6 {'GPON ' if kind == 'PON' else ''}Router",
		"DeviceCategory": "",
		"HardwareVersion": f"{model} v1.0 00000000",
		"Manufacturer": "TP-Link",
		"ManufacturerOUI": OUI,
		"MemoryStatus": {"Free": dice.randrange(70_000, 90_000), "Total": 212_544},
		"ModelName": model,
		"ModelNumber": "",
		"ProcessStatus": {
			"CPUUsage": dice.randrange(2, 18),
			"ProcessNumberOfEntries": 131,
			"X_TP_IdleTime": uptime * 3 // 4,
		},
		"ProductClass": "Device2",
		"ProvisioningCode": "",
		"SerialNumber": serial,
		"SoftwareVersion": firmware,
		"UpTime": uptime,
		"X_TP_BetaCode": "",
		"X_TP_DevType": kind,
		"X_TP_DeviceModel": f"{model}(CA)",
		"X_TP_ProtoVersion": "TAUC_1.0",
	}


def management_server(address: str) -> Tree:
	return {
		"AliasBasedAddressing": False,
		"ConnectionRequestPassword": "",
		"ConnectionRequestURL": f"http://{address}:7547/tr069",
		"ConnectionRequestUsername": "acs",
		"EnableCWMP": True,
		"NATDetected": False,
		"ParameterKey": "",
		"Password": "",
		"PeriodicInformEnable": True,
		"PeriodicInformInterval": 300,
		"STUNEnable": False,
		"SupportedConnReqMethods": "HTTP,STUN,XMPP",
		"UDPConnectionRequestAddress": "",
		"URL": "http://acs.gigafibre.example:7547",
		"UpgradesManaged": False,
		"Username": "",
		"X_TP_ConnReqPort": 7547,
		"X_TP_IntfInRouter": "Any_WAN",
	}


def ip_interface(
	name: str, service: str, kind: str, connection: str, address: str, up: bool, lower: str
) -> Tree:
	"""One `Device.IP.Interface.{i}`; `address` is 0.0.0.0 when there is none."""
	addressing = {"LAN": "Static", "PPPoE": "IPCP"}.get(kind, "DHCP")
	return {
		"Alias": "cpe-ipintf",
		"Enable": True,
		"IPv4Address": numbered(
			[
				{
					"AddressingType": addressing,
					"Alias": "cpe-ipintfv4addr",
					"Enable": True,
					"IPAddress": address,
					"Status": "Enabled" if up else "Disabled",
					"SubnetMask": "255.255.255.0" if kind == "LAN" else "255.255.255.255",
				}
			]
		),
		"IPv4AddressNumberOfEntries": 1,
		"IPv4Enable": True,
		"IPv6Enable": kind == "LAN",
		"LastChange": 0,
		"LowerLayers": lower,
		"MaxMTUSize": 1500,
		"Name": name,
		"Reset": False,
		"Stats": dict.fromkeys(("BytesReceived", "BytesSent", "PacketsReceived", "PacketsSent"), 0),
		"Status": "Up" if up else "Down",
		"X_TP_ConnName": connection,
		"X_TP_ConnType": kind,
		"X_TP_ServiceType": service,
		"X_TP_SetDefaultGateway": False,
	}


def ppp_interface(user: str, address: str, up: bool, lower: str, error: str) -> Tree:
	"""One `Device.PPP.Interface.{i}`; the password reads empty, as on the real one."""
	return {
		"Alias": "cpe-pppintf",
		"AuthenticationProtocol": "AUTO_AUTH",
		"ConnectionStatus": "Connected" if up else "Disconnected",
		"ConnectionTrigger": "AlwaysOn",
		"CurrentMRUSize": 1480,
		"Enable": True,
		"IPCP": {
			"DNSServers": "198.51.100.53,198.51.100.54" if up else "",
			"LocalIPAddress": address if up else "",
			"RemoteIPAddress": "198.51.100.1" if up else "",
		},
		"IPCPEnable": True,
		"LCPEcho": 30,
		"LCPEchoRetry": 3,
		"LastChange": 0,
		"LastConnectionError": error,
		"LowerLayers": lower,
		"Name": "ppp0" if user else "",
		"PPPoE": {"ACName": "", "ServiceName": "", "SessionID": 1},
		"Password": "",
		"Reset": False,
		"Status": "Up" if up else "Down",
		"Username": user,
	}


def ethernet_port(alias: str, name: str, mac: str, up: bool, speed: int = -1) -> Tree:
	"""One `Device.Ethernet.Interface.{i}`; `MaxBitRate` −1 is auto."""
	return {
		"Alias": "cpe-ethintf",
		"DuplexMode": "Full" if speed > 0 else "Auto",
		"Enable": up,
		"LastChange": 0,
		"LowerLayers": "",
		"MACAddress": mac,
		"MaxBitRate": speed,
		"Name": name,
		"Stats": dict.fromkeys(COUNTERS, 0),
		"Status": "Up" if up else "Down",
		"Upstream": alias == "EWAN",
		"X_TP_IfNameAlias": alias,
	}


def hosts(clients: list[Client], macs: list[str], dice: random.Random) -> Tree:
	"""`Device.Hosts`: no MACAddress, the MAC is `PhysAddress`; lease in seconds."""
	rows = [
		_host(client, mac, index, dice) for index, (client, mac) in enumerate(zip(clients, macs, strict=True))
	]
	return {"AccessControl": {}, "Host": numbered(rows), "HostNumberOfEntries": len(rows)}


def client_macs(clients: list[Client], dice: random.Random) -> list[str]:
	return [private_mac(dice) for _ in clients]


def _host(client: Client, mac: str, index: int, dice: random.Random) -> Mapping[str, Any]:
	wired = 0 if client.node is None else LAN_CONNECTION[client.band]
	return {
		"Active": client.active,
		"AddressSource": "DHCP",
		"Alias": "",
		"HostName": client.name,
		"IPAddress": f"192.168.1.{20 + index}",
		"IPv4AddressNumberOfEntries": 0,
		"IPv6Address": "",
		"IPv6AddressNumberOfEntries": 0,
		"LeaseTimeRemaining": dice.randrange(600, 7200),
		"PhysAddress": mac,
		"X_TP_ClientType": "Other",
		"X_TP_LanConnDev": "br0" if client.active else "Unknown",
		"X_TP_LanConnType": wired if client.active else 5,
		"X_TP_Vendor": "",
	}
