"""Flows that somebody starts from a record's page."""

import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.flows.pages.run_view import show_run
from gigafibre_fsm.flows.running import queue
from gigafibre_fsm.flows.running.runs import start
from gigafibre_fsm.flows.triggering.events import DOCTYPES, MANUAL
from gigafibre_fsm.flows.triggering.subjects import reached

MOST = 100


def startable(doctype: str, name: str) -> dict:
	"""Return `{rows: [{name, title, description, applies_to, reference_doctype, reference_name}]}`.

	These are the manual flows switched on for this record, and for the others it leads to, its customer first of all.
	"""
	document = _readable(doctype, name)
	subjects = dict(_subjects(document))
	live = {"trigger_event": MANUAL, "is_live": 1, "applies_to": ("in", list(subjects))}
	rows = frappe.get_all(
		"Flow Template Version",
		filters=live,
		fields=["template as name", "template.title", "template.description", "applies_to"],
		order_by="title asc, template asc",
		limit=MOST,
	)
	return {
		"rows": [
			{**row, "reference_doctype": row.applies_to, "reference_name": subjects[row.applies_to]}
			for row in rows
		]
	}


def start_by_hand(template: str, doctype: str, name: str, key: str) -> dict:
	"""Start a manual flow on a record, or on what the record leads to, and return its run; a key starts one run.

	Raises PermissionError unless the user may read both, ValidationError when it cannot be started from there.
	"""
	if not key.strip():
		frappe.throw(_("A start needs a key of its own, or it is taken for the first one"))
	document = _readable(doctype, name)
	live = {"template": template, "trigger_event": MANUAL, "is_live": 1}
	version = frappe.db.get_value("Flow Template Version", live, ["applies_to", "title"], as_dict=True)
	if not version:
		frappe.throw(_("This flow is not switched on, or is not one that is started by hand"))
	subject = dict(_subjects(document)).get(version.applies_to)
	if not subject:
		words = _("“{0}” is about {1}: it cannot be started from {2}")
		frappe.throw(words.format(version.title, _(version.applies_to), document.name))
	_readable(version.applies_to, subject)
	return show_run(start(template, version.applies_to, subject, event=MANUAL, occurrence=key))


def nudge(run: str) -> None:
	"""Have a worker look after a run now, whatever it waits for: one that lost its job goes on before the next sweep."""
	queue.work_later(run)


def _subjects(document: Document) -> list[tuple[str, str]]:
	"""Return the record itself and the only one of each doctype it leads to."""
	found = [(document.doctype, document.name)]
	for doctype in DOCTYPES:
		names = [] if doctype == document.doctype else reached(document, doctype)
		if len(names) == 1:
			found.append((doctype, names[0]))
	return found


def _readable(doctype: str, name: str) -> Document:
	document = frappe.get_doc(doctype, name)
	document.check_permission("read")
	return document
