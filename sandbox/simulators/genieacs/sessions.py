"""Connection requests and sessions: how a task reaches its device, how long that takes and how it ends."""

from __future__ import annotations

import random
import threading
from typing import Any

from .cpe import Cpe
from .store import Store, fault_id
from .tree import Document, now

NOT_PROCESSED = "Task queued but not processed"
FAULTED = "Task faulted"
OFFLINE = "Device is offline"
LOCK_WAIT = 30.0
CONNECTION_REQUEST_TIMEOUT = 2.0
# Seconds a reading takes, by a word in what is read. The first that fits counts.
READING_TIMES = (("Hosts", (2.0, 5.0)), ("MultiAP", (2.0, 5.0)), ("", (0.3, 3.0)))
FAULT_MESSAGES = {
	"9001": "Request denied",
	"9002": "Internal error",
	"9005": "Invalid parameter name",
	"9805": "Vendor fault 9805",
	"9806": "Vendor fault 9806",
}
RESTARTS = ("reboot", "factoryReset")


class Sessions:
	"""Runs tasks. `pace` multiplies every wait but those a mode asks for; 0 makes tests fast."""

	def __init__(self, store: Store, pace: float, reboot_seconds: float) -> None:
		self._store = store
		self._pace = pace
		self._reboot_seconds = reboot_seconds
		self._dice = random.Random(7557)
		self._closed = threading.Event()

	def close(self) -> None:
		"""Wake whatever sleeps, so that the server can end."""
		self._closed.set()

	def ask(self, cpe: Cpe) -> str | None:
		"""Send a connection request and let the session it starts run. The words of what went wrong, or None."""
		failure = self._call(cpe)
		if failure is None and cpe.mode.kind not in ("queued", "in_session"):
			threading.Thread(target=self.run, args=(cpe,), daemon=True).start()
		return failure

	def deliver(self, cpe: Cpe, task: Document, timeout: float) -> str | None:
		"""Queue a task and have it run now. None when it was done, else the 202's reason phrase."""
		if not self._free(cpe):
			with self._store.lock:
				self._store.add_task(task)
			return NOT_PROCESSED
		with self._store.lock:
			self._store.add_task(task)
		failure = self._call(cpe)
		if failure is not None:
			return failure
		return self._wait_for(cpe, task, timeout)

	def run(self, cpe: Cpe) -> None:
		"""One session: Inform, then every task that waits, oldest first."""
		with cpe.session:
			with self._store.lock:
				cpe.inform(now())
				tasks = self._store.tasks_of(cpe.id)
			if cpe.mode.kind == "slow":
				self._closed.wait(float(cpe.mode.detail))
			for task in tasks:
				self._perform(cpe, task)

	def come_back(self, cpe: Cpe, bootstrapped: bool) -> None:
		"""The device has started again and tells so."""
		cpe.rebooting = False
		if cpe.reachable:
			with self._store.lock:
				cpe.inform(now(), booted=True, bootstrapped=bootstrapped)
			self.run(cpe)

	def _free(self, cpe: Cpe) -> bool:
		"""Whether the device's session lock can be had in time."""
		if cpe.mode.kind == "in_session":
			self._pause(LOCK_WAIT)
			return False
		if not cpe.session.acquire(timeout=LOCK_WAIT):
			return False
		cpe.session.release()
		return True

	def _call(self, cpe: Cpe) -> str | None:
		if not cpe.reachable:
			self._pause(CONNECTION_REQUEST_TIMEOUT)
			return OFFLINE
		if cpe.mode.kind == "error":
			return cpe.mode.detail
		self._pause(self._dice.uniform(0.02, 0.1))
		return None

	def _wait_for(self, cpe: Cpe, task: Document, timeout: float) -> str | None:
		if cpe.mode.kind == "queued":
			self._pause(timeout)
			return NOT_PROCESSED
		if cpe.mode.kind == "hang":
			self._closed.wait(600)
			return NOT_PROCESSED
		self.run(cpe)
		with self._store.lock:
			return FAULTED if fault_id(task) in self._store.faults else None

	def _perform(self, cpe: Cpe, task: Document) -> None:
		self._pause(self._duration(task))
		with self._store.lock:
			if task["_id"] not in self._store.tasks:
				return
			if cpe.mode.kind == "fault" and cpe.mode.where in str(_subject(task)):
				code = cpe.mode.detail
				self._store.add_fault(task, code, FAULT_MESSAGES.get(code, f"Fault {code}"))
				return
			_ACTIONS[task["name"]](cpe, task)
			self._store.drop_tasks(lambda other: other["_id"] == task["_id"])
		if task["name"] in RESTARTS:
			self._restart(cpe, task["name"] == "factoryReset")

	def _restart(self, cpe: Cpe, bootstrapped: bool) -> None:
		cpe.rebooting = True
		seconds = self._reboot_seconds * self._pace

		def return_later() -> None:
			if not self._closed.wait(seconds):
				self.come_back(cpe, bootstrapped)

		threading.Thread(target=return_later, daemon=True).start()

	def _duration(self, task: Document) -> float:
		if task["name"] not in ("refreshObject", "getParameterValues"):
			return self._dice.uniform(0.3, 0.8)
		words = str(_subject(task))
		low, high = next(times for word, times in READING_TIMES if word in words)
		return self._dice.uniform(low, high)

	def _pause(self, seconds: float) -> None:
		if self._pace > 0:
			self._closed.wait(seconds * self._pace)


