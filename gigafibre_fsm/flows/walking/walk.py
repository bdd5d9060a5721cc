"""One advance of a run: the steps it changes, the effects it asks for, and what is still to be looked at.

Steps that may begin are looked at one by one (`ready`), containers whose last step may have ended after them
(`scopes`): an event costs what it changes, whatever the size of the definition.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from gigafibre_fsm.flows.conditions import ConditionError, is_true
from gigafibre_fsm.flows.definition import CONTAINERS, Definition, Step
from gigafibre_fsm.flows.walking import containers, undoing, waiting
from gigafibre_fsm.flows.walking.happenings import Effect, Perform, Withdraw
from gigafibre_fsm.flows.walking.places import WHOLE, Scope, loop_names, members, scope_of, seen_from
from gigafibre_fsm.flows.walking.state import State, StepState
from gigafibre_fsm.flows.walking.troubles import Trouble


class Walk:
	"""A copy of a state that is being changed."""

	def __init__(self, definition: Definition, state: State, facts: Mapping[str, Any], now: datetime) -> None:
		self.definition, self.facts, self.now = definition, facts, now
		self.status, self.seed, self.error = state.status, state.seed, state.error
		self.steps = dict(state.steps)
		self.effects: list[Effect] = []
		self.ready: deque[str] = deque()
		self.scopes: dict[Scope, None] = {}
		self._ends = max((step.memory.get("order", 0) for step in self.steps.values()), default=0)

	def drawn(self, instance: str) -> Step:
		"""Return the step an instance is of."""
		return self.definition.by_id[self.steps[instance].step]

	def scope(self, instance: str) -> Scope:
		return scope_of(self.definition, self.steps[instance])

	def data(self, instance: str) -> Mapping[str, Any]:
		return seen_from(self.definition, self.steps, self.steps[instance], self.facts)

	def change(self, instance: str, forget: tuple[str, ...] = (), **values: Any) -> None:
		"""Change an instance; `memory` adds to what it remembers, `forget` takes away."""
		step = self.steps[instance]
		kept = {name: value for name, value in step.memory.items() if name not in forget}
		self.steps[instance] = replace(step, **values | {"memory": kept | values.get("memory", {})})

	def states(self, scope: Scope) -> list[StepState]:
		"""Return the instances of a scope that was opened."""
		return [self.steps[step.id + scope.turns] for step in members(self.definition, scope)]

	def open(self, scope: Scope) -> None:
		"""Bring the steps of a scope into being."""
		for step in members(self.definition, scope):
			instance = step.id + scope.turns
			self.steps[instance] = StepState(instance, step.id)
			self.ready.append(instance)
		self.scopes[scope] = None

	def settle(self) -> None:
		"""Go on until nothing more can be done without an event."""
		while True:
			while self.ready or self.scopes:
				if self.ready:
					self._consider(self.ready.popleft())
				else:
					containers.look_at(self, self.scopes.popitem()[0])
			if self._moves() or not self._unstick():
				return

	def _moves(self) -> bool:
		"""Say whether somebody or something is at work or waited for; the run's status follows."""
		alive = {step.status for step in self.steps.values() if self._is_alive(step)}
		if self.status in ("Running", "Waiting") and alive:
			self.status = "Running" if "Running" in alive else "Waiting"
		return bool(alive) or self.status not in ("Running", "Waiting")

	def _is_alive(self, step: StepState) -> bool:
		if step.status == "Running":
			return step.undo or self.definition.by_id[step.step].kind not in CONTAINERS
		return step.status == "Waiting"

	def _unstick(self) -> bool:
		"""Nothing moves and the run is not over: steps wait for each other. A drawing without problems has none."""
		pending = [step.instance for step in self.steps.values() if step.status == "Pending"]
		answers = [one for one in pending if self.steps[one].step in self.definition.handled_by]
		idle = [one for one in answers if not self._is_called(one)]
		for instance in idle:
			self.end(instance, "Skipped", why="handler")
		if pending and not idle:
			self.give_up(pending[0], Trouble("stuck"))
		return bool(pending)

	def _consider(self, instance: str) -> None:
		"""Begin an instance when its turn has come, or skip it."""
		if self.steps[instance].status != "Pending" or not self._is_due(instance):
			return
		step = self.drawn(instance)
		if step.id in self.definition.handled_by and not self._is_called(instance):
			if all(one.ended for one in self._served(instance)):
				self.end(instance, "Skipped", why="handler")
			return
		try:
			wanted = step.condition is None or is_true(step.condition, self.data(instance))
		except ConditionError as error:
			self.give_up(instance, condition_trouble(error))
			return
		if wanted:
			self.begin(instance)
		else:
			self.end(instance, "Skipped", why="condition")

	def _is_due(self, instance: str) -> bool:
		turns = self.steps[instance].turns
		asking = self.steps[instance].step
		return all(self._is_settled(name + turns, asking) for name in self.drawn(instance).depends_on)

	def _is_settled(self, instance: str, asking: str) -> bool:
		"""Say whether a step that depends on an instance may go on: that ended, and so did who answers its failure.

		Who answers it may depend on it, too, and does not wait for itself.
		"""
		step = self.steps[instance]
		if step.status != "Failed":
			return step.status in ("Done", "Skipped")
		if step.memory.get("handled"):
			handler = self.drawn(instance).on_error.handler
			return handler == asking or self.steps[handler + step.turns].ended
		return not step.memory.get("fails")

	def _served(self, instance: str) -> Iterator[StepState]:
		"""Yield those a handler is there for."""
		step = self.steps[instance]
		return (self.steps[one.id + step.turns] for one in self.definition.handled_by[step.step])

	def _is_called(self, instance: str) -> bool:
		return any(one.memory.get("handled") for one in self._served(instance))

	def begin(self, instance: str) -> None:
		"""Begin an instance, for the first time or again."""
		step = self.steps[instance]
		again = {"attempts": step.attempts + 1, "started_on": step.started_on or self.now, "ended_on": None}
		forgotten = (
			"why",
			"order",
			"fails",
			"handled",
			"trouble",
			"on_timeout",
			"stopped",
			"items",
			"winner",
		)
		self.change(
			instance,
			forgotten,
			status="Running",
			error="",
			output=None,
			wake_on=None,
			waiting_event=None,
			**again,
		)
		kind = "" if step.undo else self.drawn(instance).kind
		try:
			if kind in CONTAINERS:
				containers.begin(self, instance)
			elif kind == "wait":
				waiting.begin(self, instance)
			else:
				self.effects.append(perform(self.definition, self.steps, instance))
		except Trouble as trouble:
			self.give_up(instance, trouble)
		except ConditionError as error:
			self.give_up(instance, condition_trouble(error))

	def end(
		self, instance: str, status: Any, why: str = "", output: Any = None, error: str = "", **memory: Any
	) -> None:
		"""End an instance, and look at who waited for it."""
		self._ends += 1
		memory |= {"order": self._ends} | ({"why": why} if why else {})
		forgotten = ("why", "on_timeout", "fails", "handled")
		ended = {"status": status, "ended_on": self.now, "wake_on": None, "waiting_event": None}
		self.change(instance, forgotten, output=output, error=error, memory=memory, **ended)
		if self.steps[instance].undo:
			undoing.go_on(self)
			return
		turns, name = self.steps[instance].turns, self.steps[instance].step
		self.ready.extend(step.id + turns for step in self._followers(name))
		self.scopes[self.scope(instance)] = None

	def _followers(self, name: str) -> Iterator[Step]:
		yield from self.definition.dependents.get(name, ())
		rule = self.definition.by_id[name].on_error
		if rule.last == "handler":
			yield self.definition.by_id[rule.handler]
		for served in self.definition.handled_by.get(name, ()):
			yield from self.definition.dependents.get(served.id, ())

	def give_up(self, instance: str, trouble: Trouble) -> None:
		"""Fail an instance for a reason of the engine's own, which trying again would not change."""
		told = {"code": trouble.code, "values": trouble.values}
		self.fail(instance, str(trouble), can_retry=False, trouble=told)

	def fail(self, instance: str, error: str, can_retry: bool = True, **memory: Any) -> None:
		"""Fail an instance: it is tried again, or its `on_error` decides what becomes of those around it."""
		step = self.steps[instance]
		if step.undo:
			self.end(instance, "Failed", error=error)
			return
		rule = self.drawn(instance).on_error
		closed = self.closed(self.scope(instance))
		if can_retry and not closed and rule.action == "retry" and step.memory.get("tries", 0) < rule.max:
			waiting.try_later(self, instance, error)
			return
		answer = "fail" if closed else rule.last
		if answer == "handler" and self.steps[rule.handler + step.turns].ended:
			answer = "fail"
		flags: dict[str, Any] = {"fail": {"fails": True}, "handler": {"handled": True}}.get(answer, {})
		self.end(instance, "Failed", error=error, **memory, **flags)
		if answer == "fail" and not closed:
			self.halt(containers.hit_by_failure(self, self.scope(instance)), "failing")

	def closed(self, scope: Scope) -> str:
		"""Return why nothing more may begin in a scope (cancel, failing, lost), "" while it may."""
		if self.status == "Cancelling":
			return "cancel"
		if stopped := containers.stopped(self, scope):
			return stopped
		hit = containers.hit_by_failure(self, scope)
		return "failing" if any(self.fails(one) for one in hit) else ""

	def fails(self, scope: Scope) -> bool:
		"""Say whether something in a scope failed that nobody answers for."""
		return any(step.memory.get("fails") for step in self.states(scope))

	def halt(self, scopes: list[Scope], why: str) -> None:
		"""Stop what has not begun or waits; what is being done may end."""
		for scope in scopes:
			for step in self.states(scope):
				self._stop(step.instance, why)

	def _stop(self, instance: str, why: str) -> None:
		step = self.steps[instance]
		if step.status in ("Pending", "Waiting"):
			self.withdraw(instance)
			self.end(instance, "Cancelled", why=why, output=step.output)
		elif step.status == "Running" and self.drawn(instance).kind in CONTAINERS:
			self.change(instance, memory={"stopped": why})
			inside = containers.open_scopes(self, instance)
			self.halt(inside, why)
			self.scopes.update(dict.fromkeys(inside))

	def withdraw(self, instance: str) -> None:
		"""Say that nobody waits for an effect any more."""
		step = self.steps[instance]
		if step.status == "Waiting" and step.why == "asked":
			kind = perform(self.definition, self.steps, instance).kind
			self.effects.append(Withdraw(instance, step.step, kind))

	def finish(self) -> None:
		"""All steps of the whole have ended."""
		if self.status == "Cancelling":
			undoing.go_on(self)
		else:
			failed = [step for step in self.states(WHOLE) if step.memory.get("fails")]
			self.status = "Failed" if failed else "Completed"
			self.error = failed[0].error if failed else ""


def perform(definition: Definition, steps: Mapping[str, StepState], instance: str) -> Perform:
	"""Return the effect an instance stands for."""
	state = steps[instance]
	step = definition.by_id[state.step]
	what = step.compensate if state.undo and step.compensate else step
	names = loop_names(definition, steps, state)
	return Perform(instance, step.id, what.kind, what.params, state.attempts, names, undo=state.undo)


def condition_trouble(error: ConditionError) -> Trouble:
	return Trouble("condition", operator=error.operator, code=error.code, path=error.path)
