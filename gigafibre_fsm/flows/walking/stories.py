"""For tests of the engine: a run that is told what happens to it in short words, and asked where it stands."""

from datetime import datetime, timedelta
from typing import Any

from gigafibre_fsm.flows import engine
from gigafibre_fsm.flows.definition import parse
from gigafibre_fsm.flows.walking.happenings import (
	Cancel,
	Done,
	Effect,
	Event,
	Failed,
	Heard,
	Perform,
	Retry,
	Skip,
	Woken,
)

NOW = datetime(2026, 1, 5, 9, 0)


def step(name: str, kind: str = "do", *after: str, **more: Any) -> dict[str, Any]:
	"""Draw a step; `after` is what it depends on."""
	return {"id": name, "kind": kind, "depends_on": list(after), **more}


def chain(*names: str, **more: Any) -> list[dict[str, Any]]:
	"""Draw effects that follow each other."""
	return [step(name, "do", *names[max(0, place - 1) : place], **more) for place, name in enumerate(names)]


class Story:
	"""A run of a drawing. Every method takes what happens and keeps what was asked for then in `asked`."""

	def __init__(self, *steps: dict[str, Any], **facts: Any) -> None:
		self.definition = parse({"steps": list(steps)})
		self.facts, self.now = facts, NOW
		self.effects: list[Effect] = []
		self.state, effects = engine.start(self.definition, NOW, facts, seed="run")
		self._keep(effects)

	def _keep(self, effects: list[Effect]) -> None:
		self.effects = effects
		self.asked = [one.instance for one in effects if isinstance(one, Perform)]

	def take(self, event: Event) -> "Story":
		self.state, effects = engine.advance(self.definition, self.state, event, self.now)
		self._keep(effects)
		return self

	def done(self, *instances: str, output: Any = None) -> "Story":
		for instance in instances:
			self.take(Done(instance, output, facts=self.facts))
		return self

	def failed(self, instance: str, error: str = "no luck", can_retry: bool = True) -> "Story":
		return self.take(Failed(instance, error, can_retry, facts=self.facts))

	def later(self, **span: float) -> "Story":
		self.now += timedelta(**span)
		return self.take(Woken(facts=self.facts))

	def heard(self, event: str, payload: Any = None) -> "Story":
		return self.take(Heard(event, payload, facts=self.facts))

	def cancel(self, reason: str = "enough") -> "Story":
		return self.take(Cancel(reason, facts=self.facts))

	def retry(self, instance: str) -> "Story":
		return self.take(Retry(instance, facts=self.facts))

	def skip(self, instance: str) -> "Story":
		return self.take(Skip(instance, facts=self.facts))

	@property
	def status(self) -> str:
		return self.state.status

	def statuses(self) -> str:
		"""Return every instance's status by its first letter ("a:Done b:Pending" as "a=D b=P")."""
		return " ".join(f"{name}={one.status[0]}" for name, one in self.state.steps.items())

	def wakes_in(self) -> timedelta | None:
		moment = engine.next_wake(self.state)
		return moment - self.now if moment else None
