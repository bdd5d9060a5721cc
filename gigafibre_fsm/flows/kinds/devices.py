"""What a flow does with the customer's modem: have it restart, and check that its line is good.

Both ask the modem and wait for it, so they are done outside a transaction.
"""

from datetime import datetime
from typing import Any

import frappe
from frappe import _
from frappe.utils import get_datetime

from gigafibre_fsm import network
from gigafibre_fsm.flows.kinds import reader
from gigafibre_fsm.flows.kinds.base import Context, Kind, Output, Param, Refused, Shown
from gigafibre_fsm.flows.kinds.groups import NETWORK
from gigafibre_fsm.flows.kinds.registry import kind
from gigafibre_fsm.words import N_

EQUIPMENT = Param(
	"equipment",
	N_("Equipment"),
	"link",
	options="Service Equipment",
	help=N_("Empty is the active ONT at the record's location, else the one of its customer."),
)
# What a good line measures at least, in dBm: the limit of the diagnosis (network/thresholds.py).
GOOD_RX_DBM = -27


@kind
class CheckLine(Kind):
	name = "check_line"
	label = N_("Check the line")
	icon = "activity"
	group = NETWORK
	help = N_(
		"Asks the modem for its figures and compares them with what you expect. A bad line is an answer, not a failure."
	)
	transactional = False
	agent = True
	params = (
		EQUIPMENT,
		Param("minimum_rx", N_("Weakest light (dBm)"), "number", default=GOOD_RX_DBM),
		Param("must_be_online", N_("The modem must be online"), "check", default=True),
	)
	outputs = (
		Output("passed", N_("The line is good"), "check"),
		Output("rx", N_("Rx (dBm)"), "number"),
		Output("online", N_("Online"), "check"),
		Output("summary", N_("In words")),
		Output("equipment", N_("Equipment")),
	)

	def perform(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		equipment = device(context, params)
		try:
			line = network.measure(equipment)
		except network.NotDone as failure:
			frappe.throw(str(failure))
		faults = _faults(line, params)
		summary = " ".join(faults) or _("Rx {0} dBm: the line is good.").format(line.rx_dbm)
		return {
			"passed": not faults,
			"rx": line.rx_dbm,
			"online": line.online,
			"summary": summary,
			"equipment": equipment,
		}

	def simulate(self, context: Context, params: dict[str, Any]) -> list[Shown]:
		asked = _("Its figures are asked for, and compared with {0} dBm.").format(params["minimum_rx"])
		return [Shown("note", _("Check the line of {0}").format(device(context, params)), asked)]

	def sample(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		words = _("The line is good.")
		return {"passed": True, "rx": -19.5, "online": True, "summary": words, "equipment": ""}


@kind
class DeviceTask(Kind):
	name = "device_task"
	label = N_("Restart a device")
	icon = "refresh-cw"
	group = NETWORK
	help = N_("Has the modem restart, which cuts the customer off for about 3 minutes, or lose its settings.")
	transactional = False
	params = (
		EQUIPMENT,
		Param(
			"action",
			N_("Action"),
			"select",
			required=True,
			options=(("reboot", N_("Reboot")), ("factory_reset", N_("Factory reset"))),
			default="reboot",
		),
	)
	outputs = (Output("message", N_("What became of it")), Output("equipment", N_("Equipment")))

	def perform(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		equipment = device(context, params)
		try:
			message = network.carry_out(equipment, params["action"], _began(context))
		except network.NotDone as failure:
			frappe.throw(str(failure))
		return {"message": message, "equipment": equipment}

	def simulate(self, context: Context, params: dict[str, Any]) -> list[Shown]:
		action = _(dict(self.params[1].options)[params["action"]])
		return [Shown("note", _("{0} of {1}").format(action, device(context, params)))]


def device(context: Context, params: dict[str, Any]) -> str:
	"""Return the equipment a step is about: the one it names, the record itself, or the ONT of its place or customer.

	Raises Refused when there is none.
	"""
	record = context.document
	if params["equipment"]:
		return params["equipment"]
	if record.doctype == "Service Equipment":
		return record.name
	found = _ont(service_location=record.get("service_location")) or _ont(
		customer=context.customer and context.customer.name
	)
	if not found:
		raise Refused(_("{0} {1} has no active ONT").format(_(record.doctype), record.name))
	reader.require_seen("Service Equipment", found)
	return found


def _ont(**place: str | None) -> str | None:
	filters = {"equipment_type": "ONT", "status": "Active", **place}
	return frappe.db.get_value("Service Equipment", filters) if all(place.values()) else None


def _faults(line: "network.Line", params: dict[str, Any]) -> list[str]:
	"""Return what is wrong with a line, a sentence each."""
	faults = []
	if params["must_be_online"] and not line.online:
		faults.append(_("The modem is offline."))
	if params["minimum_rx"] is not None:
		faults += _too_weak(line.rx_dbm, params["minimum_rx"])
	return faults + ([line.problem] if faults and line.problem else [])


def _too_weak(rx: float | None, least: float) -> list[str]:
	if rx is None:
		return [_("It does not say how much light it gets.")]
	return [_("Rx {0} dBm: weaker than {1} dBm.").format(rx, least)] if rx < least else []


def _began(context: Context) -> datetime:
	"""When this step began first: a device that started again since has done what was asked, though nobody wrote it."""
	step = {"parent": context.run, "instance": context.instance}
	return get_datetime(frappe.db.get_value("Flow Run Step", step, "started_on"))
