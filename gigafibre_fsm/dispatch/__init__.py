"""Dispatch: who does what, when and in which order, and why. See README.md.

All that stands here is plain Python on plain data and imports no frappe. The public functions are loaded when first asked
for: the solver is heavy, and scores need none. None of them may share a module's name: importing that module would put
it in the function's place.
"""

from importlib import import_module
from typing import Any

_HOME = {
	"explain": "explaining",
	"plan": "planner",
	"plan_plainly": "planner",
	"replan": "replanning",
	"score": "scoring",
	"suggest": "slots",
}
__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
	if name not in _HOME:
		raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
	return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
