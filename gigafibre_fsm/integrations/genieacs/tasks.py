"""The bodies of tasks, checked: GenieACS throws on an unknown name or a wrong shape and its worker restarts."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypedDict

from .errors import GenieACSError, invalid
from .ids import task_id

Body = dict[str, Any]
Scalar = str | bool | int | float
# (path, value) or (path, value, "xsd:…")
ParameterValue = Sequence[Any]
# A parameter path as GenieACS parses it: names, `*`, and aliases such as `[Name:ra0]`. It throws on others.
_ALIAS = r"\[(?:[\w.\-]+:(?:\"(?:[^\"\\]|\\.)*\"|[^\",\]]*)(?:,(?=[^\]])|(?=\])))*\]"
_PATH = re.compile(rf"(?:[\w\-]+|\*|{_ALIAS})(?:\.(?:[\w\-]+|\*|{_ALIAS}))*", re.ASCII)
XSD_TYPES = frozenset(
	f"xsd:{name}"
	for name in (
		"string",
		"boolean",
		"int",
		"unsignedInt",
		"long",
		"unsignedLong",
		"dateTime",
		"base64",
		"base64Binary",
		"hexBinary",
	)
)


class Delivery(TypedDict, total=False):
	"""How a task is handed over. Times in seconds."""

	# Ask the CPE to come now (the default), or leave the task for its next session.
	connection_request: bool
	# How long we wait at most; Config.task_timeout unless told. Ours, not GenieACS's: the task stays queued.
	budget: float
	# How long GenieACS lets the CPE take to start its session; its own default is 4.
	session_timeout: float
	# The task is dropped when it has not run by then.
	expiry: float
	# Replaces an earlier task of this device with the same key.
	unique_key: str


def refresh_object(path: str) -> Body:
	"""Read a branch again, names and values. An empty path is the whole device."""
	return {"name": "refreshObject", "objectName": _path(path, may_be_empty=True)}


def get_parameter_values(paths: Iterable[str]) -> Body:
	"""Read these parameters again."""
	return {"name": "getParameterValues", "parameterNames": _some([_path(path) for path in paths], "path")}


def set_parameter_values(values: Iterable[ParameterValue]) -> Body:
	"""Write parameters, each `(path, value)` or `(path, value, "xsd:…")`."""
	return {"name": "setParameterValues", "parameterValues": _some(_values(values), "parameter value")}


def add_object(path: str, values: Iterable[ParameterValue] = ()) -> Body:
	"""Create an instance below this path and write these parameters, relative to it."""
	body: Body = {"name": "addObject", "objectName": _path(path)}
	if written := _values(values):
		body["parameterValues"] = written
	return body


def delete_object(path: str) -> Body:
	"""Delete an instance."""
	return {"name": "deleteObject", "objectName": _path(path)}


def download(file: str) -> Body:
	"""Make the CPE fetch a file the ACS keeps (a firmware, a configuration)."""
	if not isinstance(file, str) or not file:
		raise invalid("A download needs the name of a file.")
	return {"name": "download", "file": file}


def provisions(calls: Iterable[Sequence[Any]]) -> Body:
	"""Run provisions, each `(name, argument, …)` with plain arguments."""
	return {"name": "provisions", "provisions": _some([_call(call) for call in calls], "provision")}


def with_delivery(body: Body, delivery: Delivery) -> Body:
	"""The body with the delivery options GenieACS keeps in it."""
	expiry, unique_key = delivery.get("expiry"), delivery.get("unique_key")
	if expiry is not None:
		body = body | {"expiry": seconds("expiry", expiry)}
	if unique_key is not None:
		if not isinstance(unique_key, str) or not unique_key:
			raise invalid("A unique key is a text.")
		body = body | {"uniqueKey": unique_key}
	return body


def parameters(delivery: Delivery) -> dict[str, str]:
	"""The delivery options GenieACS reads from the address."""
	chosen: dict[str, str] = {}
	if delivery.get("connection_request", True):
		chosen["connection_request"] = ""
		if (timeout := delivery.get("session_timeout")) is not None:
			chosen["timeout"] = str(round(seconds("session_timeout", timeout) * 1000))
	return chosen


def fault_id(text: str) -> str:
	"""A fault's id, `<device>:<channel>`, of which a task's channel names a real task id."""
	device, colon, channel = text.partition(":") if isinstance(text, str) else ("", "", "")
	if not (device and colon and channel):
		raise invalid(f"“{text}” is not a fault id (device:channel).")
	if channel.startswith("task_"):
		task_id(channel.removeprefix("task_"))
	return text


def seconds(name: str, value: Any) -> float:
	"""The same value, once it is known to be a time above zero."""
	if (
		isinstance(value, bool)
		or not isinstance(value, int | float)
		or not math.isfinite(value)
		or value <= 0
	):
		raise invalid(f"{name} is a number of seconds above 0, not {value!r}.")
	return value


def _path(path: Any, may_be_empty: bool = False) -> str:
	"""A parameter path as TR-069 writes it; a trailing dot is taken away, GenieACS knows none."""
	if not isinstance(path, str):
		raise invalid(f"A parameter path is a text, not {path!r}.")
	bare = path.removesuffix(".")
	if not bare and not may_be_empty:
		raise invalid("A parameter path is needed.")
	if bare and not _PATH.fullmatch(bare):
		raise invalid(f"“{path}” is not a parameter path.")
	return bare


def _values(values: Iterable[ParameterValue]) -> list[list[Any]]:
	if isinstance(values, Mapping):
		raise invalid("Parameter values are a list of (path, value) or (path, value, type).")
	return [_value(value) for value in values]


def _value(value: Any) -> list[Any]:
	# The value itself is never in the message: it may be a password.
	if isinstance(value, str) or not isinstance(value, Sequence) or len(value) not in (2, 3):
		raise invalid("A parameter value is (path, value) or (path, value, type).")
	path, content, *rest = value
	path = _path(path)
	if not isinstance(content, Scalar) or (isinstance(content, float) and not math.isfinite(content)):
		raise invalid(f"The value of {path} must be a text, number or boolean.")
	if rest and rest[0] not in XSD_TYPES:
		raise invalid(f"The type of {path} is not one of TR-069's: {rest[0]!r}.")
	return [path, content, *rest]


def _call(call: Any) -> list[Any]:
	if isinstance(call, str) or not isinstance(call, Sequence) or not call:
		raise invalid("A provision is (name, argument, …).")
	name, *arguments = call
	if not isinstance(name, str) or not name:
		raise invalid("A provision needs a name.")
	if not all(argument is None or isinstance(argument, Scalar) for argument in arguments):
		raise invalid(f"The arguments of provision {name} must be texts, numbers, booleans or null.")
	return [name, *arguments]


def _some(things: list[Any], noun: str) -> list[Any]:
	if not things:
		raise GenieACSError(f"At least one {noun} is needed.", "invalid")
	return things
