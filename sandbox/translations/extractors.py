"""Find the messages in each kind of file, as Frappe's extractors of the same names do, with the line of each.

All have Babel's signature for extraction methods and yield (line, gettext function, message or (context, message),
comments).
"""

import json
import re
from collections.abc import Iterator
from typing import IO, Any

from babel.messages.extract import extract_python
from babel.messages.jslexer import unquote_string

Found = tuple[Any, ...]

TEXT = r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\$]|\\.)*`"""
# _("text"), __('text', [values], "context"), {{ _("text", context="context") }}; only whole literals.
CALL = re.compile(
	rf"(?<![\w$])_{{1,2}}\(\s*(?P<text>{TEXT})\s*"
	rf"(?:,\s*context\s*=\s*(?P<keyword>{TEXT})\s*|,[^()]*?,\s*(?P<third>{TEXT})\s*)?(?=[,)])"
)
# Options that are settings rather than words; Frappe leaves the same out.
NOT_WORDS = ("naming_series", "number_format", "float_precision", "currency_precision", "icon")


def python(file: IO[bytes], keywords: Any, tags: Any, options: Any) -> Iterator[Found]:
	"""Calls of `_` (whose `context=` comes last), and of gettext's N_, which marks a constant."""
	for line, function, messages, comments in extract_python(file, keywords, tags, options):
		if function == "_" and isinstance(messages, tuple) and len(messages) > 1:
			yield line, "pgettext", (messages[-1], messages[0]), comments
		else:
			yield line, function, messages, comments


def calls(file: IO[bytes], keywords: Any, tags: Any, options: Any) -> Iterator[Found]:
	"""Calls of `__` in scripts and components, of `_` in templates."""
	source = file.read().decode("utf-8")
	for call in CALL.finditer(source):
		line = source.count("\n", 0, call.start()) + 1
		text = unquote_string(call["text"])
		context = call["keyword"] or call["third"]
		if not re.search(r"[^\W\d_]", text):
			continue
		if context:
			yield line, "pgettext", (unquote_string(context), text), []
		else:
			yield line, "_", text, []


def doctype(file: IO[bytes], keywords: Any, tags: Any, options: Any) -> Iterator[Found]:
	"""A DocType's name, labels, descriptions, choices, and the roles and groups it names."""
	source = file.read().decode("utf-8")
	yield from _in_json(source, _doctype_messages(json.loads(source)))


def workspace(file: IO[bytes], keywords: Any, tags: Any, options: Any) -> Iterator[Found]:
	"""A workspace's name, headers, links and shortcuts."""
	source = file.read().decode("utf-8")
	yield from _in_json(source, _workspace_messages(json.loads(source)))


def _in_json(source: str, messages: Iterator[tuple[str | None, str]]) -> Iterator[Found]:
	for message, comment in messages:
		if message:
			written = json.dumps(message, ensure_ascii=False)[1:-1]
			line = source.count("\n", 0, max(source.find(written), 0)) + 1
			yield line, "_", message, [comment]


def _doctype_messages(data: Any) -> Iterator[tuple[str | None, str]]:
	if not isinstance(data, dict) or data.get("doctype") != "DocType":
		return
	name = data["name"]
	yield name, "Name of a DocType"
	yield data.get("description"), "Description of a DocType"
	for field in data["fields"]:
		yield from _field_messages(name, field)
	for link in data.get("links", []):
		yield link.get("group"), f"Group in {name}'s connections"
	for permission in data.get("permissions", []):
		yield permission.get("role"), "Name of a role"


def _field_messages(doctype: str, field: dict[str, str]) -> Iterator[tuple[str | None, str]]:
	kind, name = field["fieldtype"], field["fieldname"]
	label = field.get("label")
	yield label, f"Label of the {name} ({kind}) field in DocType '{doctype}'"
	field_is = f"the '{label or name}' ({kind}) field in DocType '{doctype}'"
	yield field.get("description"), f"Description of {field_is}"
	choices = field.get("options") or ""
	if kind == "Select" and name not in NOT_WORDS:
		for choice in choices.split("\n"):
			yield ("" if choice.isdigit() else choice), f"Option for {field_is}"
	elif kind == "HTML":
		yield choices, f"Content of {field_is}"


def _workspace_messages(data: Any) -> Iterator[tuple[str | None, str]]:
	if not isinstance(data, dict) or data.get("doctype") != "Workspace":
		return
	name = data["label"]
	yield name, "Name of a Workspace"
	for table in ("charts", "number_cards", "links", "shortcuts", "quick_lists"):
		for row in data.get(table, []):
			for key in ("label", "description", "format"):
				yield row.get(key), f"{key.title()} in the {table} of the {name} Workspace"
	for block in json.loads(data.get("content") or "[]"):
		if block["type"] in ("header", "paragraph"):
			yield block["data"].get("text"), f"{block['type'].title()} text in the {name} Workspace"
