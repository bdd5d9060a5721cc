"""What the ACS keeps: devices, tasks, faults, presets, scripts and files. One lock guards all of it."""

from __future__ import annotations

import itertools
import secrets
import threading
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from .cpe import Cpe
from .tree import Document, now

# The collections the NBI lists, by GenieACS's own names. The last ones stay empty here.
OTHERS = ("presets", "provisions", "virtualParameters", "files", "objects", "operations", "config", "cache")


class Store:
	"""The database. Hold `lock` while reading or changing documents."""

	def __init__(self, cpes: Iterable[Cpe]) -> None:
		self.lock = threading.RLock()
		self.cpes: dict[str, Cpe] = {cpe.id: cpe for cpe in sorted(cpes, key=lambda cpe: cpe.id)}
		self.tasks: dict[str, Document] = {}
		self.faults: dict[str, Document] = {}
		self.others: dict[str, dict[str, Document]] = {name: {} for name in OTHERS}
		self._numbers = itertools.count(secrets.randbelow(1 << 20))

	def documents(self, collection: str) -> list[Document] | None:
		"""Every document of a collection; None when the NBI knows no such collection."""
		if collection == "devices":
			return [cpe.stored for cpe in self.cpes.values()]
		if collection in ("tasks", "faults"):
			return list(getattr(self, collection).values())
		kept = self.others.get(collection)
		return None if kept is None else list(kept.values())

	def add_task(self, task: Document) -> None:
		"""Queue a task; it gets its id, and replaces the one with the same unique key."""
		key = task.get("uniqueKey")
		if key:
			self.drop_tasks(lambda other: other["device"] == task["device"] and other.get("uniqueKey") == key)
		task["_id"] = f"{int(time.time()):08x}{secrets.token_hex(5)}{next(self._numbers) & 0xFFFFFF:06x}"
		self.tasks[task["_id"]] = task

	def tasks_of(self, device_id: str) -> list[Document]:
		"""The tasks a session of this device would run now, oldest first; expired ones are dropped."""
		present = now()
		self.drop_tasks(lambda task: task["device"] == device_id and _before(task.get("expiry"), present))
		return [task for task in self.tasks.values() if task["device"] == device_id and self._may_run(task)]

	def drop_tasks(self, condition: Any) -> None:
		"""Forget the tasks that meet the condition, and their faults."""
		for task in [task for task in self.tasks.values() if condition(task)]:
			del self.tasks[task["_id"]]
			self.faults.pop(fault_id(task), None)

	def add_fault(self, task: Document, code: str, message: str) -> None:
		"""A task's session faulted as the CPE says; it will be tried again after 300 s × 2^retries."""
		name = fault_id(task)
		earlier = self.faults.get(name)
		self.faults[name] = {
			"_id": name,
			"device": task["device"],
			"channel": f"task_{task['_id']}",
			"timestamp": now(),
			"provisions": f'[["{task["name"]}"]]',
			"retries": earlier["retries"] + 1 if earlier else 0,
			"code": f"cwmp.{code}",
			"message": message,
			"detail": {"faultCode": code, "faultString": message, "setParameterValuesFault": None},
		}

	def forget_device(self, device_id: str) -> None:
		"""Delete a device with its tasks and faults; one that is not there is deleted too."""
		self.cpes.pop(device_id, None)
		self.drop_tasks(lambda task: task["device"] == device_id)
		self.faults = {name: fault for name, fault in self.faults.items() if fault["device"] != device_id}

	def _may_run(self, task: Document) -> bool:
		fault = self.faults.get(fault_id(task))
		return fault is None or now() - fault["timestamp"] >= timedelta(seconds=300) * 2 ** fault["retries"]


def fault_id(task: Document) -> str:
	"""Where a task's fault is kept."""
	return f"{task['device']}:task_{task['_id']}"


def _before(moment: datetime | None, present: datetime) -> bool:
	return moment is not None and moment < present
