"""One step of a simulation: what it would do, and what it leaves for the steps after it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from frappe import _
from frappe.model.document import Document

from gigafibre_fsm import messaging
from gigafibre_fsm.flows.kinds import fill
from gigafibre_fsm.flows.kinds.base import SAMPLES, Context, Kind, Shown, is_stand_in
from gigafibre_fsm.flows.running import content, failures, performing
from gigafibre_fsm.flows.running.facts import Facts, plain
from gigafibre_fsm.flows.triggering.events import EVENTS, Payload, payload_of
from gigafibre_fsm.flows.walking.happenings import Done, Event, Failed, Perform, Waits

RUN = "simulation"
# Doctype an event happens to → the value of its payload that names the record.
ITSELF = {
	"Payment Entry": "payment",
	"Service Contract": "contract",
	"Sales Order": "order",
	"Dispatch Job": "job",
	"Issue": "ticket",
	"Outage": "outage",
}
# What an event that is assumed to happen means for the record, by its doctype.
CONSEQUENCES: dict[str, dict[str, dict[str, Any]]] = {
	"on_payment_received": {"Sales Invoice": {"outstanding_amount": 0, "status": "Paid"}},
	"on_contract_signed": {"Service Contract": {"status": "Signed"}},
	"on_job_complete": {"Dispatch Job": {"status": "Done"}},
	"on_subscription_activated": {"Service Subscription": {"status": "Active"}},
	"on_subscription_suspended": {"Service Subscription": {"status": "Suspended"}},
	"on_subscription_cancelled": {"Service Subscription": {"status": "Cancelled"}},
	"on_outage_ended": {"Outage": {"status": "Ended"}},
}
# What a payload's value is called in the records that events happen to.
ALIASES = {"amount": ("paid_amount", "grand_total", "outstanding_amount", "price")}


@dataclass(frozen=True, slots=True)
class Rehearsed:
	"""What a step would show and change of the record, the event the engine is told, and what is answered if it waits."""

	event: Event
	shown: list[Shown] = field(default_factory=list)
	answer: dict[str, Any] = field(default_factory=dict)
	changes: dict[str, Any] = field(default_factory=dict)


def rehearse(effect: Perform, known: Facts, seen: Mapping[str, Any], *, fails: bool) -> Rehearsed:
	"""Show one step instead of doing it; one that would be refused fails with the same sentence."""
	try:
		kind = performing.kind_of(effect)
		context = _context(effect, known, seen)
		params = fill.fill(kind, effect.params, context)
		rehearsed = _rehearsed(effect, kind, context, params)
	except Exception as error:
		return Rehearsed(failures.failed(RUN, effect.instance, effect.attempt, error))
	if fails:
		failure = Failed(effect.instance, _("It is assumed to fail"), attempt=effect.attempt)
		return Rehearsed(failure, rehearsed.shown)
	return rehearsed


def trigger_of(
	event: str, document: Document, now: datetime, made: Mapping[str, Any] | None = None
) -> dict[str, Any]:
	"""Return a payload as this event may bring it, with the record's own values where it has them.

	`made` is what steps left before: an event is about the job, the contract or the ticket they made.
	"""
	source = EVENTS[event].source if event in EVENTS else ""
	brought = {value.name: _example(value, document, source) for value in payload_of(event)}
	about = {name: value for name, value in (made or {}).items() if name == ITSELF.get(source)}
	return brought | about | {"event": event, "at": plain(now)}


def consequences(event: str, doctype: str) -> dict[str, Any]:
	"""Return what an event that is assumed to happen changes of a record of this doctype."""
	return CONSEQUENCES.get(event, {}).get(doctype, {})


def _example(value: Payload, document: Document, source: str) -> Any:
	for name in (value.name, *ALIASES.get(value.name, ())):
		if document.meta.has_field(name) and document.get(name):
			return plain(document.get(name))
	is_itself = document.doctype == source and value.name == ITSELF.get(source)
	return document.name if is_itself else SAMPLES[value.type]


def _context(effect: Perform, known: Facts, seen: Mapping[str, Any]) -> Context:
	return Context(
		run=RUN,
		instance=effect.instance,
		step=effect.step,
		key=f"{RUN}:{effect.instance}",
		attempt=effect.attempt,
		document=known.document,
		customer=known.customer,
		facts=seen,
		language=messaging.language_of(known.customer and known.customer.name),
		undo=effect.undo,
		scope=effect.scope,
		simulated=True,
	)


def _rehearsed(effect: Perform, kind: Kind, context: Context, params: dict[str, Any]) -> Rehearsed:
	named = (params[param.name] for param in kind.params if param.type == "link" or param.record)
	if stand_in := next(filter(is_stand_in, named), None):
		shown = [
			Shown("note", _(kind.label), _("With what the flow would have made before: {0}").format(stand_in))
		]
		return Rehearsed(Done(effect.instance, Kind.sample(kind, context, params)), shown)
	shown, output = kind.simulate(context, params), content.kept(kind.sample(context, params))
	waiting, changes = kind.waits(context, params), kind.changes(context, params)
	if not waiting:
		done = Done(effect.instance, output, attempt=effect.attempt)
		return Rehearsed(done, shown, changes=changes)
	waits = Waits(
		effect.instance,
		waiting.event,
		waiting.until,
		content.kept(waiting.output),
		waiting.on_timeout,
		effect.attempt,
	)
	return Rehearsed(waits, shown, output, changes)
