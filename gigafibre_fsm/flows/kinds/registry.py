"""The catalogue of kinds: one class a kind, found by its name; the editor, the engine and the runtime read it."""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

from frappe import _

from gigafibre_fsm.flows.kinds.base import Kind, Output, Param

# In the order in which the editor offers them.
FAMILIES = (
	"structural",
	"messages",
	"notices",
	"people",
	"tickets",
	"jobs",
	"records",
	"subflow",
	"billing",
	"contracts",
	"devices",
	"http_call",
	"assistant",
)
_kinds: dict[str, Kind] = {}


def kind(cls: type[Kind]) -> type[Kind]:
	"""Class decorator: puts a kind in the catalogue."""
	if cls.name in _kinds:
		raise ValueError(f"two kinds are named {cls.name}")
	_kinds[cls.name] = cls()
	return cls


def catalogue() -> Mapping[str, Kind]:
	"""Return every kind by its name, families together, in the editor's order."""
	for family in FAMILIES:
		import_module(f"{__package__}.{family}")
	return MappingProxyType(_kinds)


def get(name: str) -> Kind:
	"""Return a kind. Raises KeyError for one that is unknown."""
	return catalogue()[name]


def described() -> list[dict[str, Any]]:
	"""Return the catalogue as the editor reads it, in the reader's language."""
	return [_kind(one) for one in catalogue().values()]


def __getattr__(name: str) -> Mapping[str, Kind]:
	"""PROJECT_KINDS: what a flow may be drawn with; AGENT_KINDS: what the assistant may offer to do."""
	views = {"PROJECT_KINDS": "project", "AGENT_KINDS": "agent"}
	if name not in views:
		raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
	return MappingProxyType({key: one for key, one in catalogue().items() if getattr(one, views[name])})


def _kind(one: Kind) -> dict[str, Any]:
	return {
		"name": one.name,
		"label": _(one.label),
		"icon": one.icon,
		"group": _(one.group),
		"help": _(one.help),
		"structural": one.structural,
		"agent": one.agent,
		"project": one.project,
		"applies_to": list(one.applies_to),
		"params": [_param(param) for param in one.params],
		"outputs": [_output(output) for output in one.outputs],
	}


def _param(param: Param) -> dict[str, Any]:
	options: Any = param.options
	if not isinstance(options, str):
		options = [{"value": value, "label": _(label)} for value, label in options]
	depends_on = param.depends_on and {"param": param.depends_on[0], "values": list(param.depends_on[1])}
	return {
		"name": param.name,
		"label": _(param.label),
		"type": param.type,
		"required": param.required,
		"options": options,
		"default": param.default,
		"help": _(param.help) if param.help else "",
		"depends_on": depends_on,
	}


def _output(output: Output) -> dict[str, str]:
	return {"name": output.name, "label": _(output.label), "type": output.type}
