"""Groups, branches, loops and parallels: how they begin, and what becomes of them when what is in them has ended."""

from typing import TYPE_CHECKING, Any

from gigafibre_fsm.flows.conditions import evaluate, is_true
from gigafibre_fsm.flows.definition import DEFAULT_TURNS, MAX_TURNS
from gigafibre_fsm.flows.walking.places import WHOLE, Scope, inner, members, turn_of, variable_in
from gigafibre_fsm.flows.walking.troubles import Trouble

if TYPE_CHECKING:
	from gigafibre_fsm.flows.walking.walk import Walk

MAX_INSTANCES = 10_000
ELSE = "else"


def begin(walk: "Walk", instance: str) -> None:
	"""Open a container. Raises Trouble, ConditionError."""
	kind = walk.drawn(instance).kind
	if kind == "loop":
		_begin_loop(walk, instance)
		return
	if kind == "branch":
		walk.change(instance, memory={"lane": _taken(walk, instance)})
	for scope in _scopes(walk, instance):
		walk.open(scope)
	if kind == "branch":
		_pass_by(walk, instance)


def _taken(walk: "Walk", instance: str) -> str:
	"""Return the first case that is true."""
	data = walk.data(instance)
	for case in walk.drawn(instance).params.get("cases") or []:
		if is_true(case.get("condition"), data):
			return str(case["key"])
	return ELSE


def _pass_by(walk: "Walk", instance: str) -> None:
	"""Skip the lanes a branch does not take."""
	taken = walk.steps[instance].memory["lane"]
	for scope in _scopes(walk, instance):
		for step in members(walk.definition, scope):
			if step.lane != taken:
				walk.end(step.id + scope.turns, "Skipped", why="lane")


def _begin_loop(walk: "Walk", instance: str) -> None:
	params = walk.drawn(instance).params
	rule = params.get("over")
	if isinstance(rule, str):
		rule = {"var": variable_in(rule) or rule}
	# What is not there is no empty list: an answer that was too long to be remembered has none of its parts.
	items = evaluate(rule, walk.data(instance))
	if not isinstance(items, list | tuple):
		raise Trouble("loop_not_list")
	most = min(int(params.get("max") or DEFAULT_TURNS), MAX_TURNS)
	if len(items) > most:
		raise Trouble("loop_too_long", count=len(items), most=most)
	walk.change(instance, memory={"items": list(items)})
	_turn(walk, instance, 0)


def _turn(walk: "Walk", instance: str, turn: int) -> None:
	"""Begin a turn of a loop, or end it after the last. Raises Trouble."""
	loop = walk.steps[instance]
	scope = Scope(instance, "", inner(loop.turns, turn))
	size = len(members(walk.definition, scope))
	if turn >= len(loop.memory["items"]) or not size:
		walk.end(instance, "Done", output={"count": len(loop.memory["items"])})
	elif len(walk.steps) + size > MAX_INSTANCES:
		raise Trouble("too_many_steps", most=MAX_INSTANCES)
	else:
		walk.open(scope)


def _scopes(walk: "Walk", instance: str) -> list[Scope]:
	"""Return the scopes of a container that is no loop: one, or one for each lane of a parallel."""
	turns = walk.steps[instance].turns
	lanes = walk.definition.lanes.get(walk.steps[instance].step) or [""]
	return [Scope(instance, lane, turns) for lane in lanes]


def open_scopes(walk: "Walk", instance: str) -> list[Scope]:
	"""Return the scopes in which a running container's steps now stand; of a loop, its last turn."""
	if walk.drawn(instance).kind != "loop":
		return _scopes(walk, instance)
	loop = walk.steps[instance]
	turns = [Scope(instance, "", inner(loop.turns, turn)) for turn in range(len(loop.memory["items"]))]
	return [scope for scope in turns if _is_open(walk, scope)][-1:]


def _is_open(walk: "Walk", scope: Scope) -> bool:
	return members(walk.definition, scope)[0].id + scope.turns in walk.steps


def hit_by_failure(walk: "Walk", scope: Scope) -> list[Scope]:
	"""Return the scopes a failure in one of them ends: all lanes of a parallel that needs all of them."""
	if scope.container and walk.drawn(scope.container).kind == "parallel" and not _is_race(walk, scope):
		return _scopes(walk, scope.container)
	return [scope]


def _is_race(walk: "Walk", scope: Scope) -> bool:
	return walk.drawn(scope.container).params.get("join") == "any"


def stopped(walk: "Walk", scope: Scope) -> str:
	"""Return why a scope's container was stopped, or that another lane has won; "" when neither."""
	if not scope.container:
		return ""
	memory = walk.steps[scope.container].memory
	if "stopped" in memory:
		return str(memory["stopped"])
	return "lost" if memory.get("winner", scope.lane) != scope.lane else ""


def look_at(walk: "Walk", scope: Scope) -> None:
	"""Go on with a container when all in one of its scopes has ended."""
	steps = walk.states(scope)
	if not all(step.ended for step in steps):
		return
	if scope == WHOLE:
		walk.finish()
	elif walk.steps[scope.container].status == "Running":
		kind = walk.drawn(scope.container).kind
		_AFTER.get(kind, _after_group)(walk, scope)


def _after_group(walk: "Walk", scope: Scope) -> None:
	if not _ended_badly(walk, [scope]):
		memory = walk.steps[scope.container].memory
		walk.end(scope.container, "Done", output={"case": memory["lane"]} if "lane" in memory else {})


def _after_turn(walk: "Walk", scope: Scope) -> None:
	loop = walk.steps[scope.container]
	turn = turn_of(scope.turns) + 1
	if _ended_badly(walk, [scope]):
		return
	if turn < len(loop.memory["items"]) and "stopped" in loop.memory:
		walk.end(loop.instance, "Cancelled", why=loop.memory["stopped"])
		return
	try:
		_turn(walk, loop.instance, turn)
	except Trouble as trouble:
		walk.give_up(loop.instance, trouble)


def _after_lane(walk: "Walk", scope: Scope) -> None:
	lanes = _scopes(walk, scope.container)
	memory = walk.steps[scope.container].memory
	if _is_race(walk, scope) and "winner" not in memory and _has_won(walk, scope):
		walk.change(scope.container, memory={"winner": scope.lane})
		walk.halt([lane for lane in lanes if lane != scope], "lost")
	if not all(step.ended for lane in lanes for step in walk.states(lane)):
		return
	winner = walk.steps[scope.container].memory.get("winner")
	if winner is not None or not _ended_badly(walk, lanes):
		walk.end(scope.container, "Done", output={"lane": winner} if _is_race(walk, scope) else {})


def _has_won(walk: "Walk", scope: Scope) -> bool:
	"""A lane wins when it did something and nothing of it failed or was stopped."""
	steps = walk.states(scope)
	done = any(step.status != "Skipped" for step in steps)
	return done and not any(step.status == "Cancelled" or step.memory.get("fails") for step in steps)


def _ended_badly(walk: "Walk", scopes: list[Scope]) -> bool:
	"""End a container whose steps failed or were stopped, and say whether it was so."""
	container = scopes[0].container
	steps: list[Any] = [step for scope in scopes for step in walk.states(scope)]
	failed = [step for step in steps if step.memory.get("fails")]
	if failed:
		walk.fail(container, failed[0].error, can_retry=False)
	elif any(step.status == "Cancelled" for step in steps):
		walk.end(container, "Cancelled", why=str(walk.steps[container].memory.get("stopped", "")))
	return walk.steps[container].status != "Running"


_AFTER = {"loop": _after_turn, "parallel": _after_lane}