def milliseconds(text: str | None) -> float:
	"""The `timeout` of a task call, in seconds; GenieACS's default is 4."""
	return int(text) / 1000 if text and text.isdigit() else 4.0


def _subject(task: Document) -> Any:
	"""What a task is about: its paths."""
	for name in ("objectName", "parameterNames", "parameterValues", "file", "provisions"):
		if name in task:
			return task[name]
	return task["name"]


def _refresh(cpe: Cpe, task: Document) -> None:
	cpe.read(task["objectName"], now())


def _get(cpe: Cpe, task: Document) -> None:
	for path in task["parameterNames"]:
		cpe.read(path, now())


def _set(cpe: Cpe, task: Document) -> None:
	for path, value, *_type in task["parameterValues"]:
		cpe.write(path, value, now())


def _add(cpe: Cpe, task: Document) -> None:
	values = {path: value for path, value, *_type in task.get("parameterValues") or ()}
	cpe.add_instance(task["objectName"], values, now())


def _delete(cpe: Cpe, task: Document) -> None:
	cpe.remove_instance(task["objectName"])


def _nothing(_cpe: Cpe, _task: Document) -> None:
	"""Reboots happen after the session; scripts and downloads leave no trace here."""


_ACTIONS = {
	"refreshObject": _refresh,
	"getParameterValues": _get,
	"setParameterValues": _set,
	"addObject": _add,
	"deleteObject": _delete,
	"reboot": _nothing,
	"factoryReset": _nothing,
	"download": _nothing,
	"provisions": _nothing,
}


class Clock:
	"""Sends the periodic Informs, once a second, until closed."""

	def __init__(self, store: Store, sessions: Sessions) -> None:
		self._store = store
		self._sessions = sessions
		self._stopped = threading.Event()
		self._thread = threading.Thread(target=self._tick, daemon=True)

	def start(self) -> None:
		self._thread.start()

	def close(self) -> None:
		self._stopped.set()

	def _tick(self) -> None:
		while not self._stopped.wait(1):
			self.inform_due()

	def inform_due(self) -> None:
		"""Every device whose time has come informs; one with tasks waiting has its session."""
		present = now()
		waiting = []
		with self._store.lock:
			due = [cpe for cpe in self._store.cpes.values() if cpe.due(present)]
			queued = {task["device"] for task in self._store.tasks.values()}
			for cpe in due:
				cpe.inform(present)
				if cpe.id in queued and cpe.mode.kind != "in_session":
					waiting.append(cpe)
		for cpe in waiting:
			threading.Thread(target=self._sessions.run, args=(cpe,), daemon=True).start()
