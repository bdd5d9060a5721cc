"""What is known of one device: the shape of `summarize`, and the few facts only the findings need.

Every field may be None: unknown. Fields marked `aside` stay out of the summary, whose keys are a contract.
"""

from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

ASIDE = {"aside": True}


@dataclass(frozen=True, slots=True)
class Device:
	"""`id` is GenieACS's; `gpon_sn` the serial the OLT knows (TPLGB4FB2AC8); `last_inform` ISO 8601 in UTC."""

	id: str | None = None
	serial: str | None = None
	gpon_sn: str | None = None
	vendor: str | None = None
	model: str | None = None
	firmware: str | None = None
	hardware: str | None = None
	uptime_s: int | None = None
	last_inform: str | None = None
	online: bool | None = None
	cpu_pct: int | None = None
	memory_free_pct: int | None = None
	silent_s: float | None = field(default=None, metadata=ASIDE)
	"""Seconds since the last inform."""


@dataclass(frozen=True, slots=True)
class Optical:
	"""`status`: Up, Down, No light, or the device's own word. `confidence`, of Rx: confirmed, unconfirmed, none."""

	status: str | None = None
	rx_dbm: float | None = None
	tx_dbm: float | None = None
	temperature_c: float | None = None
	voltage_v: float | None = None
	bias_ma: float | None = None
	confidence: str = "none"
	dark: bool = field(default=False, metadata=ASIDE)
	"""The receiver says it sees no light at all."""
	unread: bool = field(default=False, metadata=ASIDE)
	"""There is an optical interface, but its figures were never fetched."""


@dataclass(frozen=True, slots=True)
class Wan:
	"""`service`: Internet, TR069, VoIP, IPTV…, several with commas. `connection`: PPPoE, DHCP, Static, Bridge.

	`status`: Up, Down, Connecting, or the device's own word. `dns`: addresses with ", " between them.
	"""

	name: str | None = None
	service: str | None = None
	connection: str | None = None
	status: str | None = None
	ip: str | None = None
	gateway: str | None = None
	dns: str | None = None
	username: str | None = None
	vlan: int | None = None
	error: str | None = field(default=None, metadata=ASIDE)
	"""Why it is down, in the data model's word (ERROR_AUTHENTICATION_FAILURE)."""

	@property
	def carries_internet(self) -> bool:
		"""Whether the customer's traffic goes this way; a service nobody named counts."""
		return self.service is None or "internet" in self.service.lower()

	@property
	def internet_is_up(self) -> bool:
		return self.carries_internet and self.status == "Up"


@dataclass(frozen=True, slots=True)
class EthernetPort:
	"""A socket; speed and `duplex` (Full, Half) only while it has a link and tells."""

	name: str | None = None
	status: str | None = None
	speed_mbps: int | None = None
	duplex: str | None = None


@dataclass(frozen=True, slots=True)
class Radio:
	"""`band`: 2.4GHz, 5GHz, 6GHz. `standard`: letters of 802.11, "a/n/ac/ax". `bandwidth`: 80MHz.

	`clients_direct` are on the device itself, `clients_mesh` on this band of the other mesh nodes.
	"""

	band: str | None = None
	channel: int | None = None
	standard: str | None = None
	bandwidth: str | None = None
	enabled: bool | None = None
	clients_direct: int | None = None
	clients_mesh: int | None = None


@dataclass(frozen=True, slots=True)
class Ssid:
	"""A network the customer knows of."""

	band: str | None = None
	ssid: str | None = None
	enabled: bool | None = None
	guest: bool | None = None
	open: bool | None = field(default=None, metadata=ASIDE)
	"""Anyone may join without a password."""


@dataclass(frozen=True, slots=True)
class MeshNode:
	"""`backhaul`: Wi-Fi or Ethernet; the controller has none. `clients`: those on its Wi-Fi."""

	mac: str | None = None
	name: str | None = None
	model: str | None = None
	controller: bool | None = None
	active: bool | None = None
	ip: str | None = None
	backhaul: str | None = None
	uptime_s: int | None = None
	clients: int | None = None
	backhaul_dbm: int | None = field(default=None, metadata=ASIDE)
	macs: frozenset[str] = field(default=frozenset(), metadata=ASIDE)
	"""Every MAC it is known by: it shows under any of them among the hosts."""


@dataclass(frozen=True, slots=True)
class Host:
	"""`connection`: wifi, wired, unknown. `node`: the mesh node's name. `lease_s`: None for a static address."""

	name: str | None = None
	ip: str | None = None
	mac: str | None = None
	active: bool | None = None
	connection: str = "unknown"
	node: str | None = None
	band: str | None = None
	signal_dbm: int | None = None
	rate_mbps: float | None = None
	lease_s: int | None = None


@dataclass(frozen=True, slots=True)
class Station:
	"""A client as an access point sees it: one association, on one radio of one node."""

	mac: str
	node: str | None = None
	"""MAC of the mesh node it is attached to; None: the device itself, or nobody said."""
	connection: str = "wifi"
	band: str | None = None
	channel: int | None = None
	signal_dbm: int | None = None
	rate_mbps: float | None = None
	name: str | None = None
	ip: str | None = None
	since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Facts:
	"""One device, read."""

	device: Device = Device()
	optical: Optical = Optical()
	wan: tuple[Wan, ...] = ()
	ethernet: tuple[EthernetPort, ...] = ()
	radios: tuple[Radio, ...] = ()
	ssids: tuple[Ssid, ...] = ()
	mesh: tuple[MeshNode, ...] = ()
	hosts: tuple[Host, ...] = ()
	hosts_read: bool = field(default=False, metadata=ASIDE)
	"""The table of hosts was fetched, be it empty."""


def summary(part: Any) -> Any:
	"""The public face of a fact: dicts and lists with exactly the contract's keys."""
	if isinstance(part, tuple):
		return [summary(row) for row in part]
	if not hasattr(part, "__dataclass_fields__"):
		return part
	public = (item.name for item in fields(part) if not item.metadata.get("aside"))
	return {name: summary(getattr(part, name)) for name in public}
