"""Raisecom HT803G with TR-098 and China Telecom's extensions (INTEGRATIONS §2: the unit of its optics is unconfirmed)."""

from dataclasses import replace

from gigafibre_fsm.network.profiles.schema import OpticalPaths, Reading
from gigafibre_fsm.network.profiles.tr098 import TR098

PROFILE = replace(
	TR098,
	manufacturer="Raisecom",
	optical=OpticalPaths(
		branches=("WANDevice.*.X_CT-COM_GponInterfaceConfig",),
		status=("Status",),
		rx=Reading(("RXPower",), ("gpon_raw", "dbm")),
		tx=Reading(("TXPower",), ("gpon_raw", "dbm")),
		temperature=Reading(("TransceiverTemperature",), ("celsius_256", "celsius")),
		voltage=Reading(("SupplyVottage", "SupplyVoltage"), ("volt_ten_thousandths", "volt_thousandths")),
		bias=Reading(("BiasCurrent",), ("milliampere_500", "milliampere")),
		zero_is_dark=True,
	),
)
