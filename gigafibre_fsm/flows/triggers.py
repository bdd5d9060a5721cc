"""Events that happened to records: they start the flows that wait for them, and wake the runs that do.

Called inside the transaction of what happened: the runs' rows are written in it, and gone with it if it is rolled
back; their work begins after the commit. A template that is broken harms nobody: it is written down, the save goes on.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from gigafibre_fsm.flows import conditions
from gigafibre_fsm.flows.events import EVENTS, MANUAL, SCHEDULE
from gigafibre_fsm.flows.facts import Facts, customer_of, plain
from gigafibre_fsm.flows.runs import heard, start
from gigafibre_fsm.flows.stored import loads
from gigafibre_fsm.flows.subjects import reached

# How often one broken template is written down (s).
QUIET = 3600
FIELDS = ["name", "template", "title", "applies_to", "trigger_condition", "allow_several"]


def fire(
	event: str, document: Document, payload: Mapping[str, Any] | None = None, occurrence: str = ""
) -> None:
	"""Tell the flows that this happened to a record. Never raises but for a collision of transactions.

	`payload` is JSON and is seen as `trigger.<name>`. `occurrence` tells two happenings of an event to one record
	apart (the record's own name when it can happen once); a flow that allows several runs has one for each.
	"""
	if not frappe.db.get_single_value("FSM Settings", "flows_enabled"):
		return
	told = dict(payload or {})
	_harmlessly(f"heard:{event}", lambda: heard(event, document, told))
	for version in live_versions(event):
		_harmlessly(version.name, lambda version=version: _start(version, event, document, told, occurrence))


def fire_by_hand(event: str, document: Document, payload: Mapping[str, Any]) -> None:
	"""Fire an event that somebody says has happened. Raises ValidationError when it cannot happen to such a record."""
	known = EVENTS.get(event)
	if not known or event in (MANUAL, SCHEDULE) or document.doctype != known.source:
		frappe.throw(_("“{0}” is no event of {1}").format(event, _(document.doctype)))
	fire(event, document, payload, occurrence=f"by-hand-{plain(now_datetime())}")


def live_versions(event: str) -> list[dict]:
	"""Return the published versions that this event starts, oldest first (index: is_live, trigger_event)."""
	filters = {"is_live": 1, "trigger_event": event}
	return frappe.get_all("Flow Template Version", filters, FIELDS, order_by="creation asc, name asc")


def facts_of(document: Document, trigger: Mapping[str, Any]) -> Facts:
	"""Return what a trigger's condition sees of a record, as it is in hand."""
	facts = Facts(
		document.doctype,
		document.name,
		customer=customer_of(document),
		trigger=trigger,
		variables={},
		now=now_datetime(),
	)
	facts.document = document
	return facts


def meets(version: Mapping[str, Any], document: Document, trigger: Mapping[str, Any]) -> bool:
	"""Return whether a record meets the condition of a version. Raises ConditionError, ValueError for a broken one."""
	text = version["trigger_condition"]
	return not text or conditions.is_true(_rule(text), facts_of(document, trigger))


def _start(version: dict, event: str, document: Document, payload: dict, occurrence: str) -> None:
	trigger = {"event": event, "at": plain(now_datetime()), **payload}
	happening = f"{document.name}:{occurrence}" if occurrence else document.name
	for subject in _subjects(version.applies_to, document):
		if meets(version, subject, trigger):
			start(
				version.template,
				subject.doctype,
				subject.name,
				event=event,
				payload=payload,
				occurrence=happening,
			)


def _subjects(doctype: str, document: Document) -> Iterator[Document]:
	for name in reached(document, doctype):
		is_itself = (doctype, name) == (document.doctype, document.name)
		yield document if is_itself else frappe.get_doc(doctype, name)


@lru_cache(maxsize=512)
def _rule(text: str) -> Any:
	return loads(text)


def _harmlessly(what: str, action: Callable[[], object]) -> None:
	"""Do it; when it fails, take back what it wrote, and write down why, once an hour."""
	frappe.db.savepoint("fsm_trigger")
	try:
		action()
	except frappe.QueryDeadlockError:
		raise
	except Exception:
		frappe.db.rollback(save_point="fsm_trigger")
		_write_down(what)


def _write_down(what: str) -> None:
	key = f"fsm_broken_trigger:{what}"
	if frappe.cache.get_value(key):
		return
	frappe.cache.set_value(key, 1, expires_in_sec=QUIET)
	frappe.log_error(title=_("A flow could not be started by an event ({0})").format(what)[:140])
