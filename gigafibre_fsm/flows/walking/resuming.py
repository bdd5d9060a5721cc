"""By hand: trying a failed instance again, or going on without it; what stopped because of it comes back."""

from typing import TYPE_CHECKING

from gigafibre_fsm.flows.definition import CONTAINERS
from gigafibre_fsm.flows.walking import containers
from gigafibre_fsm.flows.walking.places import Scope, containers_of, members

if TYPE_CHECKING:
	from gigafibre_fsm.flows.walking.walk import Walk


# What an instance remembers of how it ended.
_ENDED = ("why", "order", "fails", "trouble")


def retry(walk: "Walk", instance: str) -> None:
	"""Try again what failed; a container by what failed in it; or do not wait for the next try."""
	step = walk.steps[instance]
	if step.status == "Waiting" and step.why == "retry":
		walk.begin(instance)
		return
	if not _holds_up(walk, instance):
		return
	for cause in _causes(walk, instance):
		_take_up(walk, cause)
		walk.change(cause, forget=("tries",))
		_again(walk, cause)


def _again(walk: "Walk", instance: str) -> None:
	if walk.steps[instance].attempts:
		walk.begin(instance)
		return
	# It never began: its condition could not be read.
	walk.change(instance, _ENDED, status="Pending", ended_on=None, error="")
	walk.ready.append(instance)


def skip(walk: "Walk", instance: str) -> None:
	"""Go on without an instance that failed, waits or has not begun."""
	step = walk.steps[instance]
	if step.status in ("Pending", "Waiting"):
		walk.withdraw(instance)
	elif _holds_up(walk, instance):
		_take_up(walk, instance)
	else:
		return
	walk.end(instance, "Skipped", why="by_hand", output=step.output)


def _holds_up(walk: "Walk", instance: str) -> bool:
	"""Say whether a failure is what its run, or a container that has not ended, fails for."""
	step = walk.steps[instance]
	if walk.status not in ("Running", "Waiting", "Failed") or not step.memory.get("fails"):
		return False
	if containers.stopped(walk, walk.scope(instance)) == "lost":
		return False
	outside = [walk.steps[name] for name, _turns in containers_of(walk.definition, step)]
	return all(
		(one.memory.get("fails") or not one.ended)
		and containers.stopped(walk, walk.scope(one.instance)) != "lost"
		for one in outside
	)


def _causes(walk: "Walk", instance: str) -> list[str]:
	"""Return the instances for whose failure one failed: itself, or those in a container that was opened."""
	if walk.drawn(instance).kind not in CONTAINERS or not _was_opened(walk, instance):
		return [instance]
	inside = [step for scope in containers.open_scopes(walk, instance) for step in walk.states(scope)]
	failed = [step.instance for step in inside if step.memory.get("fails")]
	return [cause for one in failed for cause in _causes(walk, one)]


def _was_opened(walk: "Walk", instance: str) -> bool:
	if walk.drawn(instance).kind == "loop" and "items" not in walk.steps[instance].memory:
		return False
	scopes = containers.open_scopes(walk, instance)
	return any(
		step.id + scope.turns in walk.steps for scope in scopes for step in members(walk.definition, scope)
	)


def _take_up(walk: "Walk", instance: str) -> None:
	"""Bring back the containers around, from the outermost, and what stopped for this failure.

	Where something else has failed too, what stopped stays so until that is retried or skipped as well.
	"""
	walk.status, walk.error = "Running", ""
	walk.change(instance, forget=("fails",))
	around = [name for name, _turns in containers_of(walk.definition, walk.steps[instance])]
	for container in around:
		walk.change(container, _ENDED, status="Running", ended_on=None, error="")
	held = False
	for one in [*reversed(around), instance]:
		scopes = containers.hit_by_failure(walk, walk.scope(one))
		held = held or any(walk.fails(scope) for scope in scopes)
		if not held:
			walk.change(one, forget=("stopped",))
			_revive(walk, scopes)
		elif one != instance:
			walk.change(one, memory={"stopped": "failing"})


def _revive(walk: "Walk", scopes: list[Scope]) -> None:
	for scope in scopes:
		walk.scopes[scope] = None
		for step in walk.states(scope):
			if step.status == "Cancelled" and step.why == "failing":
				_bring_back(walk, step.instance)
			elif step.status == "Running" and step.memory.get("stopped") == "failing":
				_bring_back(walk, step.instance)


def _bring_back(walk: "Walk", instance: str) -> None:
	forgotten = (*_ENDED, "stopped")
	if walk.drawn(instance).kind not in CONTAINERS or not _was_opened(walk, instance):
		walk.change(instance, forgotten, status="Pending", ended_on=None, output=None)
		walk.ready.append(instance)
		return
	walk.change(instance, forgotten, status="Running", ended_on=None)
	for scope in containers.open_scopes(walk, instance):
		if any(walk.fails(one) for one in containers.hit_by_failure(walk, scope)):
			walk.scopes[scope] = None
		else:
			_revive(walk, [scope])
