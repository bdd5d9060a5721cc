"""The templates that come with the app: shipped as files, copied by those who want them changed, put back when asked."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import frappe

from gigafibre_fsm.flows.drafts import Draft
from gigafibre_fsm.flows.versions import add_version

FOLDER = Path(__file__).parent / "system"


def keys() -> list[str]:
	"""Return the keys of the system templates: the names of their files."""
	return sorted(file.stem for file in FOLDER.glob("*.json"))


@cache
def _read(key: str) -> str:
	return (FOLDER / f"{key}.json").read_text("utf-8")


def content(key: str) -> dict[str, Any]:
	"""Return the file of a system template. Raises FileNotFoundError for a key that is none."""
	return json.loads(_read(key))


def shipped(key: str) -> dict[str, Any]:
	"""Return a system template's fields as the doctype keeps them."""
	return Draft.model_validate(content(key)).stored()


def seed_all() -> None:
	"""Make every system template as it was shipped; one that is so already is not touched."""
	for key in keys():
		seed(key)


def seed(key: str) -> None:
	"""Make one system template, published but not enabled, or put it back as it was shipped."""
	name = frappe.db.get_value("Flow Template", {"system_key": key})
	template = (
		frappe.get_doc("Flow Template", name) if name else frappe.new_doc("Flow Template", system_key=key)
	)
	wanted = shipped(key)
	if name and all(_same(template.get(field), wanted[field]) for field in wanted) and not template.has_draft:
		return
	template.update(wanted)
	template.flags.shipped = True
	template.save(ignore_permissions=True)
	add_version(template)


def _same(stored: Any, wanted: Any) -> bool:
	return (stored or None) == (wanted or None)
