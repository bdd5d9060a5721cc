"""Starting another flow, which may be waited for. It knows its parent, and chains of flows have an end (guard.py)."""

from typing import Any

import frappe
from frappe import _

from gigafibre_fsm.flows.kinds import reader
from gigafibre_fsm.flows.kinds.base import STAND_IN, Context, Kind, Output, Param, Refused, Shown, Waiting
from gigafibre_fsm.flows.kinds.groups import ORDER
from gigafibre_fsm.flows.kinds.registry import kind
from gigafibre_fsm.flows.triggering import subjects
from gigafibre_fsm.words import N_

VERSION = "Flow Template Version"


@kind
class StartFlow(Kind):
	name = "start_flow"
	label = N_("Start another flow")
	icon = "workflow"
	group = ORDER
	help = N_(
		"Starts a flow that is switched on, for the same record or one it leads to, such as its customer."
	)
	params = (
		Param("template", N_("Flow"), "link", required=True, options="Flow Template"),
		Param(
			"name",
			N_("Record"),
			record=True,
			help=N_("Empty is this record, or the only one it leads to. In a loop: {{ item.name }}"),
		),
		Param("wait", N_("Wait for its end"), "check", default=False),
	)
	outputs = (Output("run", N_("Run")), Output("status", N_("How it ended")))

	def perform(self, context: Context, params: dict[str, Any]) -> dict[str, Any] | Waiting:
		from gigafibre_fsm.flows.running.runs import start

		version = _version(params["template"])
		subject = _subject(context, params, version)
		# Who waits is told of the end, and fails with it.
		parent = (context.run, context.instance if params["wait"] else "")
		earlier = _earlier(context) if params["wait"] else []
		if earlier and earlier[0].status == "Completed":
			return {"run": earlier[0].name, "status": "Completed"}
		# One that has ended otherwise would tell nobody of its end again.
		occurrence = f"{context.key}:{len(earlier)}" if earlier else context.key
		run = start(params["template"], version.applies_to, subject, occurrence=occurrence, parent=parent)
		if not run:
			raise Refused(_("“{0}” was not started for {1}").format(version.title, subject))
		return Waiting(output={"run": run}) if params["wait"] else {"run": run}

	def waits(self, context: Context, params: dict[str, Any]) -> Waiting | None:
		return Waiting(output={"run": STAND_IN}) if params["wait"] else None

	def simulate(self, context: Context, params: dict[str, Any]) -> list[Shown]:
		version = _version(params["template"])
		title = _("Another flow is started: {0}").format(version.title)
		return [Shown("note", title, to=_subject(context, params, version))]

	def sample(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		return {"run": STAND_IN, "status": "Completed"}


def _earlier(context: Context) -> list[Any]:
	"""Return the runs that attempts before this one have waited for, the last first."""
	waited_for = {"parent_run": context.run, "parent_step": context.instance}
	return frappe.get_all("Flow Run", waited_for, ["name", "status"], order_by="creation desc")


def _version(template: str) -> Any:
	found = frappe.db.get_value(
		VERSION, {"template": template, "is_live": 1}, ["title", "applies_to"], as_dict=True
	)
	if not found:
		raise Refused(_("The flow {0} is not switched on").format(template))
	return found


def _subject(context: Context, params: dict[str, Any], version: Any) -> str:
	"""Return the name of the record the other flow is about. Raises Refused."""
	if params["name"]:
		if not frappe.db.exists(version.applies_to, params["name"]):
			raise Refused(_("{0} {1} does not exist").format(_(version.applies_to), params["name"]))
		reader.require_seen(version.applies_to, params["name"])
		return params["name"]
	names = subjects.reached(context.document, version.applies_to)
	if len(names) != 1:
		words = _("“{0}” is about {1}: {2} leads to {3} of them, so name the record")
		raise Refused(words.format(version.title, _(version.applies_to), context.document.name, len(names)))
	reader.require_seen(version.applies_to, names[0])
	return names[0]
