"""Tasks: giving them to a device, what became of them, the queue and the faults."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from typing import Any, Unpack

import requests

from . import queries, tasks
from .calls import Calls, time_of
from .errors import GenieACSError
from .ids import task_id as checked_task_id
from .ids import url_segment
from .models import Fault, Task, TaskResult
from .queries import Query
from .tasks import Body, Delivery, ParameterValue
from .transport import NoAnswer, Request, json_of, refusal

# GenieACS crashes on a connection request to a device that never told it one of these.
REACHABLE_BY = (
	"_lastInform",
	"Device.ManagementServer.ConnectionRequestURL",
	"InternetGatewayDevice.ManagementServer.ConnectionRequestURL",
)
NO_ADDRESS = "No connection request address is known for this device: the task waits for its next session"
# What Node says for 202 when nobody chose a phrase: no connection was asked for, or a proxy ate the reason.
PLAIN_ACCEPTED = "Accepted"


class TaskCalls(Calls):
	"""Tasks run in the device's next session; unless told otherwise, the ACS asks the device for one now.

	Every task returns a TaskResult, also when we stop waiting. An exception means that it was not queued.
	"""

	def reboot(self, device_id: str, **delivery: Unpack[Delivery]) -> TaskResult:
		"""Reboot the CPE. Done means that it accepted; it is then away for a few minutes."""
		return self._task(device_id, {"name": "reboot"}, delivery)

	def factory_reset(self, device_id: str, **delivery: Unpack[Delivery]) -> TaskResult:
		"""Put the CPE back to its factory settings: its configuration is lost."""
		return self._task(device_id, {"name": "factoryReset"}, delivery)

	def refresh_object(self, device_id: str, path: str, **delivery: Unpack[Delivery]) -> TaskResult:
		"""Make the ACS read a branch again from the CPE; `*` stands for any instance, "" for everything."""
		return self._task(device_id, tasks.refresh_object(path), delivery)

	def get_parameter_values(
		self, device_id: str, paths: Iterable[str], **delivery: Unpack[Delivery]
	) -> TaskResult:
		"""Make the ACS read these parameters again; their values are then in the device."""
		return self._task(device_id, tasks.get_parameter_values(paths), delivery)

	def set_parameter_values(
		self, device_id: str, values: Iterable[ParameterValue], **delivery: Unpack[Delivery]
	) -> TaskResult:
		"""Write parameters, each `(path, value)` or `(path, value, "xsd:…")`. Values are never logged."""
		return self._task(device_id, tasks.set_parameter_values(values), delivery)

	def add_object(
		self,
		device_id: str,
		path: str,
		values: Iterable[ParameterValue] = (),
		**delivery: Unpack[Delivery],
	) -> TaskResult:
		"""Create an instance below `path`."""
		return self._task(device_id, tasks.add_object(path, values), delivery)

	def delete_object(self, device_id: str, path: str, **delivery: Unpack[Delivery]) -> TaskResult:
		"""Delete the instance `path`."""
		return self._task(device_id, tasks.delete_object(path), delivery)

	def download(self, device_id: str, file: str, **delivery: Unpack[Delivery]) -> TaskResult:
		"""Make the CPE fetch a file the ACS keeps."""
		return self._task(device_id, tasks.download(file), delivery)

	def run_provisions(
		self, device_id: str, calls: Iterable[Sequence[Any]], **delivery: Unpack[Delivery]
	) -> TaskResult:
		"""Run provisions once, each `(name, argument, …)`."""
		return self._task(device_id, tasks.provisions(calls), delivery)

	def connection_request(self, device_id: str, budget: float | None = None) -> TaskResult:
		"""Ask the device for a session, with no task. Not done: `reason` says why it could not be asked."""
		deadline = self._deadline(budget)
		if not self._can_be_called(device_id, deadline):
			return TaskResult(None, False, NO_ADDRESS, http_status=504)
		path = f"/devices/{url_segment(device_id)}/tasks"
		request = Request("POST", path, {"connection_request": ""}, read_timeout=_left(deadline))
		response = self._transport.send(request)
		if response.status_code not in (200, 504):
			raise refusal(response)
		reason = None if response.status_code == 200 else response.text.strip() or response.reason
		return TaskResult(None, reason is None, reason, http_status=response.status_code)

	def tasks(self, query: Query | None = None, limit: int | None = None) -> list[Task]:
		"""The tasks that wait, oldest first."""
		found = self._list("tasks", query, limit=limit, sort={"timestamp": 1})
		return [_task_of(document) for document in found]

	def device_tasks(self, device_id: str) -> list[Task]:
		"""The tasks that wait for one device."""
		return self.tasks({"device": device_id})

	def retry_task(self, task_id: str) -> None:
		"""Forget the task's fault, so that it runs at the next session. Raises `not_found`, `in_session`."""
		# GenieACS crashes when the task is gone, so we look first.
		if not self._count("tasks", {"_id": checked_task_id(task_id)}):
			raise GenieACSError("Task not found", "not_found")
		self._write("POST", f"/tasks/{task_id}/retry")

	def delete_task(self, task_id: str) -> None:
		"""Take a task off the queue, with its fault. Raises `not_found`, `in_session`."""
		self._write("DELETE", f"/tasks/{checked_task_id(task_id)}")

	def faults(self, query: Query | None = None, limit: int | None = None) -> list[Fault]:
		"""Faults, newest first."""
		return [
			_fault_of(document)
			for document in self._list("faults", query, limit=limit, sort={"timestamp": -1})
		]

	def device_faults(self, device_id: str) -> list[Fault]:
		"""The faults of one device."""
		return self.faults({"device": device_id})

	def delete_fault(self, fault_id: str) -> None:
		"""Forget a fault, and its task if it is a task's: it will not be tried again. May be `in_session`."""
		self._write("DELETE", f"/faults/{url_segment(tasks.fault_id(fault_id))}")

	def _task(self, device_id: str, body: Body, delivery: Delivery) -> TaskResult:
		deadline = self._deadline(delivery.get("budget"))
		content = json.dumps(tasks.with_delivery(body, delivery), allow_nan=False).encode()
		parameters = tasks.parameters(delivery)
		reachable = not parameters or self._can_be_called(device_id, deadline)
		request = Request(
			"POST",
			f"/devices/{url_segment(device_id)}/tasks",
			parameters if reachable else None,
			content,
			{"Content-Type": "application/json"},
			_left(deadline),
		)
		try:
			response = self._transport.send(request)
		except NoAnswer as error:
			return TaskResult(None, False, f"{error} The task may be queued: its outcome is unknown.")
		if not reachable:
			return TaskResult(_task_id_of(response), False, NO_ADDRESS, http_status=response.status_code)
		return self._result(device_id, response, asked=bool(parameters))

	def _result(self, device_id: str, response: requests.Response, asked: bool) -> TaskResult:
		queued_id, status = _task_id_of(response), response.status_code
		if status == 200:
			return TaskResult(queued_id, True, http_status=status)
		reason = None if response.reason == PLAIN_ACCEPTED else response.reason
		may_have_faulted = asked and reason in (None, "Task faulted")
		fault = self._fault_of_task(device_id, queued_id) if may_have_faulted else None
		return TaskResult(queued_id, False, reason, fault, status)

	def _fault_of_task(self, device_id: str, task_id: str) -> Fault | None:
		try:
			found = self.faults({"_id": queries.exactly(f"{device_id}:task_{task_id}")}, limit=1)
		except GenieACSError:
			# That the task faulted is known already; an ACS that now fails must not hide it.
			return None
		return found[0] if found else None

	def _can_be_called(self, device_id: str, deadline: float) -> bool:
		"""Whether the ACS knows where to send a connection request. Raises `not_found`."""
		parameters = {
			"query": queries.query_text("devices", {"_id": queries.exactly(device_id)}),
			"projection": queries.projection_text(REACHABLE_BY),
		}
		timeout = min(_left(deadline), self._transport.config.read_timeout)
		found = json_of(self._transport.call(Request("GET", "/devices", parameters, read_timeout=timeout)))
		if not found:
			raise GenieACSError("No such device", "not_found")
		roots = [found[0].get(root, {}) for root in ("Device", "InternetGatewayDevice")]
		addresses = [root.get("ManagementServer", {}).get("ConnectionRequestURL") for root in roots]
		return bool(found[0].get("_lastInform")) and any(addresses)

	def _deadline(self, budget: float | None) -> float:
		seconds = self._transport.config.task_timeout if budget is None else tasks.seconds("budget", budget)
		return time.monotonic() + seconds


def _left(deadline: float) -> float:
	# Never zero: that would mean "do not wait" to a socket.
	return max(deadline - time.monotonic(), 0.1)


def _task_id_of(response: requests.Response) -> str:
	"""The id of the task the NBI says it has queued. Raises what it refused it with."""
	if response.status_code not in (200, 202):
		raise refusal(response)
	return str(json_of(response)["_id"])


def _task_of(document: dict[str, Any]) -> Task:
	known = ("_id", "name", "device", "timestamp")
	return Task(
		id=str(document["_id"]),
		name=str(document.get("name", "")),
		device=str(document.get("device", "")),
		timestamp=time_of(document.get("timestamp")),
		arguments={name: value for name, value in document.items() if name not in known},
	)


def _fault_of(document: dict[str, Any]) -> Fault:
	return Fault(
		id=str(document["_id"]),
		device=str(document.get("device") or document["_id"].partition(":")[0]),
		channel=str(document.get("channel") or document["_id"].partition(":")[2]),
		code=str(document.get("code", "")),
		message=str(document.get("message", "")),
		retries=int(document.get("retries") or 0),
		timestamp=time_of(document.get("timestamp")),
		detail=document.get("detail"),
	)
