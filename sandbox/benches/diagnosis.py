"""`make bench-diagnosis`: what it costs to read one modem."""

import copy
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

from gigafibre_fsm.network.diagnosis import summarize
from sandbox.simulators.genieacs.devices import xx230v

LEAVES_OF_A_REAL_ONE = 5428
TIMES = 500

Tree = dict[str, Any]


def main() -> None:
	device = whole_xx230v()
	took = durations(lambda: summarize(device), TIMES)
	print(
		f"summarise one XX230v ({sum(1 for _ in leaves(device)):,} leaves, {TIMES} times): "
		f"median {statistics.median(took):.2f} ms, p95 {statistics.quantiles(took, n=20)[-1]:.2f} ms"
	)


def whole_xx230v() -> Tree:
	"""The demo device, with as many leaves as a real one has: what the reader never looks at must cost nothing."""
	device = copy.deepcopy(xx230v().document)
	missing = LEAVES_OF_A_REAL_ONE - sum(1 for _ in leaves(device))
	filler = {str(number): {"Value": {"_object": False, "_value": number}} for number in range(missing)}
	device["Device"]["X_TP_Filler"] = {"_object": True, "Row": {"_object": True, **filler}}
	return device


def leaves(node: Tree) -> Iterator[Tree]:
	"""Every node that can hold a value."""
	for child in node.values():
		if isinstance(child, dict):
			if child.get("_object") is False:
				yield child
			else:
				yield from leaves(child)


def durations(call: Callable[[], object], times: int) -> list[float]:
	"""How long each call took, in ms."""
	took = []
	for _ in range(times):
		started = time.perf_counter()
		call()
		took.append((time.perf_counter() - started) * 1000)
	return took


if __name__ == "__main__":
	main()
