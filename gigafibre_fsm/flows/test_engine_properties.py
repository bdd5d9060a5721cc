"""What holds for every flow anybody may draw, whatever happens to it, in whatever order."""

import json
import random
import unittest
from collections import Counter
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gigafibre_fsm.flows import engine
from gigafibre_fsm.flows.definition import CONTAINERS, Definition, DefinitionError, parse
from gigafibre_fsm.flows.happenings import (
	Cancel,
	Done,
	Event,
	Failed,
	Heard,
	Perform,
	Retry,
	Skip,
	Waits,
	Withdraw,
	Woken,
)
from gigafibre_fsm.flows.state import UNDO, State, StepState

NOW = datetime(2026, 1, 5, 9, 0)
FACTS = {"doc": {"lines": [{"qty": 1}, {"qty": 2}], "flag": True, "due": "2026-01-06"}}
MOST_EVENTS = 3000
CONDITIONS = (None, None, None, True, False, {"var": "doc.flag"}, {"!": {"var": "doc.flag"}}, {"nonsense": 1})
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
	{"mode": "date", "field": "doc.nothing"},
	{"mode": "event", "event": "paid"},
	{"mode": "event", "event": "paid", "timeout_amount": 1, "timeout_unit": "days", "on_timeout": "fail"},
	{"mode": "event", "event": "signed", "timeout_amount": 3, "timeout_unit": "days"},
)
LISTS = ({"var": "doc.lines"}, [], [1], {"var": "doc.flag"}, {"nonsense": 1})


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
			rules = self.pick.choice(((True,), (False, {"var": "doc.flag"}), (False,), ({"nonsense": 1},)))
			cases = [{"key": f"case{place}", "condition": rule} for place, rule in enumerate(rules)]
			step["params"] = {"cases": cases}
			lanes = [*(case["key"] for case in cases), "else"]
		elif step["kind"] == "loop":
			step["params"] = {"over": self.pick.choice(LISTS), "max": self.pick.choice((1, 5))}
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
		if chance < 0.03:
			return Cancel("enough", facts=FACTS)
		if chance < 0.15 and self.log:
			return self.pick.choice(self.log)[0]
		if chance < 0.25 and self.state.steps:
			by_hand = self.pick.choice((Retry, Skip))
			return by_hand(self.pick.choice(list(self.state.steps)), facts=FACTS)
		if chance < 0.3:
			return Heard(self.pick.choice(("paid", "signed", "else")), {"amount": 5}, facts=FACTS)
		return self.result() if self.todo else self.wake()

	def result(self) -> Event:
		effect = self.todo.pop(0 if self.calm else self.pick.randrange(len(self.todo)))
		told = {"instance": effect.instance, "attempt": effect.attempt, "facts": FACTS}
		chance = 1 if self.calm else self.pick.random()
		if chance < 0.25:
			return Failed(error="no luck", can_retry=self.pick.random() < 0.8, **told)
		if chance < 0.35:
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


def in_containers(definition: Definition, state: State) -> None:
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


SEEDS = st.integers(min_value=0, max_value=2**32)
PROPERTY = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


