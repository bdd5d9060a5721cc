"""What flows ask of people: a list, a form, and the answers that let the run go on."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime, now_datetime

from gigafibre_fsm.clock import to_iso
from gigafibre_fsm.flows.pages.answers import read_answers
from gigafibre_fsm.flows.pages.task_rights import require_may_assign, require_may_complete, rights
from gigafibre_fsm.flows.pages.titles import titles_of, values_of
from gigafibre_fsm.flows.running.runs import complete
from gigafibre_fsm.flows.stored import dumps, loads
from gigafibre_fsm.permissions import OPS

PAGE = 50
MOST_MINE = 1000
FIELDS = [
	"name",
	"title",
	"status",
	"due_on",
	"assigned_to",
	"role",
	"reference_doctype",
	"reference_name",
	"customer",
	"creation",
]


def list_tasks(view: str = "mine", start: int = 0) -> dict:
	"""Return `{rows, has_more, counts}`; views: mine (given to me, or to my role and to nobody), open, done."""
	found = (
		_listed({"status": "Done"}, "completed_on desc, name asc", start)
		if view == "done"
		else _open(view, start)
	)
	counts = {name: _count(_filters(name)) for name in ("mine", "open")}
	return {"rows": _rows(found[:PAGE]), "has_more": len(found) > PAGE, "counts": counts}


def show_task(name: str) -> dict:
	"""Return a task with its instructions, form, answers and what the user may do (task_rights.py). Raises DoesNotExistError, PermissionError."""
	task = frappe.get_doc("Flow Task", name)
	task.check_permission("read")
	row = frappe.get_all("Flow Task", {"name": name}, FIELDS, limit=1, order_by=None)
	return {
		**_rows(row)[0],
		"instructions": task.instructions,
		"form": loads(task.form, []),
		"answers": loads(task.answers),
		"run": task.run,
		"completed_by_name": values_of("User", "full_name", [task.completed_by]).get(task.completed_by),
		"completed_on": to_iso(task.completed_on),
		**rights(task),
	}


def complete_task(name: str, answers: dict) -> dict:
	"""Answer a task and let its run go on; raises ValidationError for answers its form does not take.

	Raises PermissionError unless it was asked of the user (task_rights.py).
	"""
	task = _open_task(name)
	require_may_complete(task)
	given = read_answers(loads(task.form, []), answers)
	task.db_set(
		{
			"status": "Done",
			"answers": dumps(given),
			"completed_by": frappe.session.user,
			"completed_on": now_datetime(),
		}
	)
	complete(task.run, task.instance, {"answers": given, "by": frappe.session.user})
	return show_task(name)


def end_wait(run: str, instance: str, output: dict) -> None:
	"""Give a waiting step what it waits for (runs.complete), unless that is the answer to a task: its form is there."""
	asked = {"run": run, "instance": instance, "status": "Open"}
	if title := frappe.db.get_value("Flow Task", asked, "title"):
		frappe.throw(_("Answer the task “{0}” instead").format(title))
	complete(run, instance, output)


def assign_task(name: str, user: str = "") -> dict:
	"""Give an open task to somebody of the staff; to nobody leaves it to its role. Raises PermissionError."""
	task = _open_task(name)
	require_may_assign(task, user)
	if user and set(OPS).isdisjoint(frappe.get_roles(user)):
		frappe.throw(_("{0} does not work with tasks").format(user))
	task.db_set("assigned_to", user or None)
	return show_task(name)


def _open_task(name: str) -> Document:
	"""Return the task, locked. Raises PermissionError, and ValidationError when it is answered or cancelled."""
	task = frappe.get_doc("Flow Task", name, for_update=True)
	task.check_permission("read")
	if task.status != "Open":
		frappe.throw(
			_("“{0}” is no longer open: somebody answered it, or its flow went on").format(task.title)
		)
	return task


def _filters(view: str) -> dict:
	return {"status": "Open"} | ({} if view == "open" else {"name": ("in", _mine() or [""])})


def _open(view: str, start: int) -> list[dict]:
	"""Return one page of open tasks and one more: what is due first, then what is due at no time, oldest first."""
	dated, undated = (_filters(view) | {"due_on": ("is", due)} for due in ("set", "not set"))
	found = _listed(dated, "due_on asc, name asc", start)
	left = PAGE + 1 - len(found)
	if left:
		found += _listed(undated, "creation asc, name asc", max(start - _count(dated), 0), left)
	return found


def _listed(filters: dict, order: str, start: int, limit: int = 0) -> list[dict]:
	wanted = {"filters": filters, "fields": FIELDS, "order_by": order}
	return frappe.get_list("Flow Task", **wanted, offset=start, limit=limit or PAGE + 1)


def _mine() -> list[str]:
	"""Return the open tasks given to the user, or to a role of theirs and to nobody."""
	task = frappe.qb.DocType("Flow Task")
	is_nobodys = task.assigned_to.isnull() | (task.assigned_to == "")
	for_me = (task.assigned_to == frappe.session.user) | (is_nobodys & task.role.isin(frappe.get_roles()))
	query = frappe.qb.from_(task).select(task.name).where((task.status == "Open") & for_me)
	return query.orderby(task.due_on).limit(MOST_MINE).run(pluck=True)


def _count(filters: dict) -> int:
	fields = [{"COUNT": "name", "as": "number"}]
	return frappe.get_list("Flow Task", filters=filters, fields=fields, order_by=None)[0].number


def _rows(tasks: list[dict]) -> list[dict]:
	titles = titles_of((task.reference_doctype, task.reference_name) for task in tasks)
	people = values_of("User", "full_name", [task.assigned_to for task in tasks])
	customers = values_of("Customer", "customer_name", [task.customer for task in tasks])
	return [
		_row(task)
		| {
			"reference_title": titles.get((task.reference_doctype, task.reference_name)),
			"assigned_name": people.get(task.assigned_to),
			"customer_name": customers.get(task.customer),
		}
		for task in tasks
	]


def _row(task: dict) -> dict:
	is_late = task.status == "Open" and task.due_on and get_datetime(task.due_on) < now_datetime()
	return {
		"name": task.name,
		"title": task.title,
		"status": task.status,
		"due_on": to_iso(task.due_on),
		"assigned_to": task.assigned_to,
		"role": task.role,
		"reference_doctype": task.reference_doctype,
		"reference_name": task.reference_name,
		"customer": task.customer,
		"created_on": to_iso(task.creation),
		"is_late": bool(is_late),
	}
