"""For property tests of the engine: flows drawn by chance, and worlds that carry them out badly."""

import json
import random
from datetime import datetime, timedelta

from gigafibre_fsm.flows import engine
from gigafibre_fsm.flows.definition import CONTAINERS, Definition, DefinitionError, parse
from gigafibre_fsm.flows.walking.happenings import (
	Cancel,
	Done,
	Event,
	Failed,
	Heard,
	Perform,
	Retry,
	Skip,
	Waits,
	Woken,
)
from gigafibre_fsm.flows.walking.state import State, StepState

NOW = datetime(2026, 1, 5, 9, 0)
FACTS = {"doc": {"lines": [{"qty": 1}, {"qty": 2}], "flag": True, "due": "2026-01-06"}}
MOST_EVENTS = 3000
NONSENSE = {"nonsense": 1}
CONDITIONS = (*[None] * 20, *[{"var": "doc.flag"}] * 5, {"!": {"var": "doc.flag"}}, False, NONSENSE)
ON_ERROR = (
	{},
	{"action": "fail"},
	{"action": "continue"},
	{"action": "retry", "max": 2, "delay": 30},
	{"action": "retry", "max": 1, "delay": 30, "then": "continue"},
)
WAITS = (
	{"mode": "duration", "amount": 2, "unit": "hours"},
	{"mode": "duration", "amount": 0},
	{"mode": "date", "field": "doc.due", "amount": -1, "unit": "days"},
	{"mode": "duration", "amount": 1, "unit": "weeks"},
	{"mode": "date", "field": "doc.nothing"},
	{"mode": "event", "event": "paid"},
	{"mode": "event", "event": "paid", "timeout_amount": 1, "timeout_unit": "days", "on_timeout": "fail"},
	{"mode": "event", "event": "signed", "timeout_amount": 3, "timeout_unit": "days"},
)
LISTS = (*[{"var": "doc.lines"}] * 6, [], [1], {"var": "doc.flag"}, NONSENSE)


class Drawer:
	"""Draws a definition from a seed: every kind of container, order, condition and answer to failures."""

	def __init__(self, seed: int) -> None:
		self.pick = random.Random(seed)
		self.steps: list[dict] = []

	def draw(self) -> Definition:
		self.siblings(None, "", self.pick.randint(1, 5), 0)
		for step in self.steps:
			self.answer(step)
		return parse({"steps": self.steps})

	def siblings(self, parent: str | None, lane: str, count: int, depth: int) -> None:
		names: list[str] = []
		for _turn in range(count):
			name = f"s{len(self.steps)}"
			before = [one for one in names if self.pick.random() < 0.4]
			step = {"id": name, "kind": "do", "parent": parent, "lane": lane, "depends_on": before}
			self.steps.append(step)
			step["condition"] = self.pick.choice(CONDITIONS)
			step["on_error"] = dict(self.pick.choice(ON_ERROR))
			if self.pick.random() < 0.3:
				step["compensate"] = {"kind": "undo"}
			self.fill(step, depth)
			names.append(name)

	def fill(self, step: dict, depth: int) -> None:
		kinds = ["do"] * 4 + ["wait"] + (["group", "parallel", "branch", "loop"] if depth < 3 else [])
		step["kind"] = self.pick.choice(kinds)
		lanes = [""]
		if step["kind"] == "wait":
			step["params"] = self.pick.choice(WAITS)
		elif step["kind"] == "parallel":
			step["params"] = {"join": self.pick.choice(("all", "any"))}
			lanes = self.pick.choice((["", "b"], ["a", "b", "c"], [""]))
		elif step["kind"] == "branch":
			rules = self.pick.choice(((True,), (True,), (False, {"var": "doc.flag"}), (False,), (NONSENSE,)))
			cases = [{"key": f"case{place}", "condition": rule} for place, rule in enumerate(rules)]
			step["params"] = {"cases": cases}
			lanes = [*(case["key"] for case in cases), "else"]
		elif step["kind"] == "loop":
			step["params"] = {"over": self.pick.choice(LISTS), "max": self.pick.choice((1, 5, 5, 5))}
		for lane in lanes if step["kind"] in CONTAINERS else ():
			self.siblings(step["id"], lane, self.pick.randint(0, 3), depth + 1)

	def answer(self, step: dict) -> None:
		"""Give some steps a sibling that answers their failure, where that does not close a circle."""
		place = (step["parent"], step["lane"])
		others = [
			one["id"] for one in self.steps if (one["parent"], one["lane"]) == place and one is not step
		]
		if not others or self.pick.random() > 0.3:
			return
		former = step["on_error"]
		step["on_error"] = {"action": "handler", "handler": self.pick.choice(others)}
		try:
			parse({"steps": self.steps})
		except DefinitionError:
			step["on_error"] = former


