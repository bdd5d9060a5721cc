"""A GenieACS device as a tree that never raises: what is absent, unfetched or malformed reads as nothing."""

import re
from collections.abc import Iterator
from functools import cache

from gigafibre_fsm.network import values


class Node:
	"""One branch of the device, and its path below the data model's root ("WiFi.Radio.1").

	Leaves look like `{"_value": 5, "_type": "xsd:unsignedInt", …}`; those GenieACS never fetched have no `_value`.
	"""

	__slots__ = ("_children", "path")

	def __init__(self, data: object, path: str = "") -> None:
		self._children = data if isinstance(data, dict) else {}
		self.path = path

	@property
	def exists(self) -> bool:
		return bool(self._children)

	def at(self, path: str) -> "Node":
		"""The branch at a dotted path, empty when there is none."""
		data: object = self._children
		for name in path.split("."):
			data = data.get(name) if isinstance(data, dict) else None
		return Node(data, f"{self.path}.{path}" if self.path else path)

	def root(self, name: str) -> "Node":
		"""The data model below its root, where paths start anew: devices refer to their parts that way."""
		return Node(self.at(name)._children)

	def follow(self, reference: str | None) -> "Node":
		"""The branch a device refers to, as "Device.WiFi.SSID.1." (asked of the root)."""
		return self.at(relative(reference))

	def rows(self, pattern: str) -> list["Node"]:
		"""The branches matching a path where `*` stands for an instance number, in instance order."""
		found = [self]
		for part in split_at_stars(pattern):
			found = [row for node in found for row in node._step(part)]
		return found

	def _step(self, part: str) -> Iterator["Node"]:
		if part != "*":
			yield self.at(part)
			return
		numbers = [
			name for name in self._children if isinstance(name, str) and name.isascii() and name.isdecimal()
		]
		for name in sorted(numbers, key=lambda digits: (len(digits), digits)):
			row = self.at(name)
			if row.exists:
				yield row

	def value(self, path: str) -> object:
		"""The raw value of a leaf, None when it was not fetched. GenieACS's own fields (`_id`) are bare values."""
		*branch, name = path.split(".")
		data: object = self._children
		for step in branch:
			data = data.get(step) if isinstance(data, dict) else None
		leaf = data.get(name) if isinstance(data, dict) else None
		return leaf.get("_value") if isinstance(leaf, dict) else leaf

	def text(self, *paths: str) -> str | None:
		"""The first of these leaves that holds some text."""
		return next((found for path in paths if (found := values.text(self.value(path)))), None)

	def number(self, *paths: str) -> float | None:
		"""The first of these leaves that holds a number."""
		return next((found for path in paths if (found := values.number(self.value(path))) is not None), None)

	def whole(self, *paths: str) -> int | None:
		"""The first of these leaves that holds a number, without its fraction."""
		return next((found for path in paths if (found := values.whole(self.value(path))) is not None), None)

	def flag(self, *paths: str) -> bool | None:
		"""The first of these leaves that says true or false."""
		return next((found for path in paths if (found := values.flag(self.value(path))) is not None), None)


def relative(reference: str | None) -> str:
	"""A reference as a path below the root: "Device.WiFi.SSID.1." → "WiFi.SSID.1"."""
	path = (reference or "").strip().strip(".")
	return path.removeprefix("InternetGatewayDevice.").removeprefix("Device.")


@cache
def split_at_stars(pattern: str) -> tuple[str, ...]:
	"""A pattern cut around its stars: "A.B.*.C" → ("A.B", "*", "C")."""
	return tuple(part for part in re.split(r"\.?(\*)\.?", pattern) if part)
