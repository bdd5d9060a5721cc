"""The attachments of messages, as the pages show them."""

import mimetypes

import frappe


def attachments_of(communications: list[str]) -> dict[str, list[dict]]:
	"""Return Communication → its attachments (Attachment of the HTTP contract), by file name."""
	if not communications:
		return {}
	files = frappe.get_all(
		"File",
		filters={"attached_to_doctype": "Communication", "attached_to_name": ("in", communications)},
		fields=["name", "attached_to_name", "file_name", "file_url", "file_size"],
		order_by="file_name asc, name asc",
	)
	found: dict[str, list[dict]] = {}
	for file in files:
		found.setdefault(file.attached_to_name, []).append(_ready(file))
	return found


def _ready(file: dict) -> dict:
	return {
		"name": file["name"],
		"file_name": file["file_name"],
		"url": file["file_url"],
		"size": file["file_size"],
		"content_type": mimetypes.guess_type(file["file_name"])[0],
		"state": "ready",
		"reason": None,
	}
