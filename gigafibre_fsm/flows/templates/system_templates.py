"""The templates that come with the app: shipped as files, copied by those who want them changed, put back when asked.

Words that are in one language only when a flow runs (labels, what staff read) are `{"fr": …, "en": …}` in the files:
each reader sees a system template in theirs, and takes that into a copy. What customers read is in both in any copy.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import frappe

from gigafibre_fsm.flows.templates.drafts import Draft
from gigafibre_fsm.flows.templates.system_messages import MESSAGES
from gigafibre_fsm.flows.templates.versions import add_version
from gigafibre_fsm.language import LANGUAGES

FOLDER = Path(__file__).parent / "system"


def keys() -> list[str]:
	"""Return the keys of the system templates: the names of their files."""
	return sorted(file.stem for file in FOLDER.glob("*.json"))


def drawn(key: str, language: str) -> Draft:
	"""Return a system template in "fr" or "en". Raises FileNotFoundError for a key that is none."""
	return Draft.model_validate(_in(language, json.loads(_read(key))))


def seed_system_templates() -> None:
	"""Make every system template as it was shipped; one that is so already is not touched."""
	for key in keys():
		seed(key)


def seed(key: str) -> None:
	"""Make one system template, published but never switched on, or put it back as it was shipped."""
	name = frappe.db.get_value("Flow Template", {"system_key": key})
	template = frappe.get_doc("Flow Template", name) if name else frappe.new_doc("Flow Template")
	wanted = drawn(key, _site_language()).stored()
	if name and all((template.get(field) or None) == (value or None) for field, value in wanted.items()):
		return
	template.update({**wanted, "system_key": key})
	template.flags.shipped = True
	template.save(ignore_permissions=True)
	add_version(template)


def seed_messages() -> None:
	"""Write the message templates the system templates name, once: what the staff make of them is theirs."""
	for message in MESSAGES:
		if not frappe.db.exists("Message Template", message["title"]):
			frappe.get_doc(doctype="Message Template", **message).insert(ignore_permissions=True)


@cache
def _read(key: str) -> str:
	return (FOLDER / f"{key}.json").read_text("utf-8")


def _in(language: str, value: Any) -> Any:
	"""Return a part of a file with its words in one language."""
	if isinstance(value, list):
		return [_in(language, one) for one in value]
	if not isinstance(value, dict):
		return value
	if set(value) == set(LANGUAGES):
		return value[language]
	return {name: _in(language, one) for name, one in value.items()}


def _site_language() -> str:
	return "fr" if (frappe.get_system_settings("language") or "").startswith("fr") else "en"
