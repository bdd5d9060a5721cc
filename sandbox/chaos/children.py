"""Processes that live for one task, and may be killed at a given boundary of it."""

import functools
import os
import pickle
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# What a worker can be killed before: a statement, the end of a transaction, a request to the outside, a job queued.
STATEMENTS = ("sql", "commit", "rollback")


@dataclass(frozen=True, slots=True)
class Outcome:
	"""How a child ended: by itself with a value, or killed. `error` is what it raised, as text."""

	ended: bool
	value: Any = None
	error: str = ""


def in_child(task: Callable[[], Any]) -> Outcome:
	"""Do it in a process of its own, as a worker's horse does."""
	reading, writing = os.pipe()
	child = os.fork()
	if not child:
		os.close(reading)
		_live(task, writing)
	os.close(writing)
	with os.fdopen(reading, "rb") as pipe:
		told = pipe.read()
	status = os.waitpid(child, 0)[1]
	if os.WIFSIGNALED(status):
		return Outcome(False)
	return pickle.loads(told)


def _live(task: Callable[[], Any], writing: int) -> None:
	try:
		outcome = Outcome(True, task())
	except Exception as error:
		outcome = Outcome(True, error=f"{type(error).__name__}: {error}")
	with os.fdopen(writing, "wb") as pipe:
		pickle.dump(outcome, pipe)
	os._exit(0)


class Killer:
	"""Kills this process before its n-th boundary; 0 lets it live."""

	def __init__(self, at: int):
		self.at, self.passed = at, 0

	def watch(self, owner: Any, name: str) -> None:
		"""Count the calls of a method of a class or function of a module."""
		called = getattr(owner, name)

		@functools.wraps(called)
		def counted(*arguments: Any, **keywords: Any) -> Any:
			self._pass()
			return called(*arguments, **keywords)

		setattr(owner, name, counted)

	def watch_database(self, database: Any) -> None:
		"""Count what is asked of the database, by every connection of its kind."""
		for name in STATEMENTS:
			self.watch(type(database), name)

	def _pass(self) -> None:
		self.passed += 1
		if self.passed == self.at:
			os.kill(os.getpid(), signal.SIGKILL)
