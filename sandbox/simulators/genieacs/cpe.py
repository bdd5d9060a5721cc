"""A simulated CPE: what it would answer now (live), beside what the ACS last read of it (stored)."""

from __future__ import annotations

import copy
import random
import threading
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from . import drift
from .devices.base import Model
from .tree import Document, copy_branch, matching, node, now, set_value

KINDS = ("online", "offline", "queued", "in_session", "hang", "fault", "slow", "error")
BAD_CREDENTIALS = "Connection request error: Incorrect connection request credentials"
INFORM_INTERVAL = timedelta(seconds=300)


@dataclass(frozen=True, slots=True)
class Mode:
	"""How a device behaves.

	`online`; `offline` (off, or its fibre is cut); `queued` (takes the connection request, starts no session);
	`in_session` (busy with the ACS); `hang` (the NBI never answers); `fault:9806` or `fault:9806:MultiAP` (its
	sessions fault, or only for tasks whose text holds the word); `slow:12` (seconds a session takes);
	`error:words` (the connection request fails so); `504` (as with wrong credentials).
	"""

	kind: str = "online"
	detail: str = ""
	where: str = ""

	@classmethod
	def parse(cls, text: str) -> Mode:
		"""Raises ValueError with the known modes."""
		if text == "504":
			return cls("error", BAD_CREDENTIALS)
		kind, _, rest = text.partition(":")
		if kind == "error":
			return cls(kind, rest or BAD_CREDENTIALS)
		detail, _, where = rest.partition(":")
		if kind not in KINDS or (kind in ("fault", "slow") and not detail.replace(".", "", 1).isdigit()):
			raise ValueError(
				f"Unknown mode {text!r}: {', '.join(KINDS)}, fault:9805[:Hosts], slow:12, error:words, 504"
			)
		return cls(kind, detail, where)

	def __str__(self) -> str:
		return ":".join(part for part in (self.kind, self.detail, self.where) if part)


class Cpe:
	"""One device. `session` is held while it talks to the ACS; `stored` is what the NBI shows."""

	def __init__(self, model: Model, drifting: bool = True) -> None:
		self.stored: Document = model.document
		self.mode = Mode.parse(model.mode)
		self.session = threading.Lock()
		self.rebooting = False
		self._drifting = drifting
		self._live: Document | None = None
		self._dice = random.Random(model.id)
		self._moved_at = time.monotonic()

	@property
	def id(self) -> str:
		return str(self.stored["_id"])

	@property
	def serial(self) -> str:
		return str(self.stored["_deviceId"]["_SerialNumber"])

	@property
	def reachable(self) -> bool:
		return self.mode.kind != "offline" and not self.rebooting

	@property
	def live(self) -> Document:
		"""What the device holds now. A fleet's devices have it only once somebody asks."""
		if self._live is None:
			self._live = copy.deepcopy(self.stored)
			self._catch_up()
		return self._live

	@property
	def rx_dbm(self) -> float | None:
		return drift.receive_power(self.live)

	@rx_dbm.setter
	def rx_dbm(self, dbm: float | None) -> None:
		drift.set_receive_power(self.live, dbm)

	def set_live(self, path: str, value: Any) -> bool:
		"""Change what the device holds; the ACS sees it at its next reading. False: no such parameter."""
		return set_value(self.live, path, value)

	def read(self, path: str, at: datetime) -> None:
		"""The ACS reads a branch: what is gone from the device is gone from the stored tree too."""
		self._move()
		for found in matching(self.live, path):
			copy_branch(self.live, self.stored, found, at)
		for gone in set(matching(self.stored, path)) - set(matching(self.live, path)):
			self._drop(self.stored, gone)

	def write(self, path: str, value: Any, at: datetime) -> None:
		"""The ACS writes a parameter. One that is absent or read-only stays as it is, without a fault."""
		found = node(self.live, path)
		if found and not found.get("_object") and found.get("_writable"):
			set_value(self.live, path, value)
			copy_branch(self.live, self.stored, path, at)

	def add_instance(self, path: str, values: dict[str, Any], at: datetime) -> None:
		"""A new instance below a branch, shaped like its first one."""
		above = node(self.live, path)
		if above is None or not (above.get("_object") and above.get("_writable")):
			return
		taken = [int(name) for name in above if name.isdigit()]
		pattern = above[str(min(taken))] if taken else {"_object": True, "_writable": True}
		name = str(max(taken, default=0) + 1)
		above[name] = copy.deepcopy(pattern)
		for relative, value in values.items():
			set_value(above[name], relative, value)
		copy_branch(self.live, self.stored, f"{path}.{name}", at)

	def remove_instance(self, path: str) -> None:
		"""The instances a path stands for are gone, if the device lets them be deleted."""
		for found in matching(self.live, path):
			instance = node(self.live, found)
			if instance and instance.get("_object") and instance.get("_writable"):
				self._drop(self.live, found)
				self._drop(self.stored, found)

	def inform(self, at: datetime, booted: bool = False, bootstrapped: bool = False) -> None:
		"""The device told the ACS that it is there."""
		self.stored["_lastInform"] = at
		if booted:
			self.stored["_lastBoot"] = at
			drift.restart(self.live)
			self._moved_at = time.monotonic()
		if bootstrapped:
			self.stored["_lastBootstrap"] = at

	def due(self, at: datetime) -> bool:
		"""Whether its periodic Inform is due."""
		return self.reachable and at - self.stored["_lastInform"] >= INFORM_INTERVAL

	def _catch_up(self) -> None:
		"""The stored tree was read some time ago: the clocks went on since."""
		if not self._drifting or self._live is None or not self.reachable:
			return
		roots = [self.stored.get(root, {}) for root in ("Device", "InternetGatewayDevice")]
		read_at = next((root["_timestamp"] for root in roots if root), self.stored["_lastInform"])
		drift.wander(self._live, self._dice, max(0.0, (now() - read_at).total_seconds()))

	def _move(self) -> None:
		present = time.monotonic()
		live = self.live
		if self._drifting:
			drift.wander(live, self._dice, present - self._moved_at)
		self._moved_at = present

	@staticmethod
	def _drop(tree: Document, path: str) -> None:
		above, _, name = path.rpartition(".")
		holder = node(tree, above)
		if holder:
			holder.pop(name, None)
