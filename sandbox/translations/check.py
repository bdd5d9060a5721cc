"""What keeps the French from being whole, one sentence a message, with where its English stands."""

import re
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message

PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def problems(source: Catalog, template: Catalog, french: Catalog) -> Iterator[str]:
	"""Yield what is wrong with `french` and `template` for the messages of `source`, by place."""
	for message in source:
		if message.id:
			for fault in _faults(message, french):
				yield f"{_place(message)}: {fault}: {_quoted(message)}"
	if _keys(source) != _keys(template):
		yield f"main.pot is out of date ({_difference(source, template)}): run make translations"


def _faults(message: Message, french: Catalog) -> Iterator[str]:
	english = str(message.id)
	if english != english.strip():
		yield "begins or ends with a space, without which Frappe looks it up"
	translation = french.get(message.id, message.context)
	if translation is None:
		yield "missing from fr.po"
	elif not translation.string:
		yield "not translated"
	elif translation.fuzzy:
		yield "fuzzy in fr.po"
	elif _placeholders(english) != _placeholders(str(translation.string)):
		yield f"other placeholders in French, “{translation.string}”"


def _placeholders(text: str) -> set[str]:
	return set(PLACEHOLDER.findall(text))


def _place(message: Message) -> str:
	file, line = message.locations[0]
	return f"{file}:{line}"


def _quoted(message: Message) -> str:
	context = f" (context {message.context})" if message.context else ""
	return f"“{message.id}”{context}"


def _keys(catalog: Catalog) -> set[tuple[str, str | None]]:
	return {(str(message.id), message.context) for message in catalog if message.id}


def _difference(source: Catalog, template: Catalog) -> str:
	new, gone = _keys(source) - _keys(template), _keys(template) - _keys(source)
	return f"{len(new)} new, {len(gone)} gone"
