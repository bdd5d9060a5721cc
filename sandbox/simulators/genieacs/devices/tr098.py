"""Two TR-098 devices: a Huawei EG8145V5 and a Raisecom HT803G, in their vendors' own structure."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from .base import Client, Life, Model, document, gpon_hex, mac, numbered, private_mac
from .tplink import raw_power

Tree = dict[str, Any]
HUAWEI_OUI = "00259E"
HUAWEI_FIRMWARE = "V5R020C00S280"
RAISECOM_OUI = "C850E9"
RAISECOM_FIRMWARE = "HT803G-W_1.0.0_251118"
FEW_CLIENTS = (
	Client("tele-cuisine", 0, "5GHz", -57, 433),
	Client("telephone-maude", 0, "5GHz", -62, 390),
	Client("sonnette", 0, "2.4GHz", -70, 58),
	Client("poste-travail", None),
)


def eg8145v5(
	gpon: str = "3FD11A07",
	*,
	rx_dbm: float | None = -21,
	ppp_user: str = "client00108@gigafibre.example",
	ip: str = "203.0.113.108",
	error: str = "ERROR_NONE",
	clients: Sequence[Client] = FEW_CLIENTS,
	life: Life | None = None,
	tags: tuple[str, ...] = (),
	mode: str = "online",
) -> Model:
	"""A Huawei EG8145V5. Its serial is its GPON serial in hex; optics are whole dBm, mA, °C and mV."""
	serial = gpon_hex("HWTC", gpon)
	dice = random.Random(serial)
	life = life or Life()
	uptime = int(life.uptime.total_seconds())
	up = rx_dbm is not None and error == "ERROR_NONE"
	macs = [private_mac(dice) for _ in clients]
	tree = {
		"DeviceInfo": _huawei_info(gpon, serial, uptime, dice),
		"ManagementServer": _management(ip),
		"WANDevice": {"1": _huawei_wan(rx_dbm, ppp_user, ip, up, error, uptime, dice)},
		"LANDevice": {"1": _lan(list(clients), macs, mac(dice, HUAWEI_OUI), _huawei_port)},
	}
	identity = ("Huawei Technologies Co., Ltd", HUAWEI_OUI, "EG8145V5", serial)
	return Model(document(identity, {"InternetGatewayDevice": tree}, life, tags), mode)


def ht803g(
	serial: str = "RCMG1A2B3C4D",
	*,
	rx_dbm: float | None = -22.4,
	ppp_user: str = "client00211@gigafibre.example",
	ip: str = "203.0.113.211",
	clients: Sequence[Client] = FEW_CLIENTS,
	life: Life | None = None,
	tags: tuple[str, ...] = (),
	mode: str = "online",
) -> Model:
	"""A Raisecom HT803G; its optics follow the raw/10000 formula, which nobody has confirmed on one."""
	dice = random.Random(serial)
	life = life or Life()
	uptime = int(life.uptime.total_seconds())
	up = rx_dbm is not None
	macs = [private_mac(dice) for _ in clients]
	optics = {
		"RXPower": raw_power(rx_dbm),
		"TXPower": raw_power(2.3 if up else None),
		"Status": "Up" if up else "Down",
	}
	connections = {
		"WANPPPConnection": {"1": _ppp(ppp_user, ip, up, "ERROR_NONE", uptime, "1_INTERNET_R_VID_40")}
	}
	tree = {
		"DeviceInfo": {
			"HardwareVersion": "HT803G-W.B",
			"Manufacturer": "Raisecom",
			"ManufacturerOUI": RAISECOM_OUI,
			"ModelName": "HT803G-W",
			"ProductClass": "HT803G",
			"SerialNumber": serial,
			"SoftwareVersion": RAISECOM_FIRMWARE,
			"UpTime": uptime,
			"X_CT-COM_TeleComAccount": {"Enable": True, "Password": ""},
		},
		"ManagementServer": _management(ip),
		"WANDevice": {
			"1": {
				"WANConnectionDevice": {"1": connections},
				"X_CT-COM_GponInterfaceConfig": optics,
			}
		},
		"LANDevice": {"1": _lan(list(clients), macs, mac(dice, RAISECOM_OUI), _plain_port)},
		"X_CT-COM_IPTraceRouteDiagnostics": {"DiagnosticsState": "None", "Host": ""},
	}
	identity = ("Raisecom", RAISECOM_OUI, "HT803G", serial)
	return Model(document(identity, {"InternetGatewayDevice": tree}, life, tags), mode)


def _huawei_info(gpon: str, serial: str, uptime: int, dice: random.Random) -> Tree:
	return {
		"AccessType": "Gpon",
		"Description": "EchoLife EG8145V5 GPON Terminal (CLASS B+)",
		"HardwareVersion": "159D.A",
		"Manufacturer": "Huawei Technologies Co., Ltd",
		"ManufacturerOUI": HUAWEI_OUI,
		"MemoryStatus": {"Free": dice.randrange(90_000, 130_000), "Total": 262_144},
		"ModelName": "EG8145V5",
		"ProductClass": "EG8145V5",
		"ProvisioningCode": "",
		"SerialNumber": serial,
		"SoftwareVersion": HUAWEI_FIRMWARE,
		"UpTime": uptime,
		"X_HW_CpuUsed": dice.randrange(5, 25),
		"X_HW_MemUsed": dice.randrange(40, 60),
		"X_HW_SerialNumber": f"HWTC{gpon}",
	}


def _management(ip: str) -> Tree:
	return {
		"ConnectionRequestPassword": "",
		"ConnectionRequestURL": f"http://{ip}:7547/acs",
		"ConnectionRequestUsername": "acs",
		"PeriodicInformEnable": True,
		"PeriodicInformInterval": 300,
		"URL": "http://acs.gigafibre.example:7547",
	}


def _huawei_wan(
	rx_dbm: float | None, user: str, ip: str, up: bool, error: str, uptime: int, dice: random.Random
) -> Tree:
	lit = rx_dbm is not None
	optics: Tree = {
		"BiasCurrent": dice.randrange(6, 12),
		"RXPower": round(rx_dbm) if rx_dbm is not None else -40,
		"Status": "Up" if lit else "Down",
		"SupplyVoltage": dice.randrange(3_280, 3_420),
		"TXPower": 2 if lit else -40,
		"TransceiverTemperature": dice.randrange(41, 52),
	}
	connection = _ppp(user, ip, up, error, uptime, "1_INTERNET_R_VID_40") | {
		"X_HW_SERVICELIST": "INTERNET",
		"X_HW_VLAN": 40,
	}
	return {
		"WANConnectionDevice": {
			"1": {"WANPPPConnection": {"1": connection}, "WANPPPConnectionNumberOfEntries": 1}
		},
		"X_GponInterafceConfig": optics,
	}


def _ppp(user: str, ip: str, up: bool, error: str, uptime: int, name: str) -> Tree:
	return {
		"ConnectionStatus": "Connected" if up else "Disconnected",
		"ConnectionType": "IP_Routed",
		"DNSServers": "198.51.100.53,198.51.100.54" if up else "",
		"DefaultGateway": "198.51.100.1" if up else "0.0.0.0",
		"Enable": True,
		"ExternalIPAddress": ip if up else "0.0.0.0",
		"LastConnectionError": error,
		"Name": name,
		"NATEnabled": True,
		"Password": "",
		"TransportType": "PPPoE",
		"Uptime": uptime if up else 0,
		"Username": user,
	}


def _lan(clients: list[Client], macs: list[str], own_mac: str, port: Any) -> Tree:
	wired = sum(client.node is None and client.active for client in clients)
	return {
		"Hosts": {
			"Host": numbered([_host(client, macs[i], i) for i, client in enumerate(clients)]),
			"HostNumberOfEntries": len(clients),
		},
		"LANEthernetInterfaceConfig": numbered(
			[port(number, own_mac, number <= wired) for number in range(1, 5)]
		),
		"WLANConfiguration": {
			"1": _wlan("2.4GHz", 11, clients, macs),
			"5": _wlan("5GHz", 48, clients, macs),
		},
	}


def _host(client: Client, mac: str, index: int) -> Tree:
	wired = client.node is None
	return {
		"Active": client.active,
		"AddressSource": "DHCP",
		"HostName": client.name,
		"IPAddress": f"192.168.100.{10 + index}",
		"InterfaceType": "Ethernet" if wired else "802.11",
		"Layer2Interface": "InternetGatewayDevice.LANDevice.1."
		+ ("LANEthernetInterfaceConfig.1" if wired else f"WLANConfiguration.{_wlan_index(client.band)}"),
		"LeaseTimeRemaining": 3600 + 61 * index,
		"MACAddress": mac,
	}


def _wlan_index(band: str) -> int:
	return 1 if band == "2.4GHz" else 5


def _wlan(band: str, channel: int, clients: list[Client], macs: list[str]) -> Tree:
	here = [
		(client, mac)
		for client, mac in zip(clients, macs, strict=True)
		if client.node is not None and client.band == band and client.active
	]
	return {
		"AssociatedDevice": numbered(
			[
				{
					"AssociatedDeviceMACAddress": mac,
					"X_HW_RSSI": client.signal_dbm,
					"X_HW_TxRate": client.rate_mbps,
				}
				for client, mac in here
			]
		),
		"AutoChannelEnable": True,
		"Channel": channel,
		"Enable": True,
		"KeyPassphrase": "",
		"RadioEnabled": True,
		"SSID": "Gigafibre-Maison" if band == "2.4GHz" else "Gigafibre-Maison-5G",
		"SSIDAdvertisementEnabled": True,
		"Standard": "11bgn" if band == "2.4GHz" else "11ac",
		"Status": "Up",
		"TotalAssociations": len(here),
		"X_HW_RFBand": band,
	}


def _huawei_port(number: int, own_mac: str, up: bool) -> Tree:
	return _plain_port(number, own_mac, up) | {
		"X_HW_DuplexMode": "Auto_Full" if up else "Auto_Half",
		"X_HW_Speed": "Auto_1000" if up else "Auto_10",
	}


def _plain_port(number: int, own_mac: str, up: bool) -> Tree:
	return {
		"DuplexMode": "Auto",
		"Enable": True,
		"MACAddress": own_mac,
		"MaxBitRate": "Auto",
		"Name": f"eth0:{number}",
		"Status": "Up" if up else "NoLink",
	}