class TestEveryFlow(unittest.TestCase):
	@PROPERTY
	@given(SEEDS, SEEDS)
	def test_ends_keeps_its_order_and_never_changes_what_has_ended(self, drawn, lived):
		definition = Drawer(drawn).draw()

		state = World(definition, lived).live()

		in_containers(definition, state)

	@PROPERTY
	@given(SEEDS, SEEDS)
	def test_is_the_same_again_when_its_events_are_replayed(self, drawn, lived):
		definition = Drawer(drawn).draw()
		world = World(definition, lived)
		world.live()

		state, effects = engine.start(definition, NOW, FACTS, seed="run")
		for event, now in world.log:
			# Kept and read back between any two events, as the runtime does.
			state = State.from_dict(json.loads(json.dumps(state.to_dict())))
			state, more = engine.advance(definition, state, event, now)
			effects.extend(more)

		self.assertEqual(state, world.state)
		self.assertEqual(effects, world.effects)

	@PROPERTY
	@given(SEEDS, SEEDS)
	def test_asks_for_each_attempt_once(self, drawn, lived):
		world = World(Drawer(drawn).draw(), lived)

		world.live()

		asked = Counter((one.instance, one.attempt) for one in world.effects if isinstance(one, Perform))
		self.assertEqual([key for key, times in asked.items() if times > 1], [])

	@PROPERTY
	@given(SEEDS, SEEDS)
	def test_takes_nothing_twice(self, drawn, lived):
		definition = Drawer(drawn).draw()
		world = World(definition, lived)
		world.live()

		state, _effects = engine.start(definition, NOW, FACTS, seed="run")
		for event, now in world.log:
			state, _effects = engine.advance(definition, state, event, now)
			if isinstance(event, Done | Failed | Waits) and event.attempt:
				again, effects = engine.advance(definition, state, event, now)
				if not (isinstance(event, Done | Failed) and state.steps[event.instance].status == "Waiting"):
					self.assertEqual((again, effects), (state, []))

	@PROPERTY
	@given(SEEDS)
	def test_is_completed_when_nothing_fails(self, drawn):
		definition = Drawer(drawn).draw()
		world = World(definition, 0, calm=True)

		state = world.live()

		troubled = any("trouble" in step.memory for step in state.steps.values())
		self.assertTrue(state.status == "Completed" or troubled, state)

	@PROPERTY
	@given(SEEDS, SEEDS)
	def test_undoes_what_was_done_backwards_and_once(self, drawn, lived):
		definition = Drawer(drawn).draw()
		world = World(definition, lived)
		for _turn in range(world.pick.randint(0, 12)):
			world.take(world.event())
		world.take(Cancel("enough", facts=FACTS))
		if world.state.status == "Completed":
			return
		world.calm = True
		state = world.live()

		undone = [step for step in state.steps.values() if step.undo]
		order = [state.steps[step.instance.removesuffix(UNDO)].memory["order"] for step in undone]
		done = [one for one in state.steps.values() if one.status == "Done" and not one.undo]
		wanted = [one for one in done if definition.by_id[one.step].compensate]
		self.assertEqual(state.status, "Cancelled")
		self.assertEqual(order, sorted(order, reverse=True))
		self.assertEqual(len(undone), len(wanted))

	@PROPERTY
	@given(SEEDS, SEEDS)
	def test_can_be_brought_to_an_end_by_hand_after_it_failed(self, drawn, lived):
		definition = Drawer(drawn).draw()
		world = World(definition, lived)
		state = world.live()
		world.calm = True
		while state.status == "Failed":
			world.take(next(self.skips_that_help(world)))
			state = world.live()

		self.assertIn(state.status, ("Completed", "Cancelled"))

	def skips_that_help(self, world):
		for step in world.state.steps.values():
			event = Skip(step.instance, facts=FACTS)
			if engine.advance(world.definition, world.state, event, world.now)[0] != world.state:
				yield event

	def test_who_was_asked_is_told_when_nobody_waits_any_more(self):
		race = {"id": "race", "kind": "parallel", "params": {"join": "any"}}
		lanes = [{"id": name, "kind": "do", "parent": "race"} for name in ("ask", "pay")]
		definition = parse({"steps": [race, *lanes]})
		state, _effects = engine.start(definition, NOW, FACTS, seed="run")
		state, _effects = engine.advance(definition, state, Waits("ask", facts=FACTS), NOW)

		state, effects = engine.advance(definition, state, Done("pay", facts=FACTS), NOW)

		self.assertEqual(effects, [Withdraw("ask", "ask", "do")])
		self.assertEqual(state.status, "Completed")


if __name__ == "__main__":
	unittest.main()
