"""Flows: what happens after a payment, a signature, a finished job or an outage, drawn once and carried out. See README.md.

`definition`, `engine`, `state`, `conditions` and what stands beside them are plain Python; the public functions below
need a site and are loaded when first asked for. None of them may share a module's name: importing that module would
put it in the function's place.
"""

from importlib import import_module
from typing import Any

_HOME = {
	"cancel": "runs",
	"catalogue": "kinds.registry",
	"complete": "runs",
	"delete_old": "retention",
	"fire": "triggers",
	"heard": "runs",
	"retry_step": "runs",
	"simulate": "simulation",
	"skip_step": "runs",
	"start": "runs",
	"sweep": "wakeup",
}
__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
	if name not in _HOME:
		raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
	return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
