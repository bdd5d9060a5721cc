"""The reference implementation of JSONLogic, asked one rule after the other in one Node process."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from gigafibre_fsm.flows import conditions
from sandbox.server.paths import ROOT

MODULES = ROOT / "frontend" / "node_modules"


def why_missing() -> str:
	"""Return what is missing to ask the reference, "" when nothing is."""
	if not shutil.which("node"):
		return "Node is not installed"
	return (
		"" if (MODULES / "json-logic-js").is_dir() else "json-logic-js is not installed: npm ci in frontend/"
	)


class Reference:
	"""A context: the process runs while it is entered."""

	def __enter__(self) -> "Reference":
		script = Path(__file__).with_name("reference.cjs")
		self._node = subprocess.Popen(
			["node", str(script)],
			stdin=subprocess.PIPE,
			stdout=subprocess.PIPE,
			text=True,
			env=os.environ | {"NODE_PATH": str(MODULES)},
		)
		return self

	def __exit__(self, *_error: object) -> None:
		self._node.communicate()

	def answer(self, rule: Any, data: Any) -> dict[str, Any]:
		"""Return `{"value": …}`, or `{"error": …}` when the reference gives up."""
		self._node.stdin.write(json.dumps([rule, data]) + "\n")
		self._node.stdin.flush()
		answer = json.loads(self._node.stdout.readline())
		return {"error": True} if "error" in answer else answer


def ours(rule: Any, data: Any) -> dict[str, Any]:
	"""Return our answer as the reference's is written."""
	try:
		return {"value": conditions.evaluate(rule, data)}
	except conditions.ConditionError:
		return {"error": True}


def are_equal(one: Any, other: Any) -> bool:
	"""Say whether two answers are the same JSON: 1 and 1.0 are, 1 and true are not."""
	if isinstance(one, bool) or isinstance(other, bool):
		return one is other
	if isinstance(one, list) and isinstance(other, list):
		return len(one) == len(other) and all(
			are_equal(left, right) for left, right in zip(one, other, strict=True)
		)
	if isinstance(one, int | float) and isinstance(other, int | float):
		# JavaScript has doubles only.
		return float(one) == float(other)
	if isinstance(one, dict) and isinstance(other, dict):
		return one.keys() == other.keys() and all(are_equal(one[key], other[key]) for key in one)
	return bool(one == other)
