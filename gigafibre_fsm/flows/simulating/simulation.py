"""What a flow would do to a real record: the engine itself under a clock that jumps; nothing is written or sent.

Steps are shown instead of done (Kind.simulate) and leave plausible outputs (Kind.sample), so that the conditions after
them can be decided. They are shown what whoever tries the flow may read, and no more. A wait ends as soon as it may, and what people or events are waited for comes at once, unless
`assume` says otherwise. All of it is rolled back in the end: a second net under kinds that write nothing.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from gigafibre_fsm.clock import to_iso
from gigafibre_fsm.flows import engine
from gigafibre_fsm.flows.definition import Definition, parse
from gigafibre_fsm.flows.kinds.base import Shown
from gigafibre_fsm.flows.running.facts import Facts, customer_of
from gigafibre_fsm.flows.simulating import rehearsal, simulation_words
from gigafibre_fsm.flows.triggering.events import MANUAL
from gigafibre_fsm.flows.walking.happenings import Done, Event, Heard, Perform, Woken
from gigafibre_fsm.flows.walking.state import State, StepState
from gigafibre_fsm.permissions.fields import reading_as

RUN = "simulation"
# A loop over a thousand customers says nothing new after so many moves.
MOST_MOVES = 600
SET_VARIABLE = "set_variable"
LATE = ("timeout", "fail")


def simulate(
	definition: Mapping[str, Any],
	document: Document,
	assume: Mapping[str, str] | None = None,
	trigger_event: str = MANUAL,
) -> dict[str, Any]:
	"""Return `{steps: [{instance, step, status, at, why, shown, output, error}], ended, status, problems}`.

	`assume` says of a step, or of one instance of it, what becomes of it: "done" or "event" (at once), "timeout" (not
	in time) or "fail". Times are ISO. The definition has no problems; of a run that does not end, `problems` say why.
	"""
	frappe.db.savepoint("fsm_simulation")
	try:
		with reading_as(frappe.session.user):
			trial = Trial(parse(definition), document, assume or {}, trigger_event)
			trial.go()
			return trial.told()
	finally:
		frappe.db.rollback(save_point="fsm_simulation")


class Trial:
	"""A run that is only imagined: its state, its clock, and what its steps have shown so far."""

	def __init__(
		self, definition: Definition, document: Document, assume: Mapping[str, str], trigger_event: str
	) -> None:
		self.definition, self.document, self.assume = definition, document, assume
		self.now = now_datetime()
		self.trigger = rehearsal.trigger_of(trigger_event, document, self.now)
		self.state = State("Running", RUN)
		self.to_do: deque[Perform] = deque()
		self.answers: dict[str, dict[str, Any]] = {}
		self.shown: dict[str, list[Shown]] = {}
		self.why: dict[str, str] = {}
		self.changed: dict[str, Any] = {}
		self.problem = ""

	def go(self) -> None:
		"""Carry the run out to its end, or to where it would wait for ever."""
		self._become(*engine.start(self.definition, self.now, self.facts(), seed=RUN))
		for _move in range(MOST_MOVES):
			event = None if self.state.over else self._next()
			if not event:
				return
			event = replace(event, facts=self.facts(event))
			self._become(*engine.advance(self.definition, self.state, event, self.now))
		self.problem = _("The simulation stops here: it has looked at {0} steps").format(MOST_MOVES)

	def told(self) -> dict[str, Any]:
		"""Return what the editor shows."""
		in_time = sorted(
			self.state.steps.values(), key=lambda step: step.started_on or step.ended_on or self.now
		)
		return {
			"steps": [self._told(step) for step in in_time],
			"ended": to_iso(self.now) if self.state.over else None,
			"status": self.state.status,
			"problems": [self.problem] if self.problem else [],
		}

	def facts(self, event: Event | None = None) -> Facts:
		"""Return what conditions and texts see at this moment of the imagined run, but the steps.

		What an event ends is seen by the conditions it leads to.
		"""
		set_by = [
			step.output
			for step in self.state.steps.values()
			if step.status == "Done" and self._sets(step.step)
		]
		if isinstance(event, Done) and self._sets(self.state.steps[event.instance].step):
			set_by.append(event.output)
		variables = {output["name"]: output["value"] for output in set_by}
		customer = customer_of(self.document)
		where = (self.document.doctype, self.document.name)
		known = Facts(*where, customer=customer, trigger=self.trigger, variables=variables, now=self.now)
		known.document.update(self.changed)
		return known

	def assumed(self, step: str, instance: str) -> str:
		"""Return what was assumed of an instance, else of its step; "" when nothing was."""
		return self.assume.get(instance) or self.assume.get(step) or ""

	def _become(self, state: State, effects: list[Any]) -> None:
		before, self.state = self.state.steps, state
		self.to_do.extend(effect for effect in effects if isinstance(effect, Perform))
		for step in state.steps.values():
			if step.ended and not (step.instance in before and before[step.instance].ended):
				self.why[step.instance] = simulation_words.why_ended(
					self.definition, state, step, self.facts()
				)

	def _next(self) -> Event | None:
		"""Return what happens next: a step that is done, an answer or an event that comes, or time that passes."""
		if self.to_do:
			return self._rehearse(self.to_do.popleft())
		for step in self.state.steps.values():
			if step.status == "Waiting" and (event := self._coming(step)):
				return event
		wake = engine.next_wake(self.state)
		if not wake:
			self.problem = _("The run would wait here until something happens: there is no time limit")
			return None
		self.now = max(self.now, wake)
		return Woken()

	def _rehearse(self, effect: Perform) -> Event:
		seen = engine.visible(self.definition, self.state, effect.instance, known := self.facts())
		fails = self.assumed(effect.step, effect.instance) == "fail"
		rehearsed = rehearsal.rehearse(effect, known, seen, fails=fails)
		self.shown[effect.instance] = rehearsed.shown
		self.answers[effect.instance] = rehearsed.answer
		self.changed |= rehearsed.changes
		return rehearsed.event

	def _coming(self, step: StepState) -> Event | None:
		if self.assumed(step.step, step.instance) in LATE:
			return None
		if step.why == "asked" and not step.waiting_event:
			return Done(step.instance, self.answers.get(step.instance))
		if step.waiting_event:
			self.changed |= rehearsal.consequences(step.waiting_event, self.document.doctype)
			payload = rehearsal.trigger_of(step.waiting_event, self.document, self.now, self._made())
			return Heard(step.waiting_event, payload, step.instance)
		return None

	def _made(self) -> dict[str, Any]:
		"""Return what steps left so far by its name, the last one's."""
		outputs = [step.output for step in self.state.steps.values() if isinstance(step.output, dict)]
		return {name: value for output in outputs for name, value in output.items()}

	def _sets(self, step: str) -> bool:
		return self.definition.by_id[step].kind == SET_VARIABLE

	def _told(self, step: StepState) -> dict[str, Any]:
		return {
			"instance": step.instance,
			"step": step.step,
			"status": step.status,
			"at": to_iso(step.started_on or step.ended_on),
			"why": self.why.get(step.instance) or simulation_words.why_open(step) or None,
			"shown": [asdict(one) for one in self.shown.get(step.instance, [])],
			"output": step.output,
			"error": simulation_words.error_of(step) or None,
		}
