"""Something different for the length of a `with` (or of a function, as decorators)."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC
from functools import wraps
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import frappe


@contextmanager
def freeze_time(time_to_freeze: Any, is_utc: bool = False, *args: Any, **kwargs: Any) -> Iterator[None]:
	"""Stop the clock at a moment of the site's zone (of UTC with `is_utc`)."""
	from freezegun import freeze_time as freeze

	from frappe.utils import get_datetime, get_system_timezone

	if not is_utc:
		zone = ZoneInfo(get_system_timezone())
		time_to_freeze = get_datetime(time_to_freeze).replace(tzinfo=zone).astimezone(UTC)
	with freeze(time_to_freeze, *args, **kwargs):
		yield


@contextmanager
def set_user(user: str) -> Iterator[None]:
	"""Act as another user."""
	before = frappe.session.user
	try:
		frappe.set_user(user)
		yield
	finally:
		frappe.set_user(before)


@contextmanager
def patch_hooks(overridden_hooks: dict[str, Any]) -> Iterator[None]:
	"""Answer these hooks with these values."""
	real = frappe.get_hooks

	def patched(hook: str | None = None, *args: Any, **kwargs: Any) -> Any:
		return overridden_hooks[hook] if hook in overridden_hooks else real(hook, *args, **kwargs)

	with patch.object(frappe, "get_hooks", patched):
		yield


@contextmanager
def change_settings(
	doctype: str, settings_dict: dict[str, Any] | None = None, /, commit: bool = False, **settings: Any
) -> Iterator[None]:
	"""Other values in a single doctype; those before come back after (not after an error, as in Frappe)."""
	wanted = settings if settings_dict is None else settings_dict
	before = {key: frappe.get_doc(doctype).get(key) for key in wanted}
	_save_settings(doctype, wanted, commit)
	yield
	_save_settings(doctype, before, commit)


def _save_settings(doctype: str, values: dict[str, Any], commit: bool) -> None:
	document = frappe.get_doc(doctype)
	document.update(values)
	document.save(ignore_permissions=True)
	if commit:
		frappe.db.commit()


@contextmanager
def timeout_context(seconds: int = 30, error_message: str = "Operation timed out.") -> Iterator[None]:
	"""Give up after so many seconds (main thread only)."""

	def give_up(signum: int, frame: Any) -> None:
		raise Exception(error_message)

	signal.signal(signal.SIGALRM, give_up)
	signal.alarm(seconds)
	try:
		yield
	finally:
		signal.alarm(0)


def timeout(seconds: Any = 30, error_message: str = "Operation timed out.") -> Callable[..., Any]:
	"""A decorator of `timeout_context`, with or without arguments."""

	def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
		@wraps(function)
		def bounded(*args: Any, **kwargs: Any) -> Any:
			with timeout_context(30 if callable(seconds) else seconds, error_message):
				return function(*args, **kwargs)

		return bounded

	return decorate(seconds) if callable(seconds) else decorate
