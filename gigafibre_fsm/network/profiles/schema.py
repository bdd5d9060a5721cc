"""What a profile can say about a family of modems."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Leaves = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
	"""A raw figure and how it becomes a quantity: `formulas` are names of `values.FORMULAS`, most likely first."""

	leaves: Leaves = ()
	formulas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpticalPaths:
	"""The optical transceiver: `branches` are tried in turn, the leaves are below them."""

	branches: Leaves = ()
	status: Leaves = ()
	rx: Reading = Reading()
	tx: Reading = Reading()
	temperature: Reading = Reading()
	voltage: Reading = Reading()
	bias: Reading = Reading()
	zero_is_dark: bool = False
	"""A raw Rx of 0 is a measurement (no light), not a figure nobody filled in."""
	trusted: bool = False
	"""The first formula was checked on this family; elsewhere a figure stays unconfirmed."""


@dataclass(frozen=True, slots=True)
class DevicePaths:
	"""Identity and health, where they are not the standard's."""

	gpon_serial: Leaves = ()
	cpu_pct: Leaves = ("DeviceInfo.ProcessStatus.CPUUsage",)
	memory_used_pct: Leaves = ()


@dataclass(frozen=True, slots=True)
class WanPaths:
	"""Leaves of one WAN interface (TR-181) or connection (TR-098)."""

	name: Leaves = ("Name", "Alias")
	service: Leaves = ()
	connection: Leaves = ()
	vlan: Leaves = ()
	inside: frozenset[str] = frozenset()
	"""Connection types that face the customer."""
	spare: frozenset[str] = frozenset()
	"""Connection types that only count when they are up (a USB modem nobody plugged in)."""


@dataclass(frozen=True, slots=True)
class EthernetPaths:
	"""Ports with a socket."""

	ports: str = "Ethernet.Interface.*"
	name: Leaves = ("Name", "Alias")
	speed: Leaves = ("CurrentBitRate", "MaxBitRate")
	duplex: Leaves = ("DuplexMode",)
	names: Mapping[str, str] = field(default_factory=dict)
	"""How we call what the device calls otherwise."""
	numbered: str = ""
	"""Call ports by this word and their instance number, where the device has no useful name for them."""
	internal: frozenset[str] = frozenset()
	"""Names of interfaces without a socket."""


@dataclass(frozen=True, slots=True)
class WifiPaths:
	"""Radios and networks. TR-181 reads `type` from the access point, TR-098 from the WLANConfiguration."""

	channel: Leaves = ("Channel",)
	standard: Leaves = ("OperatingStandards",)
	bandwidth: Leaves = ("CurrentOperatingChannelBandwidth",)
	bandwidths: Mapping[str, str] = field(default_factory=dict)
	"""Codes for a bandwidth."""
	band: Leaves = ("OperatingFrequencyBand",)
	type: Leaves = ()
	hidden_types: frozenset[str] = frozenset()
	guest_types: frozenset[str] = frozenset()
	hidden: frozenset[str] = frozenset()
	"""Instances of the mesh's own networks, for when `type` was not fetched."""
	guest: frozenset[str] = frozenset()
	"""Instances of guest networks, for when `type` was not fetched."""
	signal: Leaves = ("SignalStrength",)
	"""Of an associated device, in dBm."""
	rate_kbps: Leaves = ("LastDataDownlinkRate",)
	rate_mbps: Leaves = ()


@dataclass(frozen=True, slots=True)
class HostPaths:
	"""The table of devices on the home network."""

	table: str = "Hosts.Host.*"
	count: Leaves = ("Hosts.HostNumberOfEntries",)
	interface: Leaves = ("InterfaceType",)
	link: Leaves = ("Layer1Interface", "Layer2Interface", "AssociatedDevice")
	"""References to the interface a host hangs on."""
	kind: Leaves = ()
	kinds: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
	"""A vendor's code for the connection → (wifi|wired, band)."""


@dataclass(frozen=True, slots=True)
class Profile:
	"""One family: `manufacturer` and `model` are patterns its names begin with."""

	root: str
	manufacturer: str = ""
	model: str = ""
	device: DevicePaths = DevicePaths()
	optical: OpticalPaths = OpticalPaths()
	wan: WanPaths = WanPaths()
	ethernet: EthernetPaths = EthernetPaths()
	wifi: WifiPaths = WifiPaths()
	hosts: HostPaths = HostPaths()
