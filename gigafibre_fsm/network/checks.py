"""A senior technician's eye: what in a device's facts deserves a word, and how grave it is."""

import ipaddress
import re
from collections.abc import Callable, Iterator
from itertools import chain

from gigafibre_fsm.network import thresholds as limit
from gigafibre_fsm.network.facts import Facts, Host, Wan
from gigafibre_fsm.network.findings import SEVERITIES, Finding, Severity, Value
from gigafibre_fsm.network.values import is_private

MINUTE = 60
SHARED_BY_OPERATOR = ipaddress.ip_network("100.64.0.0/10")  # RFC 6598

# TR-069's LastConnectionError → what it means for an agent.
CONNECTION_ERRORS = {
	"ERROR_AUTHENTICATION_FAILURE": "ppp_authentication",
	"ERROR_NO_CARRIER": "ppp_no_carrier",
	"ERROR_NOT_ENABLED_FOR_INTERNET": "ppp_no_carrier",
	"ERROR_NO_ANSWER": "ppp_no_answer",
	"ERROR_ISP_TIME_OUT": "ppp_no_answer",
	"ERROR_ISP_DISCONNECT": "ppp_isp_disconnect",
	"ERROR_IDLE_DISCONNECT": "ppp_idle",
	"ERROR_USER_DISCONNECT": "ppp_user_disconnect",
}


def find(facts: Facts) -> list[Finding]:
	"""Everything worth saying, the gravest first; within a severity in the order of CHECKS."""
	found = chain.from_iterable(check(facts) for check in CHECKS)
	return sorted(found, key=lambda finding: SEVERITIES.index(finding.severity))


