"""`throw`, `msgprint` and translation: what the user reads."""

from typing import Any

import frappe
from frappe.exceptions import ValidationError
from frappe.types import _dict


def _(msg: str, lang: str | None = None, context: str | None = None) -> str:
	"""The message in the session's language (or `lang`), or unchanged when there is no translation."""
	from frappe.translate import get_all_translations

	lang = lang or getattr(frappe.local, "lang", None) or "en"
	if not msg or lang == "en":
		return msg
	translations = get_all_translations(lang)
	text = str(msg).strip()
	with_context = translations.get(f"{text}:{context}") if context else None
	return with_context or translations.get(text) or msg


class _LazyTranslate:
	"""A message translated when it is read, for constants at module level."""

	__slots__ = ("context", "lang", "msg")

	def __init__(self, msg: str, lang: str | None = None, context: str | None = None):
		self.msg, self.lang, self.context = msg, lang, context

	def __str__(self) -> str:
		return _(self.msg, self.lang, self.context)

	def __add__(self, other: Any) -> str:
		return str(self) + str(other)

	def __radd__(self, other: Any) -> str:
		return str(other) + str(self)

	def __eq__(self, other: Any) -> bool:
		return str(self) == str(other)

	def __hash__(self) -> int:
		return hash(str(self))

	def format(self, *args: Any, **kwargs: Any) -> str:
		"""As str.format, on the translation."""
		return str(self).format(*args, **kwargs)


_lt = _LazyTranslate


def bold(text: Any) -> str:
	"""The text in <strong>."""
	return f"<strong>{text}</strong>"


def msgprint(
	msg: Any,
	title: str | None = None,
	raise_exception: bool | type[Exception] | Exception = False,
	as_table: bool = False,
	as_list: bool = False,
	indicator: str | None = None,
	alert: bool = False,
	primary_action: str | dict | None = None,
	is_minimizable: bool = False,
	wide: bool = False,
	*,
	realtime: bool = False,
) -> None:
	"""Add a message to the response (`_server_messages`); with `raise_exception`, also raise it."""
	if as_table:
		raise NotImplementedError("frappe.msgprint(as_table=True)")
	from frappe import _

	entry = _dict(message=_as_text(msg, as_list), title=title or _("Message"))
	if not indicator and raise_exception:
		indicator = "red"
	for key, value in {
		"indicator": indicator,
		"alert": int(alert),
		"primary_action": primary_action,
		"raise_exception": int(bool(raise_exception)),
	}.items():
		if value:
			entry[key] = value
	if not frappe.flags.mute_messages:
		frappe.local.message_log.append(entry)
	if raise_exception:
		_raise(raise_exception, entry)


def _as_text(msg: Any, as_list: bool) -> str:
	if as_list and isinstance(msg, list | tuple):
		return "".join(f"<li>{line}</li>" for line in msg)
	return str(msg)


def _raise(exception: Any, entry: _dict) -> None:
	if isinstance(exception, Exception):
		if not exception.args:
			exception.args = (entry.message,)
		raised = exception
	elif isinstance(exception, type) and issubclass(exception, Exception):
		raised = exception(entry.message)
	else:
		raised = ValidationError(entry.message)
	raised.__frappe_exc_id = frappe.generate_hash()
	entry["__frappe_exc_id"] = raised.__frappe_exc_id
	raise raised


def throw(
	msg: Any,
	exc: type[Exception] | Exception = ValidationError,
	title: str | None = None,
	is_minimizable: bool = False,
	wide: bool = False,
	as_list: bool = False,
	primary_action: dict | None = None,
) -> None:
	"""Tell the user and stop."""
	msgprint(
		msg,
		raise_exception=exc,
		title=title,
		indicator="red",
		as_list=as_list,
		primary_action=primary_action,
	)


def clear_messages() -> None:
	"""Forget the messages collected so far."""
	frappe.local.message_log = []


def get_message_log() -> list[_dict]:
	"""The messages collected so far."""
	return [_dict(entry) for entry in frappe.local.message_log]


def clear_last_message() -> None:
	"""Forget the last message."""
	if frappe.local.message_log:
		frappe.local.message_log.pop()
