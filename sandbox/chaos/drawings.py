"""Flows drawn at random, each from its own seed: every container, every way to wait and to fail, every kind of effect.

The same seed draws the same flow, so that what went wrong once can be seen again.
"""

from random import Random
from typing import Any

MOST_STEPS = 14
DEEPEST = 3
LANES = ("a", "b", "c")
HEARD = "on_ticket_created"


def draw(random: Random, receiver: str) -> dict[str, Any]:
	"""Return a definition about a customer; `receiver` is the address its calls go to."""
	drawing = _Drawing(random, receiver)
	drawing.fill(None, "", 0)
	return {"steps": drawing.steps}


class _Drawing:
	def __init__(self, random: Random, receiver: str) -> None:
		self.random, self.receiver = random, receiver
		self.steps: list[dict[str, Any]] = []

	def fill(self, parent: str | None, lane: str, depth: int) -> None:
		"""Draw the steps of a place, in a chain or as a DAG, some with a handler."""
		drawn: list[str] = []
		for _number in range(self.random.randint(2, 4) if depth == 0 else self.random.randint(1, 2)):
			if len(self.steps) >= MOST_STEPS:
				break
			step = self.step(parent, lane, depth)
			step["depends_on"] = self.random.sample(drawn, min(len(drawn), self.random.randint(0, 2)))
			drawn.append(step["id"])
			self.maybe_handled(step, parent, lane)
		if not drawn:
			self.add(parent, lane, *self.variable())

	def step(self, parent: str | None, lane: str, depth: int) -> dict[str, Any]:
		if depth < DEEPEST and len(self.steps) < MOST_STEPS - 4 and self.random.random() < 0.3:
			return self.container(parent, lane, depth)
		step = self.add(parent, lane, *self.random.choice(self.leaves())())
		if step["kind"] in ("create_ticket", "http_call") and self.random.random() < 0.3:
			step["compensate"] = {"kind": "http_call", "label": "Undo", "params": self.call("effects")[1]}
		if self.random.random() < 0.1:
			step["condition"] = {
				"==": [{"var": "doc.customer_type"}, self.random.choice(("Individual", "Company"))]
			}
		return step

	def leaves(self) -> tuple:
		effects = (
			self.ticket,
			self.ticket,
			self.text,
			lambda: self.call("effects"),
			lambda: self.call("effects"),
		)
		return (
			*effects,
			lambda: self.call("flaky"),
			lambda: self.call("refuse"),
			self.variable,
			*self.waits(),
		)

	def waits(self) -> tuple:
		return (self.pause, self.hear, self.ask)

	def container(self, parent: str | None, lane: str, depth: int) -> dict[str, Any]:
		kind = self.random.choice(("group", "parallel", "parallel", "branch", "loop"))
		cases = [
			{"key": key, "label": key, "condition": self.random.choice((True, False))} for key in LANES[:2]
		]
		params = {
			"group": {},
			"parallel": {"join": self.random.choice(("all", "any"))},
			"branch": {"cases": cases},
			"loop": {"over": [1, 2, 3], "item": "one"},
		}[kind]
		step = self.add(parent, lane, kind, params)
		lanes = {"parallel": LANES[: self.random.randint(2, 3)], "branch": (*LANES[:2], "else")}.get(
			kind, ("",)
		)
		for name in lanes:
			self.fill(step["id"], name, depth + 1)
		return step

	def add(self, parent: str | None, lane: str, kind: str, params: dict[str, Any]) -> dict[str, Any]:
		name = f"s{len(self.steps)}"
		step = {"id": name, "kind": kind, "label": name, "params": params, "parent": parent, "lane": lane}
		self.steps.append(step)
		return step

	def maybe_handled(self, step: dict[str, Any], parent: str | None, lane: str) -> None:
		"""Say what is done when a step fails: those that do fail are mostly answered, so that runs go on."""
		address = str(step["params"].get("address", ""))
		if address.endswith("flaky"):
			step["on_error"] = {"action": "retry", "max": 3, "delay": 60, "then": "continue"}
		elif address.endswith("refuse"):
			answer = self.random.choice(("continue", "continue", "handler", "fail"))
			step["on_error"] = {"action": answer}
			if answer == "handler":
				step["on_error"]["handler"] = self.add(parent, lane, *self.ticket())["id"]

	@staticmethod
	def ticket() -> tuple[str, dict[str, Any]]:
		return "create_ticket", {"subject": "Chaos for {{ doc.name }}"}

	@staticmethod
	def text() -> tuple[str, dict[str, Any]]:
		return "send_sms", {"source": "own", "text_fr": "Bonjour {{ doc.name }}"}

	def call(self, what: str) -> tuple[str, dict[str, Any]]:
		return "http_call", {
			"method": "POST",
			"address": f"{self.receiver}/{what}",
			"body": {"of": "{{ doc.name }}"},
		}

	def variable(self) -> tuple[str, dict[str, Any]]:
		return "set_variable", {"name": "luck", "value": self.random.randint(1, 9)}

	@staticmethod
	def pause() -> tuple[str, dict[str, Any]]:
		return "wait", {"mode": "duration", "amount": 5, "unit": "minutes"}

	@staticmethod
	def hear() -> tuple[str, dict[str, Any]]:
		timeout = {"timeout_amount": 2, "timeout_unit": "hours", "on_timeout": "continue"}
		return "wait", {"mode": "event", "event": HEARD, **timeout}

	@staticmethod
	def ask() -> tuple[str, dict[str, Any]]:
		return "ask_person", {"title": "Call {{ doc.name }}", "whom": "role", "role": "FSM Agent"}
