"""What happens a little later: stories of steps, each when its time has come and the one before it is done."""

from __future__ import annotations

import heapq
import itertools
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator

# Seconds before the step (times the pace), and the step.
Step = tuple[float, Callable[[], object]]
WORKERS = 8


class Agenda:
	"""Runs the steps of many stories side by side on a few threads. `pace` multiplies every wait (0 = none)."""

	def __init__(self, pace: float) -> None:
		self.pace = pace
		self._changed = threading.Condition()
		self._due: list[tuple[float, int, Callable[[], object], Iterator[Step]]] = []
		self._numbers = itertools.count()
		self._unfinished = 0
		self._closed = False
		self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(WORKERS)]

	def start(self) -> None:
		"""Begin to work."""
		for thread in self._threads:
			thread.start()

	def close(self) -> None:
		"""Forget what has not begun."""
		with self._changed:
			self._closed = True
			self._changed.notify_all()

	def begin(self, story: Iterable[Step]) -> None:
		"""Start a story."""
		with self._changed:
			self._unfinished += 1
		self._plan(iter(story))

	def settle(self, seconds: float = 10.0) -> bool:
		"""Wait until every story has ended; whether they all did."""
		with self._changed:
			return self._changed.wait_for(lambda: not self._unfinished, seconds)

	def _plan(self, story: Iterator[Step]) -> None:
		step = next(story, None)
		with self._changed:
			if step:
				due = time.monotonic() + step[0] * self.pace
				heapq.heappush(self._due, (due, next(self._numbers), step[1], story))
			else:
				self._unfinished -= 1
			self._changed.notify_all()

	def _work(self) -> None:
		while task := self._next():
			action, story = task
			try:
				action()
			except Exception:
				traceback.print_exc()
			self._plan(story)

	def _next(self) -> tuple[Callable[[], object], Iterator[Step]] | None:
		with self._changed:
			while not self._closed:
				if self._due and self._due[0][0] <= time.monotonic():
					_due, _number, action, story = heapq.heappop(self._due)
					return action, story
				self._changed.wait(self._due[0][0] - time.monotonic() if self._due else None)
		return None
