"""TP-Link with TR-181: XX230v, EX220 and their family (INTEGRATIONS §2, read on both).

Their ProductClass is "Device2" whatever the model.
"""

from dataclasses import replace

from gigafibre_fsm.network.profiles.schema import (
	DevicePaths,
	EthernetPaths,
	HostPaths,
	OpticalPaths,
	Reading,
	WanPaths,
	WifiPaths,
)
from gigafibre_fsm.network.profiles.tr181 import TR181

PROFILE = replace(
	TR181,
	manufacturer="TP-?Link",
	device=DevicePaths(gpon_serial=("Optical.Interface.1.GponAuth.GponSn",)),
	optical=OpticalPaths(
		branches=("Optical.Interface.*",),
		status=("Status",),
		# The standard's OpticalSignalLevel reads 0 here; some firmware writes tenths of a dBm instead of 0.1 µW.
		rx=Reading(("X_TP_GPON_Config.RXPower",), ("gpon_raw", "dbm", "dbm_tenths")),
		tx=Reading(("X_TP_GPON_Config.TXPower",), ("gpon_raw", "dbm", "dbm_tenths")),
		temperature=Reading(("X_TP_GPON_Config.TransceiverTemperature",), ("celsius_256",)),
		voltage=Reading(
			("X_TP_GPON_Config.SupplyVottage", "X_TP_GPON_Config.SupplyVoltage"), ("volt_thousandths",)
		),
		bias=Reading(("X_TP_GPON_Config.BiasCurrent",), ("milliampere_500",)),
		zero_is_dark=True,
		trusted=True,
	),
	wan=WanPaths(
		name=("X_TP_ConnName", "Name", "Alias"),
		service=("X_TP_ServiceType",),
		connection=("X_TP_ConnType",),
		inside=frozenset({"LAN"}),
		spare=frozenset({"PPP3G", "DHCP4G"}),
	),
	ethernet=EthernetPaths(
		name=("X_TP_IfNameAlias", "Name"),
		names={"EWAN": "WAN"},
		internal=frozenset({"LAN"}),  # the switch's side of the processor
	),
	wifi=WifiPaths(
		type=("X_TP_APType",),
		hidden_types=frozenset({"Backhaul", "Public"}),
		guest_types=frozenset({"Guest", "GuestNetwork"}),
		hidden=frozenset({"9", "10", "11", "12", "13", "14"}),
		guest=frozenset({"6", "8"}),
	),
	hosts=HostPaths(
		kind=("X_TP_LanConnType",),
		kinds={
			"0": ("wired", None),
			"1": ("wifi", "2.4GHz"),
			"2": ("wifi", "2.4GHz"),  # guest
			"3": ("wifi", "5GHz"),
			"4": ("wifi", "5GHz"),  # guest
		},
	),
)
