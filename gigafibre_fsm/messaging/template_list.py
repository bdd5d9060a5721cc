"""The templates people choose from, and how one looks on a record they may read."""

import frappe

from gigafibre_fsm.language import LANGUAGES
from gigafibre_fsm.messaging.segments import count
from gigafibre_fsm.messaging.templates import TemplateMistake, render

MOST = 200


def list_templates(channel: str = "", canned: bool = False) -> list[dict]:
	"""Return `[{name, title, channel, applies_to}]` of the templates in use, for one channel when it is named."""
	filters: dict = {"disabled": 0}
	if channel:
		filters["channel"] = ("in", ("Any", channel))
	if canned:
		filters["is_canned_reply"] = 1
	fields = ["name", "title", "channel", "applies_to"]
	return frappe.get_list(
		"Message Template", filters=filters, fields=fields, order_by="title asc", limit=MOST
	)


def preview(template: str, doctype: str, name: str, language: str | None = None) -> dict:
	"""Return `{subject, text, encoding, segments, error}`: the message on this record, or what is wrong with it.

	Raises PermissionError unless the user may read the record.
	"""
	document = frappe.get_doc(doctype, name)
	document.check_permission("read")
	try:
		rendered = render(template, document, language if language in LANGUAGES else None)
	except TemplateMistake as mistake:
		return {"subject": None, "text": "", "encoding": None, "segments": None, "error": str(mistake)}
	counted = count(rendered.text)
	shown = {"subject": rendered.subject or None, "text": rendered.text, "error": None}
	return shown | {"encoding": counted.encoding, "segments": counted.segments}
