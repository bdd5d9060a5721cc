"""Equipment: diagnosis of one modem, tasks, the fleet, and what moves between places.

`diagnosis`, `findings`, `signal` and what they stand on are plain Python and import no frappe; the public functions
below do, so they are loaded when first asked for. None of them may share a module's name: importing that module
would put it in the function's place.
"""

from importlib import import_module
from typing import Any

_HOME = {
	"Line": "at_once",
	"NotDone": "at_once",
	"carry_out": "at_once",
	"cards": "equipment_cards",
	"diagnose": "service",
	"fleet_summary": "service",
	"hosts": "service",
	"lookup": "identify",
	"measure": "at_once",
	"run_task": "service",
	"test_acs": "service",
	"trend": "service",
}
__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
	if name not in _HOME:
		raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
	return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
