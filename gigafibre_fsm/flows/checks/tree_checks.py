"""How the steps of a definition hang together.

What breaks a run (`breaking_problems`): unknown_parent {id}; not_a_container {id}; inside_itself; too_deep {most};
unknown_dependency {id}; not_a_sibling {id}; cycle {steps}; no_handler; unknown_handler {id}; handler_not_sibling {id};
handler_first {id} (a step waits for what answers its own failure). What is only drawn wrong (`drawing_problems`):
unknown_lane {lane}; retried_container; bad_compensation {kind}; no_cases; bad_case {place}; same_case {key}.
"""

from collections.abc import Iterator

from gigafibre_fsm.flows.drawing import CONTAINERS, MAX_DEPTH, STRUCTURAL, Definition, Problem, Step

ELSE = "else"


def breaking_problems(definition: Definition) -> Iterator[Problem]:
	"""Yield what keeps a definition of the right shape from being carried out; first the tree, then the order."""
	found = False
	for step in definition.steps:
		for problem in _parent_problems(definition, step):
			found = True
			yield problem
	if found:
		return
	for step in definition.steps:
		for problem in (*_dependency_problems(definition, step), *_handler_problems(definition, step)):
			found = True
			yield problem
	if not found:
		yield from _cycles(definition)


def _parent_problems(definition: Definition, step: Step) -> Iterator[Problem]:
	if step.parent is None:
		return
	parent = definition.by_id.get(step.parent)
	if parent is None:
		yield Problem(step.id, "parent", "unknown_parent", {"id": step.parent})
	elif parent.kind not in CONTAINERS:
		yield Problem(step.id, "parent", "not_a_container", {"id": step.parent})
	else:
		yield from _depth_problems(definition, step)


def _depth_problems(definition: Definition, step: Step) -> Iterator[Problem]:
	around: list[str] = []
	parent = step.parent
	while parent in definition.by_id and parent not in around:
		around.append(parent)
		parent = definition.by_id[parent].parent
	if step.id in around:
		yield Problem(step.id, "parent", "inside_itself")
	elif len(around) >= MAX_DEPTH:
		yield Problem(step.id, "parent", "too_deep", {"most": MAX_DEPTH})


def _dependency_problems(definition: Definition, step: Step) -> Iterator[Problem]:
	for name in step.depends_on:
		if name not in definition.by_id:
			yield Problem(step.id, "depends_on", "unknown_dependency", {"id": name})
		elif not _are_siblings(step, definition.by_id[name]):
			yield Problem(step.id, "depends_on", "not_a_sibling", {"id": name})


def _are_siblings(one: Step, other: Step) -> bool:
	return (one.parent, one.lane) == (other.parent, other.lane)


def _handler_problems(definition: Definition, step: Step) -> Iterator[Problem]:
	rule = step.on_error
	if rule.last != "handler":
		return
	if not rule.handler:
		yield Problem(step.id, "on_error.handler", "no_handler")
	elif rule.handler not in definition.by_id:
		yield Problem(step.id, "on_error.handler", "unknown_handler", {"id": rule.handler})
	elif rule.handler == step.id or not _are_siblings(step, definition.by_id[rule.handler]):
		yield Problem(step.id, "on_error.handler", "handler_not_sibling", {"id": rule.handler})
	elif rule.handler in _waited_for(definition, step.id):
		yield Problem(step.id, "on_error.handler", "handler_first", {"id": rule.handler})


def _waited_for(definition: Definition, name: str) -> set[str]:
	"""Return all that a step depends on, however far away."""
	found: set[str] = set()
	left = list(definition.by_id[name].depends_on)
	while left:
		one = left.pop()
		if one in definition.by_id and one not in found:
			found.add(one)
			left.extend(definition.by_id[one].depends_on)
	return found


def comes_after(definition: Definition, step: Step) -> list[str]:
	"""Return what a step waits for: what it depends on, and what answers the failure of that."""
	after = list(step.depends_on)
	for name in step.depends_on:
		rule = definition.by_id[name].on_error
		if rule.last == "handler" and rule.handler not in (step.id, *after):
			after.append(rule.handler)
	return after


def _cycles(definition: Definition) -> Iterator[Problem]:
	done: set[str] = set()
	for step in definition.steps:
		if step.id not in done and (cycle := _cycle_from(definition, step.id, done)):
			yield Problem(cycle[0], "depends_on", "cycle", {"steps": cycle})


def _cycle_from(definition: Definition, start: str, done: set[str]) -> list[str]:
	"""Return the first way back to where it began ("a", "b", "a"), in the order in which they wait."""
	path: list[str] = [start]
	left = [iter(comes_after(definition, definition.by_id[start]))]
	while left:
		name = next(left[-1], None)
		if name is None:
			left.pop()
			done.add(path.pop())
		elif name in path:
			done.update(path)
			return [*path[path.index(name) :], name]
		elif name not in done:
			path.append(name)
			left.append(iter(comes_after(definition, definition.by_id[name])))
	return []


def drawing_problems(definition: Definition) -> Iterator[Problem]:
	"""Yield what can be carried out, but not as it was meant."""
	for step in definition.steps:
		yield from _lane_problems(definition, step)
		if step.kind == "branch":
			yield from _case_problems(step)
		if step.kind in CONTAINERS and step.on_error.action == "retry":
			yield Problem(step.id, "on_error.action", "retried_container")
		if step.compensate and step.compensate.kind in STRUCTURAL:
			yield Problem(step.id, "compensate.kind", "bad_compensation", {"kind": step.compensate.kind})


def _lane_problems(definition: Definition, step: Step) -> Iterator[Problem]:
	parent = definition.by_id[step.parent] if step.parent else None
	lanes = {""}
	if parent and parent.kind == "parallel":
		return
	if parent and parent.kind == "branch":
		lanes = {ELSE} | {str(case.get("key")) for case in _cases(parent) if isinstance(case, dict)}
	if step.lane not in lanes:
		yield Problem(step.id, "lane", "unknown_lane", {"lane": step.lane})


def _cases(step: Step) -> list[object]:
	cases = step.params.get("cases")
	return cases if isinstance(cases, list) else []


def _case_problems(step: Step) -> Iterator[Problem]:
	cases = _cases(step)
	if not cases:
		yield Problem(step.id, "params.cases", "no_cases")
	seen = {ELSE}
	for place, case in enumerate(cases):
		key = case.get("key") if isinstance(case, dict) else None
		if not isinstance(key, str) or not key:
			yield Problem(step.id, f"params.cases.{place}", "bad_case", {"place": place + 1})
		elif key in seen:
			yield Problem(step.id, f"params.cases.{place}", "same_case", {"key": key})
		else:
			seen.add(key)
