"""A template as the pages show it: its row, and all of it for the editor."""

from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime

from gigafibre_fsm.clock import to_iso
from gigafibre_fsm.flows.checks import validation
from gigafibre_fsm.flows.templates import system_templates
from gigafibre_fsm.flows.templates.drafts import Draft
from gigafibre_fsm.flows.templates.tallies import Tally, tallies
from gigafibre_fsm.flows.triggering.events import EVENTS, SCHEDULE
from gigafibre_fsm.language import language

FIELDS = [
	"name",
	"title",
	"description",
	"applies_to",
	"trigger_event",
	"schedule",
	"enabled",
	"published_version",
	"has_draft",
	"system_key",
	"copied_from",
	"modified",
]
MOST = 500


def list_templates(query: str = "") -> dict:
	"""Return `{rows}` of the templates, those switched on first, then by title; `query` looks in title and description."""
	found = frappe.get_list(
		"Flow Template",
		fields=FIELDS,
		or_filters=_matching(query),
		order_by="enabled desc, title asc, name asc",
		limit=MOST,
	)
	counted = tallies([row.name for row in found])
	return {"rows": [_row(row, counted[row.name]) for row in found]}


def show_template(name: str) -> dict:
	"""Return a template with its drawing and its problems. Raises DoesNotExistError, PermissionError."""
	template = frappe.get_doc("Flow Template", name)
	template.check_permission("read")
	draft = current(template)
	return {
		**_row(template, tallies([name])[name]),
		"definition": draft.definition,
		"trigger_condition": draft.trigger_condition,
		"schedule_filters": draft.schedule_filters,
		"allow_several": draft.allow_several,
		"problems": validation.problems_of(draft),
		"can_write": not template.system_key and bool(template.has_permission("write")),
	}


def current(template: Document) -> Draft:
	"""Return what a template draws; a system template is what was shipped, in the reader's language."""
	if template.system_key:
		return system_templates.drawn(template.system_key, language())
	return Draft.of(template)


def stamp(modified: datetime | str) -> str:
	"""Return when a template was saved, to the microsecond: two saves in one second are told apart."""
	moment = get_datetime(modified)
	seconds = to_iso(moment)
	return f"{seconds[:19]}.{moment.microsecond:06d}{seconds[19:]}"


def _matching(query: str) -> list | None:
	words = f"%{query.strip()}%"
	return [["title", "like", words], ["description", "like", words]] if query.strip() else None


def _row(template: dict | Document, tally: Tally) -> dict:
	words = system_templates.drawn(template.system_key, language()) if template.system_key else template
	return {
		"name": template.name,
		"title": words.title,
		"description": words.description,
		"applies_to": template.applies_to,
		"applies_to_label": _(template.applies_to),
		"trigger_event": template.trigger_event,
		"trigger_label": _(EVENTS[template.trigger_event].label),
		"schedule": template.schedule if template.trigger_event == SCHEDULE else None,
		"enabled": bool(template.enabled),
		"published_version": template.published_version or 0,
		"has_draft": bool(template.has_draft),
		"is_system": bool(template.system_key),
		"copied_from": template.copied_from,
		"runs_alive": tally.alive,
		"runs_failed": tally.failed,
		"last_run_on": to_iso(tally.last_run_on),
		"modified": stamp(template.modified),
	}
