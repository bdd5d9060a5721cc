"""A device asked now, by a job that waits for the answer: what flows do, and nobody watches.

Pages ask with `diagnose` and `run_task`, which answer at once and tell the end live.
"""

from dataclasses import dataclass
from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.clock import from_iso
from gigafibre_fsm.network import refresh, tasks
from gigafibre_fsm.network.acs import acs
from gigafibre_fsm.network.identify import read_tree
from gigafibre_fsm.network.sources import FAILURES, failure
from gigafibre_fsm.network.view import open_equipment, read, recall, translated

# What tells the ACS that a device has done it: a bootstrap comes after a reset, a boot after any restart.
DONE_AT = {"reboot": "_lastBoot", "factory_reset": "_lastBootstrap"}


class NotDone(Exception):
	"""The device, or the ACS, did not do what was asked; `str(error)` says why. It may be asked again."""


@dataclass(frozen=True, slots=True)
class Line:
	"""What a device's line measures: powers in dBm, findings as sentences, `at` when (ISO, UTC).

	`fresh` tells whether the modem itself answered now; otherwise the figures are the last known ones and `problem`
	says why.
	"""

	online: bool
	rx_dbm: float | None
	tx_dbm: float | None
	findings: tuple[str, ...]
	at: str | None
	fresh: bool
	problem: str | None


def measure(name: str) -> Line:
	"""Ask the modem for its figures and return them (about 10 s, at most 60).

	A modem that does not answer is not online, whatever was known of it. Raises NotDone when the ACS does not answer:
	what was seen before says nothing of the line as it is.
	"""
	equipment = open_equipment(name)
	_require_acs(equipment)
	refresh.run(name, frappe.generate_hash(length=10))
	state = refresh.current(name) or {}
	known = recall(equipment)
	problem = state.get("message") if state.get("state") != "done" else None
	if not known:
		raise NotDone(problem)
	seen = translated(known)
	return Line(
		online=not problem and bool(seen["device"]["online"]),
		rx_dbm=seen["optical"]["rx_dbm"],
		tx_dbm=seen["optical"]["tx_dbm"],
		findings=tuple(finding["text"] for finding in seen["findings"] if finding["severity"] != "info"),
		at=known["at"],
		fresh=problem is None,
		problem=problem,
	)


def _require_acs(equipment: Document) -> None:
	try:
		read(equipment)
	except FAILURES as error:
		raise NotDone(failure(error, equipment.serial_number).message) from error


def carry_out(name: str, action: str, since: datetime) -> str:
	"""Have a device restart or reset and return what became of it, in words.

	One that has done it after `since` (a time of the site) is not asked again: who was interrupted asks without harm.
	Raises NotDone.
	"""
	equipment = open_equipment(name, "write")
	if _last_time(equipment, DONE_AT[action]) >= since:
		return _(tasks.DONE[action])
	state, say = tasks.carry_out(equipment, action, frappe.generate_hash(length=10))
	if state != "done":
		raise NotDone(say())
	return say()


def _last_time(equipment: Document, field: str) -> datetime:
	try:
		tree = read_tree(equipment, acs(), (field,))
	except FAILURES as error:
		raise NotDone(failure(error, equipment.serial_number).message) from error
	return from_iso(tree[field]) if tree.get(field) else datetime.min
