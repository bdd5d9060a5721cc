"""A blast never sends faster than its numbers may, leaves none idle, and its ETA is when it is over."""

import unittest

from hypothesis import given
from hypothesis import strategies as st

from gigafibre_fsm.messaging.pacing import Lane, duration, plan

SIZES = st.lists(st.integers(0, 10), max_size=200)
LANES = st.lists(
	st.builds(Lane, st.uuids().map(str), st.floats(0.1, 50), st.floats(0, 600)),
	min_size=1,
	max_size=5,
	unique_by=lambda lane: lane.number,
)


class TestPlan(unittest.TestCase):
	def test_one_number_sends_one_after_the_other(self):
		planned = plan([1, 2, 1], [Lane("+15145550100", 0.8)])

		self.assertEqual([slot.at for slot in planned.slots], [0, 1.25, 3.75])
		self.assertEqual(planned.ends_at, 5)

	def test_a_faster_number_takes_more(self):
		planned = plan([1] * 400, [Lane("long", 1), Lane("toll-free", 3)])

		self.assertEqual([slot.number for slot in planned.slots].count("toll-free"), 300)
		self.assertEqual(planned.ends_at, 100)

	def test_a_number_that_is_busy_is_waited_for(self):
		self.assertEqual(plan([1], [Lane("a", 1, free_at=60)]).slots[0].at, 60)

	def test_there_must_be_a_number(self):
		self.assertRaises(ValueError, plan, [1], [])
		self.assertRaises(ValueError, plan, [1], [Lane("a", 0)])

	@given(SIZES, LANES)
	def test_no_number_is_asked_for_more_than_it_lets_through(self, sizes, lanes):
		planned = plan(sizes, lanes)

		self.assertEqual(len(planned.slots), len(sizes))
		for lane in lanes:
			free = lane.free_at
			for size, slot in zip(sizes, planned.slots, strict=True):
				if slot.number == lane.number:
					self.assertAlmostEqual(slot.at, free)
					free = slot.at + duration(size, lane.rate)

	@given(SIZES, LANES)
	def test_each_message_takes_the_earliest_place_left(self, sizes, lanes):
		free = {lane.number: lane.free_at for lane in lanes}
		rates = {lane.number: lane.rate for lane in lanes}
		for size, slot in zip(sizes, plan(sizes, lanes).slots, strict=True):
			self.assertAlmostEqual(slot.at, min(free.values()))
			free[slot.number] = slot.at + duration(size, rates[slot.number])
