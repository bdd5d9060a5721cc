"""What the inbox says of a last message without words: its pictures or files, in the reader's language."""

import frappe
from frappe import _

from gigafibre_fsm.messaging.conversations.files import attachments_of


def previews(conversations: list[str]) -> dict[str, str]:
	"""Return conversation → "2 pictures" or "1 file", of those whose last message has any."""
	last = {_last(name): name for name in conversations}
	found = attachments_of([communication for communication in last if communication])
	return {last[communication]: _counted(files) for communication, files in found.items()}


def _last(conversation: str) -> str | None:
	said = {"conversation": conversation, "flow_run": ("is", "not set")}
	order = "communication_date desc, name desc"
	return frappe.db.get_value("Communication", said, "name", order_by=order)


def _counted(files: list[dict]) -> str:
	number = len(files)
	if all((file["content_type"] or "").startswith("image/") for file in files):
		return _("1 picture") if number == 1 else _("{0} pictures").format(number)
	return _("1 file") if number == 1 else _("{0} files").format(number)
