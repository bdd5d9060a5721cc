"""What a step may name of the others: the steps that must have ended, and the loops it is in."""

from functools import cached_property

from gigafibre_fsm.flows.checks.tree_checks import comes_after
from gigafibre_fsm.flows.drawing import Definition, Step


class Sight:
	"""The view from a step; `afterwards` from its compensation, when any step may have run."""

	def __init__(self, definition: Definition, step: Step, afterwards: bool = False) -> None:
		self.definition, self.step, self.afterwards = definition, step, afterwards

	def sees(self, other: Step) -> bool:
		"""Say whether another step, or a container around it, comes before this one or one around it."""
		if self.afterwards:
			return True
		return not self._before.isdisjoint((other.id, *self._around(other)))

	def hidden_in(self, other: Step) -> str:
		"""Return the loop another step is in and this one is not: outside of it its turns are not told apart."""
		mine = self._around(self.step)
		loops = [name for name in self._around(other) if self._is_loop(name) and name not in mine]
		return loops[-1] if loops else ""

	@cached_property
	def names(self) -> set[str]:
		"""Return the names the loops around give."""
		loops = [self.definition.by_id[name] for name in self._around(self.step) if self._is_loop(name)]
		own = {str(loop.params.get("item") or "item") for loop in loops}
		return own | {"item", "index"} if loops else set()

	def _is_loop(self, name: str) -> bool:
		return self.definition.by_id[name].kind == "loop"

	def _around(self, step: Step) -> list[str]:
		"""Return the containers around a step, from the innermost."""
		found = []
		while step.parent is not None:
			found.append(step.parent)
			step = self.definition.by_id[step.parent]
		return found

	@cached_property
	def _before(self) -> set[str]:
		found: set[str] = set()
		left = [self.step.id, *self._around(self.step)]
		while left:
			for name in self._directly_before(left.pop()):
				if name not in found:
					found.add(name)
					left.append(name)
		return found

	def _directly_before(self, name: str) -> list[str]:
		"""A handler comes after those it is there for."""
		served = [one.id for one in self.definition.handled_by.get(name, ())]
		return [*comes_after(self.definition, self.definition.by_id[name]), *served]
