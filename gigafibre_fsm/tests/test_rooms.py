"""Rooms come in to each other by the front door.

The rule: whoever is outside a room imports from it only what its `__init__` names (`billing`, `clients`, `flows`,
`identity`, `messaging`, `messaging.conversations`, `network`, `webhooks`), never one of its modules. `api`, `www` and
what Frappe calls are outside too. Free are: a doctype's controller, which is the room's own record; tests and what
they stand on; and the dotted paths in hooks and jobs, which are addresses. Outside systems (`integrations`) know
neither Frappe nor a room.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from unittest import TestCase

APP = Path(__file__).parents[1]
PACKAGE = APP.name
# The inner room before the one it is in.
ROOMS = (
	"messaging.conversations",
	"assistant",
	"billing",
	"clients",
	"flows",
	"identity",
	"messaging",
	"network",
	"webhooks",
)
CONTROLLERS = f"{PACKAGE}.{PACKAGE}."
# Of ours, what an integration may stand on besides the other integrations.
PLAIN = (f"{PACKAGE}.words",)


def module_of(path: Path) -> str:
	"""Return the dotted name of a file's module."""
	parts = path.relative_to(APP.parent).with_suffix("").parts
	return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def sources(folder: Path = APP) -> Iterator[tuple[str, ast.Module]]:
	"""Yield the name and the syntax tree of each module that is no test."""
	for path in sorted(folder.rglob("*.py")):
		is_of_tests = path.name.startswith("test_") or path.name == "testing.py" or "tests" in path.parts
		if not is_of_tests:
			yield module_of(path), ast.parse(path.read_text())


def room_of(module: str) -> str | None:
	"""Return the room a module is in: "messaging" of gigafibre_fsm.messaging.outbox."""
	return next((room for room in ROOMS if f"{module}.".startswith(f"{PACKAGE}.{room}.")), None)


def named_by(room: str) -> set[str]:
	"""Return what a room's `__init__` names: what it imports from its modules, and the keys of its `_HOME`."""
	tree, names = ast.parse((APP / room.replace(".", "/") / "__init__.py").read_text()), set()
	for node in tree.body:
		if isinstance(node, ast.ImportFrom) and (node.level or (node.module or "").startswith(PACKAGE)):
			names |= {alias.asname or alias.name for alias in node.names}
		elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
			names |= set(ast.literal_eval(node.value))
	return names


def imported(tree: ast.Module) -> Iterator[str]:
	"""Yield everything a module imports by its dotted name, the name taken from a module included."""
	for node in ast.walk(tree):
		if isinstance(node, ast.Import):
			yield from (alias.name for alias in node.names)
		elif isinstance(node, ast.ImportFrom) and not node.level:
			yield from (f"{node.module}.{alias.name}" for alias in node.names)


def reached(tree: ast.Module) -> Iterator[str]:
	"""Yield what a module imports, and what it takes by a dot from a room it imported."""
	names = list(imported(tree))
	yield from names
	rooms = {name.rpartition(".")[2]: name for name in names if name.removeprefix(f"{PACKAGE}.") in ROOMS}
	for node in ast.walk(tree):
		if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in rooms:
			yield f"{rooms[node.value.id]}.{node.attr}"


def insides_reached(module: str, tree: ast.Module) -> list[str]:
	"""Return what this module takes from inside of rooms it is not in."""
	found = []
	for name in reached(tree):
		room = room_of(name)
		taken = name.removeprefix(f"{PACKAGE}.{room}").lstrip(".")
		if room and room != room_of(module) and taken and taken not in named_by(room):
			found.append(name)
	return found


class TestRooms(TestCase):
	def test_nobody_reaches_into_another_room(self):
		found = {
			module: insides
			for module, tree in sources()
			if not module.startswith(CONTROLLERS) and (insides := insides_reached(module, tree))
		}

		self.assertEqual(found, {}, "name it in the room's __init__, or use what it names")

	def test_outside_systems_know_neither_frappe_nor_a_room(self):
		found = {
			module: names
			for module, tree in sources(APP / "integrations")
			if (names := [name for name in imported(tree) if not self.is_plain(name)])
		}

		self.assertEqual(found, {})

	@staticmethod
	def is_plain(name: str) -> bool:
		if name.split(".")[0] in ("frappe", "erpnext"):
			return False
		return not name.startswith(f"{PACKAGE}.") or name.startswith((f"{PACKAGE}.integrations", *PLAIN))

	def test_the_rule_is_seen_to_be_broken(self):
		for broken in (
			"from gigafibre_fsm.messaging.outbox import write",
			"from gigafibre_fsm.messaging import outbox",
			"import gigafibre_fsm.messaging.outbox",
			"from gigafibre_fsm import messaging\nmessaging.outbox.write([])",
			"from gigafibre_fsm.messaging.conversations import threads",
		):
			with self.subTest(broken=broken):
				self.assertTrue(insides_reached("gigafibre_fsm.network.service", ast.parse(broken)))

	def test_the_front_door_is_open(self):
		for allowed in (
			"from gigafibre_fsm.messaging import send_sms, to_e164",
			"from gigafibre_fsm import messaging\nmessaging.send_sms()",
			"from gigafibre_fsm.messaging import conversations\nconversations.take_in()",
		):
			with self.subTest(allowed=allowed):
				self.assertEqual(insides_reached("gigafibre_fsm.network.service", ast.parse(allowed)), [])
