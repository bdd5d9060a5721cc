"""Take some jobs out and put them back better: the search where PyVRP is not, and the finish where it is."""

import random
from collections.abc import Callable

from gigafibre_fsm.dispatch.draft import Draft
from gigafibre_fsm.dispatch.insertion import insert_all, order

MOST_TAKEN = 8


def improve(draft: Draft, seed: int, rounds: int, expired: Callable[[], bool]) -> Draft:
	"""The best draft met in so many rounds of taking a neighbourhood out and putting it back."""
	chance = random.Random(seed)
	best, key = draft, draft.key()
	for _round in range(rounds):
		if expired():
			break
		tried = _shaken(best, chance)
		if tried.key() <= key:
			best, key = tried, tried.key()
	return best


def _shaken(draft: Draft, chance: random.Random) -> Draft:
	"""A copy in which a job and its neighbours were taken out and put back, with those that were out before."""
	tried = draft.copy()
	planned = sorted(number for number in draft.leads if number not in draft.world.coupled)
	if planned:
		for number in _near(draft, chance.choice(planned), planned, chance.randint(1, MOST_TAKEN)):
			tried.take(number)
	numbers = tried.left_out()
	chance.shuffle(numbers)
	insert_all(tried, order(tried, numbers) if chance.random() < 0.5 else _urgent_first(tried, numbers))
	return tried


def _near(draft: Draft, centre: int, planned: list[int], count: int) -> list[int]:
	row = draft.world.rows[draft.world.works[centre].place]
	return sorted(planned, key=lambda number: (row[draft.world.works[number].place], number))[:count]


def _urgent_first(draft: Draft, numbers: list[int]) -> list[int]:
	return sorted(numbers, key=lambda number: draft.world.ranks[number])
