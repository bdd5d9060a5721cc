"""Huawei ONTs and gateways with TR-098: EchoLife EG8145V5 and its family, BM632w (read on both)."""

from dataclasses import replace

from gigafibre_fsm.network.profiles.schema import DevicePaths, OpticalPaths, Reading
from gigafibre_fsm.network.profiles.tr098 import TR098

PROFILE = replace(
	TR098,
	manufacturer="Huawei",
	device=DevicePaths(
		gpon_serial=("DeviceInfo.X_HW_SerialNumber",),
		cpu_pct=("DeviceInfo.ProcessStatus.CPUUsage", "DeviceInfo.X_HW_CpuUsed"),
		memory_used_pct=("DeviceInfo.X_HW_MemUsed",),
	),
	# An EG8145V5 reads RXPower −3, TXPower 2, TransceiverTemperature 45, SupplyVoltage 3415, BiasCurrent 7.
	optical=OpticalPaths(
		branches=("WANDevice.*.X_GponInterafceConfig",),
		status=("Status",),
		rx=Reading(("RXPower",), ("dbm_if_negative", "gpon_raw")),
		tx=Reading(("TXPower",), ("dbm", "gpon_raw")),
		temperature=Reading(("TransceiverTemperature",), ("celsius",)),
		voltage=Reading(("SupplyVoltage",), ("volt_thousandths", "volt")),
		bias=Reading(("BiasCurrent",), ("milliampere",)),
		trusted=True,
	),
	# Codes 0 and 3 are ranges ("auto 20/40", "auto 20/40/80"): they do not say what is in use.
	wifi=replace(TR098.wifi, bandwidths={"0": "auto", "1": "20MHz", "2": "40MHz", "3": "auto"}),
)
