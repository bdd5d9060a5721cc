"""What holds for every flow anybody may draw, whatever happens to it, in whatever order."""

import json
import unittest
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gigafibre_fsm.flows import engine
from gigafibre_fsm.flows.walking.happenings import Cancel, Done, Failed, Perform, Retry, Skip, Waits
from gigafibre_fsm.flows.walking.state import UNDO, State
from gigafibre_fsm.flows.walking.worlds import FACTS, NOW, Drawer, World, check_containers

SEEDS = st.integers(min_value=0, max_value=2**32)
PROPERTY = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


class TestEveryFlow(unittest.TestCase):
	@PROPERTY
	@given(SEEDS, SEEDS)
	def test_ends_keeps_its_order_and_never_changes_what_has_ended(self, drawn, lived):
		definition = Drawer(drawn).draw()

		state = World(definition, lived).live()

		check_containers(definition, state)

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
		for by_hand in [Retry] * 5 + [Skip] * 500:
			if state.status != "Failed":
				break
			world.take(next(self.helping(world, by_hand)))
			state = world.live()

		self.assertIn(state.status, ("Completed", "Cancelled"))

	def helping(self, world, by_hand):
		for step in world.state.steps.values():
			event = by_hand(step.instance, facts=FACTS)
			if engine.advance(world.definition, world.state, event, world.now)[0] != world.state:
				yield event


if __name__ == "__main__":
	unittest.main()
