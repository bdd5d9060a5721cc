"""The attachments of messages, as the pages show them, and the file itself for whoever may read the thread."""

import mimetypes
from typing import Any
from urllib.parse import urlencode

import frappe

from gigafibre_fsm import messaging

PATH = "/api/method/gigafibre_fsm.api.conversations.attachment"
# What a browser draws by itself and that cannot carry a script; everything else is a download.
SHOWN = ("image/jpeg", "image/png", "image/gif", "image/webp")


def attachments_of(communications: list[str]) -> dict[str, list[dict]]:
	"""Return Communication → its attachments (Attachment of the HTTP contract): kept, then awaited and refused ones."""
	found: dict[str, list[dict]] = {}
	if communications:
		for file in _files(communications):
			found.setdefault(file.attached_to_name, []).append(_ready(file))
		for row in _others(communications):
			found.setdefault(row.communication, []).append(_other(row))
	return found


def attachment(name: str) -> None:
	"""Answer the request with the content of a File of a message.

	Raises DoesNotExistError for what is no message's, and PermissionError unless the user may read its conversation:
	who may read the conversation may have its files, whoever Frappe says owns them.
	"""
	file = frappe.get_doc("File", name)
	is_ours = file.attached_to_doctype == "Communication"
	conversation = is_ours and frappe.db.get_value("Communication", file.attached_to_name, "conversation")
	if not conversation:
		raise frappe.DoesNotExistError(doctype="File")
	frappe.get_doc("Conversation", conversation).check_permission("read")
	_answer_with(file)


def _answer_with(file: Any) -> None:
	content_type = mimetypes.guess_type(file.file_name)[0]
	# A browser that guesses could find a page in what is called a picture.
	frappe.local.response_headers["X-Content-Type-Options"] = "nosniff"
	frappe.local.response.update(
		{
			"type": "download",
			"filename": file.file_name,
			"filecontent": file.get_content(),
			"content_type": content_type,
			"display_content_as": "inline" if content_type in SHOWN else "attachment",
		}
	)


def _files(communications: list[str]) -> list[dict]:
	return frappe.get_all(
		"File",
		filters={"attached_to_doctype": "Communication", "attached_to_name": ("in", communications)},
		fields=["name", "attached_to_name", "file_name", "file_size"],
		order_by="file_name asc, name asc",
	)


def _others(communications: list[str]) -> list[dict]:
	return frappe.get_all(
		"Message Attachment",
		filters={"communication": ("in", communications), "state": ("!=", "Ready")},
		fields=["name", "communication", "file_name", "content_type", "size", "state", "reason"],
		order_by="creation asc, name asc",
	)


def _ready(file: dict) -> dict:
	return {
		"name": file["name"],
		"file_name": file["file_name"],
		"url": f"{PATH}?{urlencode({'name': file['name']})}",
		"size": file["file_size"],
		"content_type": mimetypes.guess_type(file["file_name"])[0],
		"state": "ready",
		"reason": None,
	}


def _other(row: dict) -> dict:
	refused = row["state"] == "Refused"
	return {
		"name": row["name"],
		"file_name": row["file_name"],
		"url": None,
		"size": row["size"] or None,
		"content_type": row["content_type"],
		"state": row["state"].lower(),
		"reason": messaging.why_refused(row["reason"], row["content_type"]) if refused else None,
	}
