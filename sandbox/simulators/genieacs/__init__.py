"""A GenieACS to try things on: the NBI of 1.2.16 as INTEGRATIONS.md §1 says, over devices that live a little.

In a test: `with GenieACSSimulator([xx230v()]) as acs: …`. By itself: `python -m sandbox.simulators.genieacs --demo`.
"""

from .cpe import Cpe, Mode
from .demo import DemoDevice, demo_catalogue, demo_devices
from .devices import (
	Client,
	Life,
	Line,
	Model,
	Node,
	eg8145v5,
	ex220,
	fleet,
	fleet_serial,
	ht803g,
	xx230v,
)
from .server import GenieACSSimulator
from .tree import load

__all__ = [
	"Client",
	"Cpe",
	"DemoDevice",
	"GenieACSSimulator",
	"Life",
	"Line",
	"Mode",
	"Model",
	"Node",
	"demo_catalogue",
	"demo_devices",
	"eg8145v5",
	"ex220",
	"fleet",
	"fleet_serial",
	"ht803g",
	"load",
	"xx230v",
]
