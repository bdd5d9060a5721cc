"""Asking a person: a task with a form, for somebody or for everybody with a role; the run waits for the answer."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import frappe
from frappe import _
from frappe.utils import get_datetime

from gigafibre_fsm.flows.kinds.base import STAND_IN, Context, Kind, Output, Param, Refused, Shown, Waiting
from gigafibre_fsm.flows.kinds.groups import PEOPLE
from gigafibre_fsm.flows.kinds.registry import kind
from gigafibre_fsm.flows.pages.whereabouts import moment
from gigafibre_fsm.flows.stored import dumps
from gigafibre_fsm.words import N_

TASK = "Flow Task"
UNANSWERED: dict[str, Any] = {"task": STAND_IN, "answers": {}, "by": None, "timed_out": False}
ANSWERS: dict[str, Any] = {"number": 1, "check": True, "date": "2026-01-01"}


@kind
class AskPerson(Kind):
	name = "ask_person"
	label = N_("Ask a person")
	icon = "clipboard-list"
	group = PEOPLE
	help = N_("Gives somebody a task, with questions if you like, and waits until it is done.")
	params = (
		Param("title", N_("Task"), required=True),
		Param("instructions", N_("What to do"), "long_text"),
		Param(
			"whom",
			N_("Whom"),
			"select",
			required=True,
			options=(("role", N_("whoever has a role")), ("user", N_("a person"))),
			default="role",
		),
		Param("user", N_("Person"), "user", required=True, depends_on=("whom", ("user",))),
		Param("role", N_("Role"), "role", required=True, depends_on=("whom", ("role",))),
		Param("form", N_("Questions"), "form"),
		Param("due_in", N_("Within"), "duration", help=N_("Empty waits for as long as it takes.")),
		Param(
			"on_timeout",
			N_("When it is not done by then"),
			"select",
			required=True,
			options=(("continue", N_("go on without an answer")), ("fail", N_("fail"))),
			default="continue",
		),
	)
	outputs = (
		Output("answers", N_("Answers"), "json"),
		Output("by", N_("Who answered")),
		Output("timed_out", N_("Nobody answered in time"), "check"),
		Output("task", N_("Task")),
	)

	def perform(self, context: Context, params: dict[str, Any]) -> Waiting:
		waiting = self.waits(context, params)
		task = frappe.get_doc(
			doctype=TASK,
			title=params["title"][:140],
			instructions=params["instructions"],
			assigned_to=params["user"],
			role=params["role"],
			due_on=waiting.until,
			form=dumps(params["form"] or []),
			run=context.run,
			instance=context.instance,
			reference_doctype=context.document.doctype,
			reference_name=context.document.name,
			customer=context.customer and context.customer.name,
		).insert(ignore_permissions=True)
		if params["user"]:
			_tell(params["user"], task)
		return replace(waiting, output={**UNANSWERED, "task": task.name})

	def waits(self, context: Context, params: dict[str, Any]) -> Waiting:
		return Waiting(until=_due(context, params), output=UNANSWERED, on_timeout=params["on_timeout"])

	def simulate(self, context: Context, params: dict[str, Any]) -> list[Shown]:
		due = _due(context, params)
		lines = [params["instructions"] or ""]
		lines += [f"• {field.get('label') or field['name']}" for field in params["form"] or []]
		lines += [_("To be done by {0}").format(moment(due))] if due else []
		return [
			Shown("task", params["title"], "\n".join(filter(None, lines)), params["user"] or params["role"])
		]

	def sample(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		answers = {field["name"]: _sample(field) for field in params["form"] or []}
		return {"answers": answers, "by": params["user"] or "", "timed_out": False, "task": STAND_IN}


def _due(context: Context, params: dict[str, Any]) -> datetime | None:
	if params["due_in"] is None:
		return None
	if params["due_in"] <= 0:
		raise Refused(_("The time to do it in must be more than nothing"))
	try:
		return get_datetime(context.facts["now"]) + timedelta(minutes=params["due_in"])
	except OverflowError:
		raise Refused(_("The time to do it in is too long")) from None


def _tell(user: str, task: Any) -> None:
	frappe.get_doc(
		doctype="Notification Log",
		type="Alert",
		for_user=user,
		from_user=frappe.session.user,
		document_type=TASK,
		document_name=task.name,
		subject=_("A task for you: {0}").format(frappe.utils.escape_html(task.title)),
	).insert(ignore_permissions=True)


def _sample(field: dict[str, Any]) -> Any:
	if field.get("type") == "select":
		first = (field.get("options") or [""])[0]
		return first.get("value") if isinstance(first, dict) else first
	return ANSWERS.get(field.get("type", ""), STAND_IN)
