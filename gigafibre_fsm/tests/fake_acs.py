"""An ACS for tests of the network room: it says what it is told to say, in the client's own dataclasses."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import frappe

from gigafibre_fsm.integrations.genieacs import (
	Config,
	DeviceMatch,
	Fault,
	GenieACS,
	GenieACSError,
	ServerStatus,
	TaskResult,
)
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.modems import Tree, host, tree, under

URL = "http://192.0.2.7:7557"
SERIAL = "TESTXX230V001"
DEVICE_ID = f"1C61B4-Device2-{SERIAL}"
# 10·log10(raw/10000): −19.59 dBm.
GOOD_LIGHT = 110

DONE = TaskResult("65f0c0ffee0123456789abcd", True, http_status=200)
OFFLINE = TaskResult("65f0c0ffee0123456789abcd", False, "Device is offline", http_status=202)
QUEUED = TaskResult("65f0c0ffee0123456789abcd", False, "Task queued but not processed", http_status=202)
NO_ANSWER = TaskResult(None, False, "No answer within 15 s.")


def faulted(code: int, message: str) -> TaskResult:
	fault = Fault(f"{DEVICE_ID}:task_1", DEVICE_ID, "task_1", f"cwmp.{code}", message, 0, datetime.now(UTC))
	return TaskResult("65f0c0ffee0123456789abcd", False, "Task faulted", fault, 202)


def iso(ago: timedelta) -> str:
	"""A moment of the past as GenieACS writes it."""
	return (datetime.now(UTC) - ago).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def modem(
	serial: str = SERIAL,
	light: int = GOOD_LIGHT,
	informed: timedelta = timedelta(minutes=2),
	fetched: timedelta = timedelta(hours=3),
) -> Tree:
	"""An XX230v as the ACS stores it; `light` is its raw optical power, 0 for none."""
	gpon = "Device.Optical.Interface.1.X_TP_GPON_Config"
	made = tree(
		{"_id": f"1C61B4-Device2-{serial}", "_deviceId._SerialNumber": serial},
		{"_deviceId._Manufacturer": "TP-Link", "_deviceId._OUI": "1C61B4"},
		{"_deviceId._ProductClass": "Device2", "_lastInform": iso(informed)},
		under("Device.DeviceInfo", {"ModelName": "XX230v", "SoftwareVersion": "1.0", "UpTime": 86_400}),
		{"Device.ManagementServer.PeriodicInformInterval": 300},
		{"Device.Optical.Interface.1.Status": "Up" if light else "Down"},
		under(gpon, {"RXPower": light, "TXPower": 16_000 if light else 0, "Status": "5" if light else "1"}),
		under("Device.Hosts.Host.1", host(1)),
	)
	stamp(made, iso(fetched))
	return made


def stamp(branch: Tree, moment: str) -> None:
	"""Date every value below a branch."""
	if "_timestamp" in branch:
		branch["_timestamp"] = moment
	for child in branch.values():
		if isinstance(child, dict):
			stamp(child, moment)


@dataclass(frozen=True, slots=True)
class Asked:
	"""A task the ACS was given."""

	device_id: str
	name: str
	path: str | None
	delivery: dict[str, Any]


class FakeACS(GenieACS):
	"""Knows these devices. `error` is raised by every reading, `results` are the outcomes of tasks in turn (then
	done), `on_task` is called with each task: what the modem answered may change the trees."""

	def __init__(self, *devices: Tree, error: Exception | None = None, results: tuple = ()) -> None:
		self.devices_by_id = {device["_id"]: device for device in devices}
		self.error = error
		self.results = deque(results)
		self.asked: list[Asked] = []
		self.withdrawn: list[str] = []
		self.listings: list[dict[str, Any]] = []
		self.configs: list[Config] = []
		self.matched_by = "serial"
		self.on_task: Callable[[Asked], None] = lambda asked: None

	def device(self, device_id, projection=None):
		self._may_fail()
		if device_id not in self.devices_by_id:
			raise GenieACSError("No such device", "not_found")
		return self.devices_by_id[device_id]

	def find_device(self, serial, projection=None):
		self._may_fail()
		for device in self.devices_by_id.values():
			if device["_deviceId"]["_SerialNumber"] == serial:
				return DeviceMatch(device["_id"], self.matched_by, device)
		return None

	def iter_devices(self, query=None, projection=None, page_size=200) -> Iterator[Tree]:
		self._may_fail()
		self.listings.append({"projection": projection, "page_size": page_size})
		yield from self.devices_by_id.values()

	def status(self):
		self._may_fail()
		return ServerStatus("1.2.16", len(self.devices_by_id))

	def _may_fail(self) -> None:
		if self.error:
			raise self.error

	def delete_task(self, task_id):
		self.withdrawn.append(task_id)

	def _task(self, device_id, body, delivery):
		asked = Asked(device_id, body["name"], body.get("objectName"), dict(delivery))
		self.asked.append(asked)
		if not delivery.get("connection_request", True):
			return QUEUED
		result = self.results.popleft() if self.results else DONE
		if isinstance(result, Exception):
			raise result
		self.on_task(asked)
		return result


class NetworkTestCase(SiteTestCase):
	"""Has GenieACS switched on in FSM Settings, and a FakeACS behind its address."""

	def setUp(self):
		super().setUp()
		self.switch(1)
		self.told: list[dict[str, Any]] = []
		self.acs = FakeACS(modem())
		self._replace("gigafibre_fsm.network.acs._client", self._client)
		self._replace("frappe.publish_realtime", self._listen)

	def switch(self, enabled: int) -> None:
		settings = frappe.get_doc("FSM Settings")
		settings.update({"genieacs_enabled": enabled, "genieacs_url": URL, "genieacs_timeout": 5})
		settings.save()

	def states(self, kind: str) -> list[dict[str, Any]]:
		"""What was told live to who watches the device, in English, in order."""
		return [
			told["message"]["in"]["en"]
			for told in self.told
			if told["message"].get("kind") == kind and told["doctype"] == "Service Equipment"
		]

	def _client(self, config: Config) -> FakeACS:
		self.acs.configs.append(config)
		return self.acs

	def _listen(self, event=None, message=None, **where) -> None:
		# The pages get what these messages were then, not what becomes of the dictionaries.
		copied = frappe.parse_json(frappe.as_json(message or {}))
		self.told.append({"event": event, "message": copied, **where})

	def _replace(self, path: str, replacement: Callable) -> None:
		replaced = patch(path, replacement)
		replaced.start()
		self.addCleanup(replaced.stop)
