"""Flows as tests need them: drawings, templates that are published and switched on, runs in any state."""

from typing import Any

import frappe
from frappe.utils import now_datetime

from gigafibre_fsm.flows.templates import managing as templates


def step(name: str, kind: str = "wait", **values: Any) -> dict:
	"""A step; it waits a day unless told otherwise."""
	params = {"mode": "duration", "amount": 1, "unit": "days"} if kind == "wait" else {}
	return {"id": name, "kind": kind, "label": f"Step {name}", "params": params, **values}


def drawing(**values: Any) -> dict:
	"""A template as the editor sends it: by hand, about a customer, one step."""
	steps = values.pop("steps", None) or [step("pause")]
	return {
		"name": "",
		"title": f"Flow {frappe.generate_hash(length=6)}",
		"description": "",
		"applies_to": "Customer",
		"trigger_event": "manual",
		"trigger_condition": None,
		"schedule": None,
		"schedule_filters": None,
		"allow_several": False,
		"definition": {"steps": steps},
		**values,
	}


def make_flow(enabled: bool = True, **values: Any) -> str:
	"""A template that is published, and switched on unless told otherwise; its name."""
	kept = templates.save_template(drawing(**values))
	templates.publish(kept["name"], kept["modified"])
	if enabled:
		templates.set_enabled(kept["name"], True)
	return kept["name"]


def make_run(flow: str, status: str = "Waiting", **values: Any) -> str:
	"""A run's row as it would be in this state, without anything to carry out; its name."""
	version = frappe.db.get_value("Flow Template Version", {"template": flow}, "name")
	run = frappe.new_doc("Flow Run", template=flow, version=version, title="A run", **values)
	run.update({"status": status, "started_on": now_datetime(), "trigger_event": "manual"})
	return run.insert(ignore_permissions=True).name


def make_task(run: str, form: list[dict] | None = None, **values: Any) -> Any:
	"""A task that a run waits for, given to whoever is an agent unless told otherwise."""
	about = frappe.db.get_value(
		"Flow Run", run, ["reference_doctype", "reference_name", "customer"], as_dict=True
	)
	values = {"title": "Call them", "role": "FSM Agent", "instance": "ask", "run": run, **about, **values}
	_make_asked(run, values["instance"])
	task = frappe.new_doc("Flow Task", status="Open", form=frappe.as_json(form or []), **values)
	return task.insert(ignore_permissions=True)


def _make_asked(run: str, instance: str) -> None:
	"""Have the run stand at this step, which has asked somebody."""
	asked = {"status": "Waiting", "memory": frappe.as_json({"why": "asked"})}
	row = {"parent": run, "parenttype": "Flow Run", "parentfield": "steps", "instance": instance}
	if frappe.db.exists("Flow Run Step", row):
		frappe.db.set_value("Flow Run Step", row, asked)
	else:
		frappe.new_doc("Flow Run Step", **row, **asked, step=instance, kind="ask_person").db_insert()
