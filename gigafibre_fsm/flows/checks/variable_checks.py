"""Conditions, rules and texts of a definition: whether they can be read, and know what they name.

Codes: bad_rule {operator, at, reason}; bad_text {reason, line}; unknown_variable {variable}; too_early {variable, step}
(the step cannot have run before); inside_loop {variable, step} (seen only within that loop); unknown_output {variable,
step, outputs}.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.meta import find_undeclared_variables

from gigafibre_fsm.flows import conditions
from gigafibre_fsm.flows.checks.kinds_seen import KindSeen
from gigafibre_fsm.flows.checks.sight import Sight
from gigafibre_fsm.flows.drawing import Definition, Problem, Step
from gigafibre_fsm.text_language import TextEnvironment

# With the filters of the message templates (messaging/templates.py): Jinja refuses to read one it does not know.
_SYNTAX = TextEnvironment(dict.fromkeys(("money", "date", "time"), str))
_SETS_VARIABLES = "set_variable"


def variable_problems(
	definition: Definition, catalogue: Mapping[str, KindSeen], variables: Collection[str]
) -> Iterator[Problem]:
	check = _Check(definition, catalogue, {*variables, *_set_by_steps(definition)})
	for step in definition.steps:
		sight = Sight(definition, step)
		if step.condition is not None:
			yield from check.rule(sight, "condition", step.condition)
		yield from check.params(sight, "params", step.kind, step.params)
		if step.compensate:
			undo = step.compensate
			yield from check.params(
				Sight(definition, step, afterwards=True), "compensate.params", undo.kind, undo.params
			)


def _set_by_steps(definition: Definition) -> Iterator[str]:
	for step in definition.steps:
		if step.kind == _SETS_VARIABLES:
			name = str(step.params.get("name") or "")
			yield "vars" if "{{" in name else f"vars.{name}"


class _Check:
	def __init__(
		self, definition: Definition, catalogue: Mapping[str, KindSeen], variables: set[str]
	) -> None:
		self.definition, self.catalogue, self.variables = definition, catalogue, variables

	def params(self, sight: Sight, path: str, kind: str, params: Mapping[str, Any]) -> Iterator[Problem]:
		types = (
			{param.name: param.type for param in self.catalogue[kind].params}
			if kind in self.catalogue
			else {}
		)
		for name, value in params.items():
			here = f"{path}.{name}"
			if types.get(name) == "expression" and not isinstance(value, str):
				yield from self.rule(sight, here, value)
			elif types.get(name) == "cases":
				yield from self._cases(sight, here, value)
			elif types.get(name) != "form":
				yield from self._texts(sight, here, value)
		yield from self._bare(sight, path, kind, params)

	def _bare(self, sight: Sight, path: str, kind: str, params: Mapping[str, Any]) -> Iterator[Problem]:
		"""The variables that may be named without {{ }}: the date of a wait, the list of a loop."""
		name = {"wait": "field" if params.get("mode") == "date" else "", "loop": "over"}.get(kind)
		text = params.get(name) if name else None
		if isinstance(text, str) and text and "{{" not in text:
			yield from self._variable(sight, f"{path}.{name}", text)

	def _cases(self, sight: Sight, path: str, cases: Any) -> Iterator[Problem]:
		for place, case in enumerate(cases if isinstance(cases, list) else []):
			if isinstance(case, Mapping) and case.get("condition") is not None:
				yield from self.rule(sight, f"{path}.{place}.condition", case["condition"])

	def rule(self, sight: Sight, path: str, rule: Any) -> Iterator[Problem]:
		wrong = conditions.problems(rule)
		for error in wrong:
			told = {"operator": error.operator, "at": error.path, "reason": error.code}
			yield Problem(sight.step.id, path, "bad_rule", told)
		for name in sorted(conditions.variables(rule)) if not wrong else ():
			yield from self._variable(sight, path, name)

	def _texts(self, sight: Sight, path: str, value: Any) -> Iterator[Problem]:
		if isinstance(value, str) and ("{{" in value or "{%" in value):
			yield from self._text(sight, path, value)
		elif isinstance(value, Mapping):
			for key, inner in value.items():
				yield from self._texts(sight, f"{path}.{key}", inner)
		elif isinstance(value, list):
			for place, inner in enumerate(value):
				yield from self._texts(sight, f"{path}.{place}", inner)

	def _text(self, sight: Sight, path: str, text: str) -> Iterator[Problem]:
		try:
			names = sorted(text_variables(text))
		except TemplateSyntaxError as error:
			yield Problem(sight.step.id, path, "bad_text", {"reason": error.message, "line": error.lineno})
			return
		for name in names:
			yield from self._variable(sight, path, name)

	def _variable(self, sight: Sight, path: str, name: str) -> Iterator[Problem]:
		root, *rest = name.split(".")
		if root == "steps" and rest:
			yield from self._output(sight, path, name, rest)
		elif root not in sight.names and root != "steps" and not self._is_known(name):
			yield Problem(sight.step.id, path, "unknown_variable", {"variable": name})

	def _is_known(self, name: str) -> bool:
		"""A known path may be gone into, and its root be taken whole ("doc.items.0.qty", "trigger")."""
		parts = name.split(".")
		starts = {".".join(parts[:length]) for length in range(1, len(parts) + 1)}
		return not starts.isdisjoint(self.variables) or any(
			known.startswith(f"{name}.") for known in self.variables
		)

	def _output(self, sight: Sight, path: str, name: str, rest: list[str]) -> Iterator[Problem]:
		step = self.definition.by_id.get(rest[0])
		if step is None:
			yield Problem(sight.step.id, path, "unknown_variable", {"variable": name})
			return
		told = {"variable": name, "step": step.id}
		if loop := sight.hidden_in(step):
			yield Problem(sight.step.id, path, "inside_loop", {**told, "step": loop})
		elif not sight.sees(step):
			yield Problem(sight.step.id, path, "too_early", told)
		elif wrong := self._unknown_output(step, rest):
			yield Problem(sight.step.id, path, "unknown_output", {**told, "outputs": wrong})

	def _unknown_output(self, step: Step, rest: list[str]) -> list[str]:
		kind = self.catalogue.get(step.kind)
		outputs = [output.name for output in kind.outputs] if kind else []
		return outputs if outputs and len(rest) > 1 and rest[1] not in outputs else []


def text_variables(text: str) -> set[str]:
	"""Return the paths a text names ("doc.customer_name"). Raises TemplateSyntaxError."""
	tree = _SYNTAX.parse(text)
	roots = find_undeclared_variables(tree)
	chains: list[Any] = list(tree.find_all((nodes.Getattr, nodes.Getitem, nodes.Name)))
	inner = {id(chain.node) for chain in chains if not isinstance(chain, nodes.Name)}
	paths = [_path(chain) for chain in chains if id(chain) not in inner]
	return {path for path in paths if path.partition(".")[0] in roots}


def _path(part: Any) -> str:
	"""Return the path of `doc.items[0].qty`; what an index that is computed leads to is left out."""
	if isinstance(part, nodes.Name):
		return str(part.name)
	if isinstance(part, nodes.Getattr):
		return f"{_path(part.node)}.{part.attr}"
	if isinstance(part, nodes.Getitem) and isinstance(part.arg, nodes.Const):
		return f"{_path(part.node)}.{part.arg.value}"
	return _path(part.node) if isinstance(part, nodes.Getitem) else ""
