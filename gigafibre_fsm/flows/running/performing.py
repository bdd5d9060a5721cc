"""An effect about to be done: which, by what kind, where, and what its answer means to the engine."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import frappe
from frappe import _
from frappe.utils import now_datetime

from gigafibre_fsm import messaging
from gigafibre_fsm.flows import engine
from gigafibre_fsm.flows.kinds import base, registry
from gigafibre_fsm.flows.running import content, moves, store
from gigafibre_fsm.flows.walking.happenings import Done, Event, Perform, Waits


def kind_of(effect: Perform) -> base.Kind:
	"""Return what does an effect. Raises Refused."""
	try:
		return registry.get(effect.kind)
	except KeyError:
		raise base.Refused(_("“{0}” is no kind of step").format(effect.kind)) from None


def next_effect(held: store.Held) -> Perform | None:
	"""Return what is to be done now and nobody is at; None when there is no such step."""
	now = now_datetime()
	for step in held.state.steps.values():
		claim = held.claims.get(step.instance)
		if store.is_effect(held, step) and (not claim or claim <= now):
			return engine.effect_of(held.definition, held.state, step.instance)
	return None


def context_of(held: store.Held, effect: Perform) -> base.Context:
	"""Return where a step is being done. Raises RecordGone."""
	known = moves.facts_of(held)
	return base.Context(
		run=held.row.name,
		instance=effect.instance,
		step=effect.step,
		key=f"{held.row.name}:{effect.instance}",
		attempt=effect.attempt,
		document=known.document,
		customer=known.customer,
		facts=engine.visible(held.definition, held.state, effect.instance, known),
		language=messaging.language_of(held.row.customer),
		undo=effect.undo,
		scope=effect.scope,
	)


def event_of(effect: Perform, returned: dict[str, Any] | base.Waiting | None) -> Event:
	"""Return what a kind's answer means to the engine; what is long is cut before it becomes the run's."""
	if isinstance(returned, base.Waiting):
		return Waits(
			effect.instance,
			returned.event,
			returned.until,
			content.kept(returned.output),
			returned.on_timeout,
			effect.attempt,
		)
	return Done(effect.instance, content.kept(returned or {}), attempt=effect.attempt)


@contextmanager
def doing(held: store.Held) -> Iterator[None]:
	"""Let runs that are started meanwhile know whose doing they are."""
	frappe.flags.flow_run = (held.row.name, held.row.depth, held.row.title)
	try:
		yield
	finally:
		frappe.flags.flow_run = None
