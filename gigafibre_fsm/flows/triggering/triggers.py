"""Events that happened to records: they start the flows that wait for them, and wake the runs that do.

Called inside the transaction of what happened: the runs' rows are written in it, and gone with it if it is rolled
back; their work begins after the commit. A template that is broken harms nobody: it is written down, the save goes on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from gigafibre_fsm.flows import conditions
from gigafibre_fsm.flows.running.facts import Facts, customer_of, plain
from gigafibre_fsm.flows.running.failures import NOT_OURS
from gigafibre_fsm.flows.running.hearing import heard
from gigafibre_fsm.flows.running.runs import start
from gigafibre_fsm.flows.stored import loads
from gigafibre_fsm.flows.triggering.subjects import reached

# How often one broken template is written down (s).
QUIET = 3600
FIELDS = ["name", "template", "title", "applies_to", "trigger_condition"]


@dataclass(frozen=True, slots=True)
class Happening:
	"""An event, the record it happened to, and what is seen of it: read once for all the templates it may start."""

	event: str
	document: Document
	payload: Mapping[str, Any]
	occurrence: str
	known: dict[str, list[Facts]] = field(default_factory=dict)

	def subjects(self, doctype: str) -> list[Facts]:
		"""Return the records of a doctype that this is about."""
		if doctype not in self.known:
			trigger = {"event": self.event, "at": plain(now_datetime()), **self.payload}
			names = reached(self.document, doctype)
			self.known[doctype] = [facts_of(self._document(doctype, name), trigger) for name in names]
		return self.known[doctype]

	def _document(self, doctype: str, name: str) -> Document:
		is_itself = (doctype, name) == (self.document.doctype, self.document.name)
		return self.document if is_itself else frappe.get_doc(doctype, name)


def fire(
	event: str, document: Document, payload: Mapping[str, Any] | None = None, occurrence: str = ""
) -> None:
	"""Tell the flows that this happened to a record. Raises nothing but a collision or the cut-off of a job.

	`payload` is JSON and is seen as `trigger.<name>`. `occurrence` tells two happenings of one event to one record
	apart, when it can happen again; a flow that allows several runs has one for each.
	"""
	if not frappe.db.get_single_value("FSM Settings", "flows_enabled"):
		return
	happening = Happening(event, document, dict(payload or {}), occurrence)
	harmlessly(event, heard, event, document, payload)
	for version in live_versions(event):
		harmlessly(version.name, _start, happening, version)


def live_versions(event: str) -> list[dict]:
	"""Return the published versions that this event starts, oldest first (index: is_live, trigger_event)."""
	filters = {"is_live": 1, "trigger_event": event}
	return frappe.get_all("Flow Template Version", filters, FIELDS, order_by="creation asc, name asc")


def facts_of(document: Document, trigger: Mapping[str, Any]) -> Facts:
	"""Return what a trigger's condition sees of a record, as it is in hand."""
	customer = customer_of(document)
	facts = Facts(
		document.doctype,
		document.name,
		customer=customer,
		trigger=trigger,
		variables={},
		now=now_datetime(),
	)
	facts.document = document
	return facts


def meets(condition: str | None, facts: Facts) -> bool:
	"""Return whether a record meets a condition as it is kept. Raises ConditionError, ValueError for a broken one."""
	return not condition or conditions.is_true(_rule(condition), facts)


@lru_cache(maxsize=512)
def _rule(text: str) -> Any:
	return loads(text)


def _start(happening: Happening, version: dict) -> None:
	record = happening.document.name
	occurrence = f"{record}:{happening.occurrence}" if happening.occurrence else record
	for facts in happening.subjects(version["applies_to"]):
		if not meets(version["trigger_condition"], facts):
			continue
		start_or_nothing(
			version["template"],
			facts.document.doctype,
			facts.document.name,
			event=happening.event,
			payload=happening.payload,
			occurrence=occurrence,
		)


def start_or_nothing(template: str, doctype: str, name: str, **options: Any) -> None:
	"""Start a run (runs.start); what it wrote before it failed is taken back. Raises what runs.start raises."""
	frappe.db.savepoint("fsm_trigger")
	try:
		start(template, doctype, name, **options)
	except NOT_OURS:
		raise
	except Exception:
		frappe.db.rollback(save_point="fsm_trigger")
		raise


def harmlessly(what: str, action: Callable[..., None], *arguments: Any) -> None:
	"""Do it; when it fails, write down why, once an hour, and go on."""
	said = len(frappe.local.message_log)
	try:
		action(*arguments)
	except NOT_OURS:
		raise
	except Exception:
		del frappe.local.message_log[said:]
		_write_down(what)


def _write_down(what: str) -> None:
	key = f"fsm_broken_trigger:{what}"
	if not frappe.cache.get_value(key):
		frappe.cache.set_value(key, 1, expires_in_sec=QUIET)
		frappe.log_error(title=_("A flow could not be started by an event: {0}").format(what)[:140])