def reporting(facts: Facts) -> Iterator[Finding]:
	"""Silent for longer than it should be; the age in the unit a person would use."""
	device = facts.device
	if device.online is not False or device.silent_s is None:
		return
	minutes = int(device.silent_s // MINUTE)
	if minutes < 120:
		yield Finding("critical", "offline_minutes", {"minutes": minutes})
	elif minutes < 48 * 60:
		yield Finding("critical", "offline_hours", {"hours": minutes // 60})
	else:
		yield Finding("critical", "offline_days", {"days": minutes // (24 * 60)})


def light(facts: Facts) -> Iterator[Finding]:
	"""Rx against the class B+ receiver; a figure of unconfirmed unit is told, not judged."""
	optical = facts.optical
	if optical.dark:
		yield Finding("critical", "no_light")
	elif optical.rx_dbm is not None and optical.confidence != "confirmed":
		yield Finding("info", "rx_unconfirmed", {"rx_dbm": optical.rx_dbm})
	elif optical.rx_dbm is not None:
		yield from received_power(round(optical.rx_dbm, 1))
	elif optical.unread:
		yield Finding("info", "optical_unread")


def received_power(rx_dbm: float) -> Iterator[Finding]:
	if rx_dbm <= limit.RX_DARK_DBM:
		yield Finding("critical", "no_light")
	elif rx_dbm < limit.RX_SENSITIVITY_DBM:
		yield Finding("critical", "rx_weak", {"rx_dbm": rx_dbm, "limit": limit.RX_SENSITIVITY_DBM})
	elif rx_dbm > limit.RX_OVERLOAD_DBM:
		yield Finding("critical", "rx_overload", {"rx_dbm": rx_dbm, "limit": limit.RX_OVERLOAD_DBM})
	elif rx_dbm < limit.RX_MARGINAL_DBM:
		yield Finding("warning", "rx_marginal", {"rx_dbm": rx_dbm, "limit": limit.RX_SENSITIVITY_DBM})


def optical_link(facts: Facts) -> Iterator[Finding]:
	"""Not working with the OLT; less grave while the Internet comes another way (the Ethernet WAN port)."""
	optical = facts.optical
	if optical.dark or optical.status in (None, "Up"):
		return
	severity: Severity = "warning" if any(wan.internet_is_up for wan in facts.wan) else "critical"
	yield Finding(severity, "optical_down", {"status": str(optical.status)})


def laser(facts: Facts) -> Iterator[Finding]:
	"""The launch power, while there is light: without it an ONT keeps its laser off."""
	optical = facts.optical
	if optical.tx_dbm is None or optical.confidence != "confirmed":
		return
	if optical.tx_dbm < limit.TX_LOWEST_DBM:
		yield Finding("warning", "tx_low", {"tx_dbm": optical.tx_dbm, "limit": limit.TX_LOWEST_DBM})
	elif optical.tx_dbm > limit.TX_HIGHEST_DBM:
		yield Finding("warning", "tx_high", {"tx_dbm": optical.tx_dbm, "limit": limit.TX_HIGHEST_DBM})


def transceiver(facts: Facts) -> Iterator[Finding]:
	hot, bias = facts.optical.temperature_c, facts.optical.bias_ma
	if hot is not None and hot > limit.TRANSCEIVER_HOT_C:
		yield Finding("warning", "transceiver_hot", {"temperature_c": hot, "limit": limit.TRANSCEIVER_HOT_C})
	if bias is not None and bias > limit.LASER_BIAS_HIGH_MA:
		yield Finding("warning", "laser_bias_high", {"bias_ma": bias, "limit": limit.LASER_BIAS_HIGH_MA})


def internet(facts: Facts) -> Iterator[Finding]:
	"""Down connections: grave when none is left, worth a word when one that failed is covered by another."""
	ways_out = [wan for wan in facts.wan if wan.carries_internet]
	left = any(wan.internet_is_up for wan in ways_out)
	down = [wan for wan in ways_out if not wan.internet_is_up and wan.status is not None]
	failed = [wan for wan in down if wan.error]
	for wan in failed:
		yield Finding("warning" if left else "critical", *connection_error(wan))
	if down and not left and not failed:
		yield Finding("critical", "wan_down", {"name": called(down[0]), "status": str(down[0].status)})


def connection_error(wan: Wan) -> tuple[str, dict[str, Value]]:
	"""The code and values of why a connection is down."""
	error = wan.error or ""
	values: dict[str, Value] = {"name": called(wan), "error": error, "username": wan.username or "?"}
	return CONNECTION_ERRORS.get(error, "wan_error"), values


def called(wan: Wan) -> str:
	return wan.name or wan.connection or "WAN"


def internet_address(facts: Facts) -> Iterator[Finding]:
	"""An Internet connection without an address, or with one the Internet cannot reach."""
	for wan in (wan for wan in facts.wan if wan.internet_is_up):
		if wan.ip is None and wan.connection != "Bridge":
			yield Finding("warning", "wan_no_address", {"name": called(wan)})
		elif wan.ip is not None and ipaddress.ip_address(wan.ip) in SHARED_BY_OPERATOR:
			yield Finding("info", "wan_shared", {"ip": wan.ip})
		elif wan.ip is not None and is_private(wan.ip):
			yield Finding("info", "wan_private", {"ip": wan.ip})


def health(facts: Facts) -> Iterator[Finding]:
	device = facts.device
	if device.cpu_pct is not None and device.cpu_pct >= limit.CPU_BUSY_PCT:
		yield Finding("warning", "cpu_busy", {"cpu_pct": device.cpu_pct})
	if device.memory_free_pct is not None and device.memory_free_pct < limit.MEMORY_SHORT_PCT:
		yield Finding("warning", "memory_short", {"memory_free_pct": device.memory_free_pct})
	if device.uptime_s is not None and device.uptime_s < limit.RECENT_RESTART_S:
		yield Finding("info", "restarted", {"minutes": device.uptime_s // MINUTE})


def mesh(facts: Facts) -> Iterator[Finding]:
	for node in facts.mesh:
		if node.active is False:
			yield Finding("warning", "mesh_node_lost", {"name": str(node.name)})
		elif node.backhaul_dbm is not None and node.backhaul_dbm < limit.BACKHAUL_WEAK_DBM:
			dbm = node.backhaul_dbm
			yield Finding("warning", "mesh_backhaul_weak", {"name": str(node.name), "backhaul_dbm": dbm})


def wifi(facts: Facts) -> Iterator[Finding]:
	off = [radio for radio in facts.radios if radio.enabled is False]
	if off and len(off) == len(facts.radios):
		yield Finding("warning", "wifi_off")
		return
	for radio in off:
		yield Finding("info", "radio_off", {"band": spaced(radio.band)})
	for radio in facts.radios:
		if radio.band == "2.4GHz" and radio.enabled and radio.bandwidth == "40MHz":
			yield Finding("info", "radio_wide", {"bandwidth": spaced(radio.bandwidth)})
	for network in facts.ssids:
		if network.open and network.enabled:
			yield Finding("warning", "wifi_open", {"ssid": network.ssid or "?"})


def spaced(written: str | None) -> str:
	"""A figure apart from its unit: "40MHz" → "40 MHz"."""
	return re.sub(r"(?<=\d)(?=[A-Z])", " ", written or "?")


def ethernet(facts: Facts) -> Iterator[Finding]:
	for port in facts.ethernet:
		if port.speed_mbps is None:
			continue
		values: dict[str, Value] = {"name": port.name or "?", "speed_mbps": port.speed_mbps}
		if port.duplex == "Half":
			yield Finding("warning", "ethernet_half_duplex", values)
		elif port.speed_mbps <= limit.ETHERNET_SLOW_MBPS:
			# Behind a LAN port a television may well do no more; the WAN port carries everything.
			yield Finding("warning" if port.name == "WAN" else "info", "ethernet_slow", values)


def clients(facts: Facts) -> Iterator[Finding]:
	"""Clients that hardly hear their node, the worst by name."""
	heard = [
		host
		for host in facts.hosts
		if host.signal_dbm is not None and host.signal_dbm < limit.CLIENT_WEAK_DBM
	]
	weak = sorted(heard, key=lambda host: host.signal_dbm or 0)
	for host in weak[: limit.WEAK_CLIENTS_NAMED]:
		yield Finding("warning", "client_weak", whereabouts(host))
	if len(weak) > limit.WEAK_CLIENTS_NAMED:
		yield Finding("warning", "clients_weak", {"count": len(weak) - limit.WEAK_CLIENTS_NAMED})


def whereabouts(host: Host) -> dict[str, Value]:
	name = host.name or host.mac or host.ip or "?"
	return {"name": name, "signal_dbm": host.signal_dbm or 0, "node": host.node or spaced(host.band)}


def unread(facts: Facts) -> Iterator[Finding]:
	"""What nobody asked the modem yet; of a modem nothing is known of, only that."""
	if not any((facts.wan, facts.ethernet, facts.radios, facts.hosts, facts.device.firmware)):
		yield Finding("info", "nothing_read")
	elif not facts.hosts_read:
		yield Finding("info", "hosts_unread")
	elif not facts.hosts:
		yield Finding("info", "no_hosts")


CHECKS: tuple[Callable[[Facts], Iterator[Finding]], ...] = (
	reporting,
	light,
	optical_link,
	internet,
	internet_address,
	laser,
	transceiver,
	mesh,
	wifi,
	ethernet,
	clients,
	health,
	unread,
)
