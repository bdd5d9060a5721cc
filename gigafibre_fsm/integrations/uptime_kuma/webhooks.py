"""`{heartbeat: {monitorID, status, time, msg, …}, monitor: {id, name, …}, msg}`; both parts are null in a test message."""

from __future__ import annotations

from typing import Any

from gigafibre_fsm.integrations.inbound import InboundEvent, Malformed, digest, json_object

STATES = {0: "down", 1: "up", 2: "pending", 3: "maintenance"}
TEST = "test"


def read_event(body: bytes) -> InboundEvent:
	"""A heartbeat, its type the state of the monitor; or the message of the "Test" button. Raises Malformed.

	The same state at the same time of the same monitor is the same event: Kuma gives them no ids.
	"""
	content = json_object(body)
	heartbeat, monitor = content.get("heartbeat"), content.get("monitor")
	if heartbeat is None and monitor is None and isinstance(content.get("msg"), str):
		return InboundEvent(digest(TEST, content["msg"]), TEST, content)
	return _heartbeat(content, heartbeat)


def _heartbeat(content: dict[str, Any], heartbeat: object) -> InboundEvent:
	if not isinstance(heartbeat, dict):
		raise Malformed("heartbeat is missing.")
	monitor, time, status = (heartbeat.get(name) for name in ("monitorID", "time", "status"))
	# True is 1 to Python, and no state to Kuma.
	if type(monitor) is not int or type(status) is not int or status not in STATES:
		raise Malformed("heartbeat.monitorID or heartbeat.status is missing.")
	if not isinstance(time, str):
		raise Malformed("heartbeat.time is missing.")
	return InboundEvent(digest(monitor, status, time), STATES[status], content)
