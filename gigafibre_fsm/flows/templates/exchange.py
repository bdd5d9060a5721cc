"""Templates as files: taken out as JSON, and brought in again, on this site or another, as drafts."""

from typing import Any, Literal

import frappe
from pydantic import ValidationError

from gigafibre_fsm.flows.templates.drafts import Draft, describe, require_bounded
from gigafibre_fsm.flows.templates.managing import save_template

FORMAT = "gigafibre-flow"
VERSION = 1


class File(Draft):
	"""A file that holds one template. What is no key of a template is refused: it may be another kind of file."""

	model_config = {**Draft.model_config, "extra": "forbid"}

	format: Literal["gigafibre-flow"]
	format_version: Literal[1]


def export_template(name: str) -> dict:
	"""Return the draft of a template as a file keeps it. Raises PermissionError."""
	template = frappe.get_doc("Flow Template", name)
	template.check_permission("read")
	content = Draft.of(template).model_dump(exclude={"name"})
	return {"format": FORMAT, "format_version": VERSION, **content}


def import_template(content: dict[str, Any]) -> dict:
	"""Make a draft of a file's content and return it, with its problems if it has some here.

	Raises ValidationError, which says what is wrong and where, when it is not such a file.
	"""
	require_bounded(content)
	try:
		file = File.model_validate({**content, "name": ""})
	except ValidationError as error:
		frappe.throw(describe(error))
	return save_template(file.model_dump(exclude={"format", "format_version"}))
