"""What GenieACS demands of a task before it queues it. A breach throws, and the worker restarts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from .crash import WouldCrash
from .tree import Document, now


def sanitised(task: Any, device_id: str) -> Document:
	"""The task to queue, with its times."""
	if not isinstance(task, dict):
		raise WouldCrash(f"a task that is no object: {task!r}")
	name = task.get("name")
	rule = _RULES.get(name) if isinstance(name, str) else None
	if rule is None:
		raise WouldCrash(f"Invalid task name: {name!r}")
	if problem := rule(task):
		raise WouldCrash(f"{name}: {problem}")
	made = {"name": name} | {key: value for key, value in task.items() if key not in ("name", "_id")}
	made |= {"device": device_id, "timestamp": now()}
	if task.get("expiry"):
		made["expiry"] = _expiry(task["expiry"], made["timestamp"])
	return made


def _expiry(value: Any, at: datetime) -> datetime:
	if isinstance(value, int | float):
		return at + timedelta(seconds=value)
	raise WouldCrash(f"expiry {value!r}")


def _text(task: Document, key: str, may_be_empty: bool = False) -> str | None:
	value = task.get(key)
	return None if isinstance(value, str) and (value or may_be_empty) else f"Missing '{key}' property"


def _parameter_names(task: Document) -> str | None:
	names = task.get("parameterNames")
	if not isinstance(names, list) or not names:
		return "Missing 'parameterNames' property"
	return None if all(isinstance(name, str) and name for name in names) else "Invalid parameter name"


def _parameter_values(task: Document, needed: bool = True) -> str | None:
	values = task.get("parameterValues")
	if values is None and not needed:
		return None
	if not isinstance(values, list) or (needed and not values):
		return "Missing 'parameterValues' property"
	return None if all(_is_value(value) for value in values) else "Invalid parameter value"


def _is_value(value: Any) -> bool:
	if not isinstance(value, list) or len(value) < 2:
		return False
	path, content, *rest = value
	kind_given = not rest or rest[0] is None or isinstance(rest[0], str)
	return (
		isinstance(path, str) and bool(path) and isinstance(content, str | bool | int | float) and kind_given
	)


def _add_object(task: Document) -> str | None:
	return _text(task, "objectName") or _parameter_values(task, needed=False)


def _download(task: Document) -> str | None:
	return None if task.get("file") else _text(task, "fileType") or _text(task, "fileName")


def _provisions(task: Document) -> str | None:
	calls = task.get("provisions")
	if isinstance(calls, list) and all(isinstance(call, list) for call in calls):
		arguments = [argument for call in calls for argument in call]
		if all(argument is None or isinstance(argument, str | bool | int | float) for argument in arguments):
			return None
	return "Invalid 'provisions' property"


_RULES: dict[str, Callable[[Document], str | None]] = {
	"getParameterValues": _parameter_names,
	"setParameterValues": _parameter_values,
	"refreshObject": lambda task: _text(task, "objectName", may_be_empty=True),
	"deleteObject": lambda task: _text(task, "objectName"),
	"addObject": _add_object,
	"download": _download,
	"provisions": _provisions,
	"reboot": lambda task: None,
	"factoryReset": lambda task: None,
}
