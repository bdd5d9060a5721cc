"""Trying a flow on a real record before it runs: its conditions, and what it would do. Nothing is written or sent."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.flows import conditions
from gigafibre_fsm.flows.checks import validation
from gigafibre_fsm.flows.checks.problem_words import condition_sentence
from gigafibre_fsm.flows.kinds.registry import catalogue
from gigafibre_fsm.flows.running.facts import Facts, customer_of
from gigafibre_fsm.flows.simulating.simulation import simulate
from gigafibre_fsm.flows.templates.drafts import read_draft
from gigafibre_fsm.flows.triggering import triggers
from gigafibre_fsm.flows.triggering.events import DOCTYPES
from gigafibre_fsm.permissions.fields import reading_as

FOUND = 20
# What says at a glance which record it is, by doctype; the first that a record has is shown.
DETAILS = ("customer_name", "customer", "party_name", "party", "status")
ASSUMPTIONS = ("event", "timeout", "fail", "done")


def try_condition(rule: Any, doctype: str, name: str) -> dict:
	"""Return `{value, is_true, error: {message, path} | None, used: {path: value}}` of a rule on a record.

	Raises PermissionError unless the user may read the record.
	"""
	with reading_as(frappe.session.user):
		return _tried(rule, triggers.facts_of(_readable(doctype, name), {}))


def _tried(rule: Any, data: Facts) -> dict:
	wrong = conditions.problems(rule)
	if not wrong:
		try:
			value = conditions.evaluate(rule, data)
			used = {
				path: conditions.evaluate({"var": path}, data) for path in sorted(conditions.variables(rule))
			}
			return {"value": value, "is_true": conditions.is_true(rule, data), "error": None, "used": used}
		except conditions.ConditionError as error:
			wrong = [error]
	mistake = {"message": condition_sentence(wrong[0]), "path": wrong[0].path}
	return {"value": None, "is_true": False, "error": mistake, "used": {}}


def find_records(doctype: str, query: str = "") -> dict:
	"""Return `{rows: [{name, title, detail}]}`, the newest the user may read whose name or title holds `query`.

	`doctype` is one a flow may be about, or one that a step names a record of (a tag, a message template).
	"""
	if doctype not in _named_by_steps():
		_require_known(doctype)
	meta = frappe.get_meta(doctype)
	fields = [field for field in ("name", meta.title_field, *DETAILS) if field == "name" or _has(meta, field)]
	words = f"%{query.strip()}%"
	searched = [[field, "like", words] for field in fields if field != "status"]
	rows = frappe.get_list(
		doctype,
		fields=list(dict.fromkeys(fields)),
		or_filters=searched if query.strip() else None,
		order_by="creation desc",
		limit=FOUND,
	)
	return {"rows": [_found(row, meta.title_field) for row in rows]}


def simulate_on(raw: dict, doctype: str, name: str, assume: dict[str, str]) -> dict:
	"""Return what a drawing would do to a record the user may read (simulation.simulate), with its problems.

	`assume` says of steps or instances what becomes of them: event, timeout, fail or done.
	"""
	document = _readable(doctype, name)
	draft = read_draft(raw)
	problems = validation.problems_of(draft)
	if any(map(_stops, problems)):
		return {"steps": [], "ended": None, "status": "Failed", "problems": problems}
	assumed = {step: what for step, what in assume.items() if what in ASSUMPTIONS}
	tried = simulate(draft.definition, document, assumed, draft.trigger_event)
	said = [{"step": None, "path": "", "message": message} for message in tried["problems"]]
	return {**tried, "problems": problems + said}


def _stops(problem: dict) -> bool:
	"""Say whether a problem is one of the drawing: what starts the flow is no matter here."""
	return bool(problem["step"]) or problem["path"].startswith(("definition", "steps"))


def _readable(doctype: str, name: str) -> Document:
	_require_known(doctype)
	document = frappe.get_doc(doctype, name)
	document.check_permission("read")
	customer = customer_of(document)
	if customer and frappe.db.exists("Customer", customer):
		# A flow knows all of its record's customer.
		frappe.get_doc("Customer", customer).check_permission("read")
	return document


def _require_known(doctype: str) -> None:
	if doctype not in DOCTYPES:
		frappe.throw(_("Flows are not about {0}").format(_(doctype)))


def _named_by_steps() -> set[str]:
	params = [param for one in catalogue().values() for param in one.params]
	return {str(param.options) for param in params if param.type == "link"}


def _has(meta: Any, field: str | None) -> bool:
	return bool(field) and meta.has_field(field)


def _found(row: dict, title_field: str | None) -> dict:
	title = str(row.get(title_field) or row.name)
	known = dict.fromkeys(str(row[field]) for field in DETAILS if row.get(field) and row[field] != title)
	detail = " · ".join([row.name, *known] if title != row.name else known)
	return {"name": row.name, "title": title, "detail": detail or None}
