"""What a kind of step is: its words and parameters for the editor, what it does, and what it would do. No frappe.

Words are marked with N_ and translated when they are said. A kind of effect is given its parameters filled in
(fill.py) and a Context whose `key` is the same at every attempt: whatever it makes outside is made once with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Literal

# Every type a parameter may have; fill.py says what its value becomes.
TYPES = (
	"text",
	"long_text",
	"number",
	"check",
	"select",
	"link",
	"field",
	"duration",
	"datetime",
	"expression",
	"json",
	"key_values",
	"form",
	"user",
	"role",
	"cases",
)

# Ends the name of a record that a simulation only pretends to have made.
STAND_IN = "…"
# A plausible value of each type of output.
SAMPLES: dict[str, Any] = {
	"text": STAND_IN,
	"number": 0,
	"check": True,
	"date": "2026-01-01",
	"datetime": "2026-01-01T09:00:00",
	"list": [],
	"json": {},
}


def is_stand_in(value: Any) -> bool:
	"""Return whether this names a record that a simulation only pretends to have made."""
	return isinstance(value, str) and value.endswith(STAND_IN) and not any(map(str.isspace, value))


class Refused(Exception):
	"""What a step cannot do, in words people can act on; trying again would not help."""


@dataclass(frozen=True, slots=True)
class Waiting:
	"""A step that has begun and now waits: for somebody to complete it, for an event, or until a moment (naive, the
	site's zone). `output` is kept with it; when time is up `on_timeout` goes on, fails it, or has it performed again."""

	event: str | None = None
	until: datetime | None = None
	output: dict[str, Any] | None = None
	on_timeout: Literal["continue", "fail", "again"] = "continue"


@dataclass(frozen=True, slots=True)
class Shown:
	"""One thing a step would do: kind "sms", "email", "record", "task", "note" or "http"; `to` is who gets it."""

	kind: str
	title: str
	text: str = ""
	to: str = ""


@dataclass(frozen=True, slots=True)
class Param:
	"""A parameter in the editor.

	`options`: of a select `((value, label), …)`, of a link the doctype's name. `depends_on`: `(parameter, values)` for
	one that is only asked for when another has one of these values. A `spoken` text comes as it was written: the kind
	fills it in the language of each reader (fill.py). A `record` text names one, as a link does.
	"""

	name: str
	label: str
	type: str = "text"
	required: bool = False
	options: tuple[tuple[str, str], ...] | str = ()
	default: Any = None
	help: str = ""
	depends_on: tuple[str, tuple[Any, ...]] | None = None
	spoken: bool = False
	record: bool = False

	def is_asked(self, values: Mapping[str, Any]) -> bool:
		"""Return whether this one is asked for beside these values (absent ones at their default)."""
		return not self.depends_on or values.get(self.depends_on[0]) in self.depends_on[1]


@dataclass(frozen=True, slots=True)
class Output:
	"""A value that a step leaves for the next ones as `steps.<id>.<name>`; type "text", "number", "check", "date",
	"datetime", "list" or "json"."""

	name: str
	label: str
	type: str = "text"


@dataclass(frozen=True, slots=True)
class Context:
	"""Where a step is being done.

	`document` is the record the run is about, `customer` its customer if it has one, `facts` the data that conditions
	and texts see here (doc, customer, trigger, steps, vars, the loops' items, …), `language` what the customer reads ("fr" or "en"), `undo`
	whether this compensates a step. `key` names the effect: equal at every attempt, for whatever must happen once.
	`scope` holds the names of the loops it is in, which are among the facts, too. `simulated` is a step that is only
	shown: records that steps before it would have made are not there (is_stand_in).
	"""

	run: str
	instance: str
	step: str
	key: str
	attempt: int
	document: Any
	customer: Any
	facts: Mapping[str, Any]
	language: str = "fr"
	undo: bool = False
	scope: Mapping[str, Any] = field(default_factory=dict)
	simulated: bool = False


class Kind:
	"""A kind of step. Subclasses set the words and override `perform` and `simulate` (structural ones neither)."""

	name: ClassVar[str] = ""
	label: ClassVar[str] = ""
	icon: ClassVar[str] = "circle"
	group: ClassVar[str] = ""
	help: ClassVar[str] = ""
	params: ClassVar[tuple[Param, ...]] = ()
	outputs: ClassVar[tuple[Output, ...]] = ()
	# Whether all it does is in the database, so that doing it and writing it down are one transaction.
	transactional: ClassVar[bool] = True
	# Done by the engine itself: containers and waits.
	structural: ClassVar[bool] = False
	agent: ClassVar[bool] = False
	project: ClassVar[bool] = True
	# The doctypes whose flows may use it; empty for all.
	applies_to: ClassVar[tuple[str, ...]] = ()

	def perform(self, context: Context, params: dict[str, Any]) -> "dict[str, Any] | Waiting":
		"""Do the step and return its output, or Waiting. Raises Refused when trying again would not help."""
		raise NotImplementedError(self.name)

	def simulate(self, context: Context, params: dict[str, Any]) -> list[Shown]:
		"""Return what `perform` would do, in words; writes and sends nothing."""
		raise NotImplementedError(self.name)

	def waits(self, context: Context, params: dict[str, Any]) -> Waiting | None:
		"""Return what `perform` would wait for once it has begun; None when it waits for nothing. Writes nothing."""
		return None

	def changes(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		"""Return what `perform` would write in the run's own record: field → value."""
		return {}

	def sample(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		"""Return a plausible output, for the steps that a simulation tries after this one."""
		return {output.name: SAMPLES[output.type] for output in self.outputs}
