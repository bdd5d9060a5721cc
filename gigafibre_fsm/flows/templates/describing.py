"""What a flow can be drawn with, as the editor reads it, in the reader's language."""

from frappe import _

from gigafibre_fsm.flows.jsonlogic.operators_help import OPERATORS
from gigafibre_fsm.flows.kinds.registry import described
from gigafibre_fsm.flows.triggering.events import DOCTYPES, EVENTS


def describe() -> dict:
	"""Return `{kinds, events, doctypes, operators}` (frontend/src/api/flowTypes.ts `Catalogue`)."""
	return {
		"kinds": described(),
		"events": [
			{
				"name": name,
				"label": _(event.label),
				"help": _(event.help),
				"applies_to": list(event.applies_to),
				"payload": [
					{"name": one.name, "label": _(one.label), "type": one.type} for one in event.payload
				],
			}
			for name, event in EVENTS.items()
		],
		"doctypes": [{"name": doctype, "label": _(doctype)} for doctype in DOCTYPES],
		"operators": [
			{"name": one.name, "label": _(one.label), "args": _(one.arguments), "example": one.example}
			for one in OPERATORS
		],
	}
