"""A template as an editor or a file sends it, checked for its shape only: a draft may still hold problems."""

from typing import Annotated, Any

import frappe
from frappe import _
from frappe.model.document import Document
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from gigafibre_fsm.flows.stored import dumps, loads
from gigafibre_fsm.flows.triggering.events import DOCTYPES, EVENTS, MANUAL
from gigafibre_fsm.validation import require_sound_json

# Far beyond a flow of 200 steps; what is larger is not one (characters of JSON).
LARGEST = 500_000


class Draft(BaseModel):
	"""What makes a template; keys that are not here are left out."""

	model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

	name: str = ""
	title: Annotated[str, Field(min_length=1, max_length=140)]
	description: Annotated[str | None, Field(max_length=1000)] = None
	applies_to: str
	trigger_event: str = MANUAL
	trigger_condition: Any = None
	schedule: Annotated[str | None, Field(max_length=140)] = None
	schedule_filters: list[Any] | dict[str, Any] | None = None
	allow_several: bool = False
	definition: dict[str, Any]

	@field_validator("applies_to")
	@classmethod
	def _known_doctype(cls, value: str) -> str:
		if value not in DOCTYPES:
			raise ValueError(_("flows are about one of {0}").format(", ".join(map(_, DOCTYPES))))
		return value

	@field_validator("trigger_event")
	@classmethod
	def _known_event(cls, value: str) -> str:
		if value not in EVENTS:
			raise ValueError(_("is no event that starts flows"))
		return value

	@field_validator("definition")
	@classmethod
	def _holds_steps(cls, value: dict[str, Any]) -> dict[str, Any]:
		steps = value.get("steps", [])
		if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
			raise ValueError(_("“steps” must be a list of steps"))
		return {"steps": steps}

	@classmethod
	def of(cls, template: Document) -> "Draft":
		"""Return a template that is kept. Raises ValueError when what the desk wrote in it is no JSON."""
		return cls.model_construct(
			name=template.name,
			title=template.title,
			description=template.description,
			applies_to=template.applies_to,
			trigger_event=template.trigger_event,
			trigger_condition=loads(template.trigger_condition),
			schedule=template.schedule,
			schedule_filters=loads(template.schedule_filters),
			allow_several=bool(template.allow_several),
			definition=loads(template.definition, {"steps": []}),
		)

	def stored(self) -> dict[str, Any]:
		"""Return the template's fields as the doctype keeps them."""
		values = self.model_dump(exclude={"name", "trigger_condition", "schedule_filters", "definition"})
		values["allow_several"] = int(self.allow_several)
		values["schedule"] = self.schedule or None
		for field in ("trigger_condition", "schedule_filters", "definition"):
			values[field] = dumps(getattr(self, field))
		return values


def read_draft(raw: object) -> Draft:
	"""Return the draft in what was sent, parsed JSON. Raises ValidationError (of Frappe) with what is wrong and where."""
	require_bounded(raw)
	try:
		return Draft.model_validate(raw)
	except ValidationError as error:
		frappe.throw(describe(error))


def require_bounded(raw: object) -> None:
	"""Refuse what is too large or too deep for a flow before it is read any further."""
	require_sound_json(raw)
	if len(dumps(raw) or "") > LARGEST:
		frappe.throw(_("This flow is too large: {0} characters at most").format(LARGEST))


def describe(error: ValidationError) -> str:
	"""Return the first mistakes of a shape, in one line: "title: …; definition.steps: …"."""
	said = []
	for mistake in error.errors(include_url=False)[:3]:
		place = ".".join(str(part) for part in mistake["loc"]) or _("the whole")
		said.append(f"{place}: {mistake['msg'].removeprefix('Value error, ')}")
	return _("This is not a flow: {0}").format("; ".join(said))
