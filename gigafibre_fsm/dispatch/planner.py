"""Plan days: problem in, plan out, the same for the same seed. Pure: no frappe, no clock but the budget's.

The plan is feasible whatever happens: jobs are inserted where they fit, a solver and a search of our own make it
better, and of all plans met the one that leaves out the fewest urgent jobs, then costs least, is kept.
"""

import time
from collections import defaultdict
from collections.abc import Callable

from gigafibre_fsm.dispatch import solver
from gigafibre_fsm.dispatch.answer import cost_key, from_plan, to_plan
from gigafibre_fsm.dispatch.draft import Draft
from gigafibre_fsm.dispatch.exact import with_most_urgent
from gigafibre_fsm.dispatch.improve import improve
from gigafibre_fsm.dispatch.insertion import insert_all, order
from gigafibre_fsm.dispatch.models import Budget, Plan, Problem
from gigafibre_fsm.dispatch.repair import adopt
from gigafibre_fsm.dispatch.violations import violations
from gigafibre_fsm.dispatch.world import World

DAY = 86_400
# Parts of the budget: the solver stops at the first, our own search at the second; the rest is for writing it down.
SOLVED_BY, IMPROVED_BY = 0.85, 0.95
# Iterations a second that an ordinary core does, by the number of jobs: a bit less than it can, so that the count and not
# the clock ends the search, and the same seed gives the same plan.
SOLVER_PACE, SOLVER_SIZE = 330_000, 60
SEARCH_PACE = 4_000


class Watch:
	"""The budget's clock."""

	def __init__(self, seconds: float) -> None:
		self.began, self.seconds, self.rang = time.monotonic(), seconds, False

	def left(self, share: float) -> float:
		"""Seconds until this share of the budget is spent."""
		return self.began + share * self.seconds - time.monotonic()

	def expired(self, share: float) -> Callable[[], bool]:
		"""A question that is answered yes once this share is spent; that it was is remembered."""

		def ask() -> bool:
			self.rang = self.rang or self.left(share) <= 0
			return self.left(share) <= 0

		return ask


def plan(problem: Problem, seed: int = 0, budget: Budget | None = None, before: Plan | None = None) -> Plan:
	"""The best plan found. `before` is an earlier plan of the same jobs: what still holds of it is never made worse."""
	budget = budget or Budget()
	watch = Watch(budget.seconds)
	draft = _first(World(problem), before, watch)
	draft = _solved(draft, seed, budget, watch)
	draft = with_most_urgent(draft, watch.expired(SOLVED_BY))
	draft = _improved(draft, seed, budget, watch)
	return _not_worse(problem, to_plan(draft, watch.rang), before)


def plan_plainly(problem: Problem) -> Plan:
	"""The plan of the insertion heuristic alone: what is done where no solver can be loaded, and what benches compare."""
	draft = Draft(World(problem))
	insert_all(draft, order(draft, draft.left_out()))
	return to_plan(draft)


def _first(world: World, before: Plan | None, watch: Watch) -> Draft:
	draft = Draft(world)
	insert_all(draft, order(draft, draft.left_out()), watch.expired(SOLVED_BY))
	if before is None:
		return draft
	earlier = from_plan(world, before)
	insert_all(earlier, order(earlier, earlier.left_out()), watch.expired(SOLVED_BY))
	return min(draft, earlier, key=Draft.key)


def _solved(draft: Draft, seed: int, budget: Budget, watch: Watch) -> Draft:
	"""Each day searched by the solver, for a time in proportion to its jobs."""
	if not solver.available():
		return draft
	days = _days(draft)
	for day, shifts in days.items():
		draft = _day_solved(draft, shifts, seed, budget, watch, _share(draft, days, day))
	return draft


def _day_solved(
	draft: Draft, shifts: list[int], seed: int, budget: Budget, watch: Watch, share: float
) -> Draft:
	seconds = watch.left(SOLVED_BY) * share
	numbers = _within(draft, shifts)
	if seconds <= 0 or not numbers:
		watch.rang = watch.rang or seconds <= 0
		return draft
	pace = SOLVER_PACE / (len(numbers) + SOLVER_SIZE)
	iterations = budget.iterations or max(
		1, int(pace * budget.seconds * SOLVED_BY * len(numbers) / _all(draft))
	)
	found = solver.search(draft, shifts, numbers, seed, iterations, seconds)
	watch.rang = watch.rang or found.cut_short
	return min(draft, adopt(draft, found.tours, watch.expired(IMPROVED_BY)), key=Draft.key)


def _days(draft: Draft) -> dict[int, list[int]]:
	"""Shifts by the day they begin."""
	days: dict[int, list[int]] = defaultdict(list)
	for shift, frame in enumerate(draft.world.frames):
		days[frame.ready // DAY].append(shift)
	return dict(sorted(days.items()))


def _within(draft: Draft, shifts: list[int]) -> list[int]:
	"""The jobs of these shifts, and those left out that could be there."""
	inside = set(shifts)
	planned = {number for shift in shifts for number in draft.tours[shift]}
	waiting = {
		number
		for number in draft.left_out()
		if number not in draft.world.coupled and not inside.isdisjoint(draft.world.possible(number))
	}
	return sorted(planned | waiting)


def _all(draft: Draft) -> int:
	return max(1, len(draft.world.jobs))


def _share(draft: Draft, days: dict[int, list[int]], day: int) -> float:
	"""This day's part of the jobs that are still to be searched."""
	sizes = {other: 1 + sum(len(draft.tours[shift]) for shift in shifts) for other, shifts in days.items()}
	return sizes[day] / sum(size for other, size in sizes.items() if other >= day)


def _improved(draft: Draft, seed: int, budget: Budget, watch: Watch) -> Draft:
	"""Our own search: for all when there is no solver, else for what the solver does not know or left out."""
	world = draft.world
	known = not any(frame.breaks for frame in world.frames) and not world.coupled
	if solver.available() and known and not draft.left_out():
		return draft
	rounds = budget.iterations or int(SEARCH_PACE * budget.seconds / (_all(draft) + SOLVER_SIZE))
	return improve(draft, seed, rounds, watch.expired(IMPROVED_BY))


def _not_worse(problem: Problem, found: Plan, before: Plan | None) -> Plan:
	"""The earlier plan instead, when it still holds and is better."""
	if before is None or violations(problem, before):
		return found
	return min(found, before, key=lambda plan: cost_key(problem, plan))
