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
from gigafibre_fsm.flows.running.facts import Facts, RecordGone, customer_of, plain, read
from gigafibre_fsm.flows.running.failures import NOT_OURS
from gigafibre_fsm.flows.running.hearing import heard
from gigafibre_fsm.flows.running.runs import start
from gigafibre_fsm.flows.stored import loads
from gigafibre_fsm.flows.triggering.subjects import reached

# How often one broken template is written down (s).
QUIET = 3600
# An event starts a flow for so many records at once, in a save; for the rest a job does.
PAGE = 500
# Flows one event starts at most, the oldest ones: what is saved waits for all of them.
MOST_FLOWS = 500
FIELDS = ["name", "template", "title", "applies_to", "trigger_condition"]


@dataclass(frozen=True, slots=True)
class Happening:
	"""An event, the record it happened to, and what is seen of it: read once for all the templates it may start."""

	event: str
	document: Document
	payload: Mapping[str, Any]
	occurrence: str
	known: dict[str, list[str]] = field(default_factory=dict)
	seen: dict[tuple[str, str], Facts | None] = field(default_factory=dict)

	def subjects(self, doctype: str) -> list[str]:
		"""Return the names of a doctype's records that this is about."""
		if doctype not in self.known:
			self.known[doctype] = reached(self.document, doctype)
		return self.known[doctype]

	def facts(self, doctype: str, name: str) -> Facts | None:
		"""Return what is seen of one of them; None when it is no more."""
		if (doctype, name) not in self.seen:
			self.seen[doctype, name] = self._facts(doctype, name)
		return self.seen[doctype, name]

	def _facts(self, doctype: str, name: str) -> Facts | None:
		trigger = {"event": self.event, "at": plain(now_datetime()), **self.payload}
		if (doctype, name) == (self.document.doctype, self.document.name):
			return facts_of(self.document, trigger)
		try:
			return facts_of(read(doctype, name), trigger)
		except RecordGone:
			return None


def fire(
	event: str, document: Document, payload: Mapping[str, Any] | None = None, occurrence: str = ""
) -> None:
	"""Tell the flows that this happened to a record. Raises nothing but a collision or the cut-off of a job.

	`payload` is JSON and is seen as `trigger.<name>`. `occurrence` tells two happenings of one event to one record
	apart, when it can happen again; a flow that allows several runs has one for each.
	"""
	harmlessly(event, heard, event, document, payload)
	# Runs that stand still are told, too; switched off, only none begins.
	if not frappe.db.get_single_value("FSM Settings", "flows_enabled"):
		return
	happening = Happening(event, document, dict(payload or {}), occurrence)
	for version in live_versions(event):
		harmlessly(version.name, _start_all, happening, version)


def start_rest(
	happened: str,
	document: tuple[str, str],
	payload: Mapping[str, Any],
	occurrence: str,
	version: str,
	names: list[str],
) -> None:
	"""Start a flow for the records an event had left over, a page of them (job)."""
	row = frappe.db.get_value("Flow Template Version", {"name": version, "is_live": 1}, FIELDS, as_dict=True)
	if row:
		happening = Happening(happened, read(*document), payload, occurrence)
		_start_page(happening, row, names)


def live_versions(event: str) -> list[dict]:
	"""Return the published versions that this event starts, oldest first (index: is_live, trigger_event)."""
	filters = {"is_live": 1, "trigger_event": event}
	order = "creation asc, name asc"
	return frappe.get_all("Flow Template Version", filters, FIELDS, order_by=order, limit=MOST_FLOWS)


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


def _start_all(happening: Happening, version: dict) -> None:
	_start_page(happening, version, happening.subjects(version["applies_to"]))


def _start_page(happening: Happening, version: dict, names: list[str]) -> None:
	"""Start a flow for the first of these records, none of which stops the others; another job goes on from there."""
	for name in names[:PAGE]:
		harmlessly(version["name"], _start, happening, version, name)
	if rest := names[PAGE:]:
		frappe.db.after_commit.add(lambda: _rest_later(happening, version["name"], rest))


def _start(happening: Happening, version: dict, name: str) -> None:
	facts = happening.facts(version["applies_to"], name)
	if not facts or not meets(version["trigger_condition"], facts):
		return
	record, occurrence = happening.document.name, happening.occurrence
	start_or_nothing(
		version["template"],
		version["applies_to"],
		name,
		event=happening.event,
		payload=happening.payload,
		occurrence=f"{record}:{occurrence}" if occurrence else record,
	)


def _rest_later(happening: Happening, version: str, names: list[str]) -> None:
	document = (happening.document.doctype, happening.document.name)
	try:
		frappe.enqueue(
			start_rest,
			queue="long",
			happened=happening.event,
			document=document,
			payload=dict(happening.payload),
			occurrence=happening.occurrence,
			version=version,
			names=names,
		)
	except Exception:
		# Nobody comes back for these.
		said = _("{0}: no worker could be asked to start a flow for {1} more records of {2}")
		frappe.log_error(title=said.format(version, len(names), document[1])[:140])
		frappe.db.commit()


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
