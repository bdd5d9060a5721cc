"""The language of texts with variables: Jinja, kept to what a message needs. No frappe.

They are written by people who may not read everything and filled in by workers that may not stop: values, conditions,
one loop in another, and the filters below. Nothing is assigned, called or made large out of little.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jinja2 import Template, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from gigafibre_fsm.words import N_

# Those of Jinja that give no more than they are given.
FILTERS = frozenset(
	"abs capitalize count d default e escape first float int items join last length list lower map max min reject"
	" rejectattr round select selectattr sort string sum title trim truncate unique upper".split()
)
REFUSED = (
	nodes.Assign,
	nodes.AssignBlock,
	nodes.Block,
	nodes.Call,
	nodes.CallBlock,
	nodes.Extends,
	nodes.FilterBlock,
	nodes.FromImport,
	nodes.Import,
	nodes.Include,
	nodes.Macro,
	nodes.With,
)
NOT_HERE = N_("A text only shows values: nothing is assigned, called or included in it")
TOO_DEEP = N_("Loops in a text are at most one in another")
TOO_NESTED = N_("The text is nested too deeply")
NUMBERS_ONLY = N_("Only numbers can be multiplied in a text")
TOO_LONG = N_("The text is too long once it is filled in")
MOST_LOOPS = 2
LONGEST = 200_000


class TextEnvironment(ImmutableSandboxedEnvironment):
	"""Reads and fills texts. A dictionary's entries are read, never its methods: one may be named "items"."""

	intercepted_binops = frozenset(("*", "**", "%"))

	def __init__(self, filters: Mapping[str, Callable[[Any], Any]], **options: Any) -> None:
		super().__init__(**options)
		self.globals = {}
		self.filters = {name: self.filters[name] for name in FILTERS} | dict(filters)

	def getattr(self, obj: Any, attribute: str) -> Any:
		if not isinstance(obj, Mapping):
			return super().getattr(obj, attribute)
		return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)

	def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
		if operator == "**" or not all(isinstance(side, int | float) for side in (left, right)):
			raise SecurityError(NUMBERS_ONLY)
		return super().call_binop(context, operator, left, right)

	def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
		try:
			tree = super()._parse(source, name, filename)
			_require_plain(tree)
		except RecursionError:
			raise TemplateSyntaxError(TOO_NESTED, 1) from None
		return tree


def filled(template: Template, values: Mapping[str, Any]) -> str:
	"""Return a text filled in. Raises TemplateError, or what its values raise when they are worked with."""
	written, parts = 0, []
	for part in template.generate(values):
		written += len(part)
		if written > LONGEST:
			raise SecurityError(TOO_LONG)
		parts.append(part)
	return "".join(parts).strip()


def _require_plain(tree: nodes.Template) -> None:
	for refused in tree.find_all(REFUSED):
		raise TemplateSyntaxError(NOT_HERE, refused.lineno)
	for loop, depth in _loops(tree, 1):
		if depth > MOST_LOOPS or loop.recursive:
			raise TemplateSyntaxError(TOO_DEEP, loop.lineno)


def _loops(node: nodes.Node, depth: int) -> Iterator[tuple[nodes.For, int]]:
	"""Yield each loop with how deep it stands: 1 for one that is in no other."""
	for child in node.iter_child_nodes():
		inside = depth
		if isinstance(child, nodes.For):
			yield child, depth
			inside += 1
		yield from _loops(child, inside)