class World:
	"""Whoever carries out a run, badly: things fail, are said twice or late, and people interfere."""

	def __init__(self, definition: Definition, seed: int, calm: bool = False) -> None:
		self.definition, self.pick, self.calm = definition, random.Random(seed), calm
		self.now, self.log, self.performed = NOW, [], []
		self.state, effects = engine.start(definition, NOW, FACTS, seed="run")
		self.effects = list(effects)
		self.todo = [one for one in effects if isinstance(one, Perform)]
		check_state(definition, self.state)

	def live(self) -> State:
		for _turn in range(MOST_EVENTS):
			if self.state.over and (self.calm or self.pick.random() < 0.5):
				return self.state
			self.take(self.event())
		raise AssertionError(f"no end: {self.state}")

	def take(self, event: Event) -> None:
		before, was = self.state, json.dumps(self.state.to_dict())
		self.state, effects = engine.advance(self.definition, before, event, self.now)
		self.log.append((event, self.now))
		self.effects.extend(effects)
		self.todo.extend(one for one in effects if isinstance(one, Perform))
		if json.dumps(before.to_dict()) != was:
			raise AssertionError("the caller's state was changed")
		check_state(self.definition, self.state)
		check_change(self.definition, before, self.state, event)

	def event(self) -> Event:
		chance = 1 if self.calm else self.pick.random()
		if chance < 0.01:
			return Cancel("enough", facts=FACTS)
		if chance < 0.15 and self.log:
			return self.pick.choice(self.log)[0]
		if chance < 0.2 and self.state.steps:
			by_hand = self.pick.choice((Retry, Skip))
			return by_hand(self.pick.choice(list(self.state.steps)), facts=FACTS)
		if chance < 0.3:
			return Heard(self.pick.choice(("paid", "signed", "else")), {"amount": 5}, facts=FACTS)
		return self.result() if self.todo else self.wake()

	def result(self) -> Event:
		effect = self.todo.pop(0 if self.calm else self.pick.randrange(len(self.todo)))
		told = {"instance": effect.instance, "attempt": effect.attempt, "facts": FACTS}
		chance = 1 if self.calm else self.pick.random()
		if chance < 0.15:
			return Failed(error="no luck", can_retry=self.pick.random() < 0.8, **told)
		if chance < 0.3:
			until = self.pick.choice((None, self.now + timedelta(hours=1)))
			answer = self.pick.choice(("continue", "fail"))
			return Waits(event=self.pick.choice((None, "paid")), until=until, on_timeout=answer, **told)
		return Done(output={"n": len(self.log)}, **told)

	def wake(self) -> Event:
		wake_on = engine.next_wake(self.state)
		if wake_on is not None:
			self.now = max(self.now, wake_on)
			return Woken(facts=FACTS)
		waiting = [one for one in self.state.steps.values() if one.status == "Waiting"]
		if not waiting:
			return Woken(facts=FACTS)
		return Done(waiting[0].instance, {"by": "hand"}, facts=FACTS)


def check_state(definition: Definition, state: State) -> None:
	"""Nothing is left hanging, and what is kept reads back the same."""
	assert not any(one.memory.get("trouble", {}).get("code") == "stuck" for one in state.steps.values())
	alive = [one for one in state.steps.values() if one.status in ("Running", "Waiting")]
	leaves = [one for one in alive if one.undo or definition.by_id[one.step].kind not in CONTAINERS]
	if state.over:
		assert not alive, f"over, with {alive}"
		assert all(one.ended for one in state.steps.values())
	else:
		assert leaves, f"stuck: {state}"
		statuses = {one.status for one in leaves}
		expected = "Running" if "Running" in statuses else "Waiting"
		assert state.status in (expected, "Cancelling")
	assert State.from_dict(json.loads(json.dumps(state.to_dict()))) == state


def check_change(definition: Definition, before: State, after: State, event: Event) -> None:
	by_hand = isinstance(event, Retry | Skip)
	for instance, step in after.steps.items():
		old = before.steps.get(instance)
		if old is not None and old.status in ("Done", "Skipped"):
			assert step == old, f"{instance} was {old.status} and changed"
		if old is not None and old.ended and not by_hand:
			assert step == old, f"{instance} had ended as {old.status}"
		if step.attempts > (old.attempts if old else 0) and not step.undo:
			check_begun(definition, after, step, event)


def check_begun(definition: Definition, state: State, step: StepState, event: Event) -> None:
	"""What began comes after all it depends on, inside a container that runs."""
	is_retry = isinstance(event, Retry)
	for name in definition.by_id[step.step].depends_on:
		other = state.steps[name + step.turns]
		handler = definition.by_id[name].on_error.handler
		answered = handler and state.steps[handler + step.turns].ended
		fine = other.status in ("Done", "Skipped") or (
			other.status == "Failed" and (answered or not other.memory.get("fails"))
		)
		assert fine or is_retry, f"{step.instance} began before {other}"
	served = definition.handled_by.get(step.step)
	if served:
		assert any(state.steps[one.id + step.turns].status == "Failed" for one in served)
	parent = definition.by_id[step.step].parent
	if parent:
		assert any(
			one.step == parent and one.attempts and step.turns.startswith(one.turns)
			for one in state.steps.values()
		)


def check_containers(definition: Definition, state: State) -> None:
	"""What ended well has nothing left inside."""
	for step in state.steps.values():
		inside = [
			one
			for one in state.steps.values()
			if definition.by_id[one.step].parent == step.step
			and one.turns.startswith(step.turns)
			and not one.undo
		]
		if step.status in ("Done", "Cancelled") and not step.undo:
			assert all(one.ended for one in inside), f"{step.instance} ended before {inside}"
