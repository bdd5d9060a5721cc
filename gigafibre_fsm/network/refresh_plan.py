"""What a full refresh asks the modem for, by data model: one step a row, each with its own budget.

Hosts first (15 s) because the modem builds that table in memory, then the mesh's associated devices (10 s).
"""

from dataclasses import dataclass

from gigafibre_fsm.words import N_


@dataclass(frozen=True, slots=True)
class Step:
	"""One session with the modem: the branches it reads again, and how long we wait for it (s)."""

	label: str
	branches: tuple[str, ...]
	budget: float


TR181 = (
	Step(
		N_("Asking the modem for its fibre, ports and hosts (up to {0} s)"),
		("Device.DeviceInfo", "Device.Optical", "Device.Ethernet", "Device.Hosts"),
		15,
	),
	Step(N_("Reading the mesh (up to {0} s)"), ("Device.WiFi.MultiAP",), 10),
)
TR098 = (
	Step(
		N_("Asking the modem for its fibre, ports and hosts (up to {0} s)"),
		(
			"InternetGatewayDevice.DeviceInfo",
			"InternetGatewayDevice.WANDevice",
			"InternetGatewayDevice.LANDevice.1.Hosts",
		),
		15,
	),
	Step(N_("Reading the Wi-Fi (up to {0} s)"), ("InternetGatewayDevice.LANDevice.1.WLANConfiguration",), 10),
)
# Either plan's steps together (s): a refresh as a whole never takes longer.
BUDGET = 25


def plan_for(root: str) -> tuple[Step, ...]:
	"""Return the steps for a data model, named by the root of its tree."""
	return TR098 if root == "InternetGatewayDevice" else TR181
