"""Files that come in with messages: e-mail attachments checked as Frappe keeps them, MMS media fetched by a job.

What may stay is a private File of the message's Communication. What was refused, and what is still to be fetched, is a
Message Attachment, so that the thread can name it with the reason.
"""

from pathlib import Path
from typing import Any

import frappe
from frappe import _
from frappe.core.doctype.file.exceptions import MaxFileSizeReachedError
from frappe.model.document import Document
from frappe.utils import add_to_date, cint, now_datetime
from PIL.Image import DecompressionBombError

from gigafibre_fsm.integrations.twilio import Media, TwilioError
from gigafibre_fsm.messaging import conversations
from gigafibre_fsm.messaging.attachment_rules import (
	MEGABYTE,
	Limits,
	extension_of,
	offender,
	plain,
	refusal,
	type_of_name,
)
from gigafibre_fsm.messaging.provider import TwilioOff, twilio

DOCTYPE = "Message Attachment"
# Enough of a file to know its type.
BEGINNING = 8192
MOST_TRIES = 5
# What the columns hold; Twilio's addresses have some 150 characters.
LONGEST_SOURCE = 255
LONGEST_TYPE = 140
# A fetch that was not done by then has lost its worker (s).
LOST_AFTER = 120


class AttachmentRefused(MaxFileSizeReachedError):
	"""A file of a message is not one we keep. Frappe's mail intake skips just the file when it meets the parent."""


class MessageFile:
	"""Extends Frappe's File: of a message we received, a picture Frappe cannot open is refused like any other file.

	Frappe opens pictures to take out what the camera wrote. In a mail, a broken one would lose it with all it says.
	"""

	def save_file(self, *args: Any, **kwargs: Any) -> Any:
		try:
			return super().save_file(*args, **kwargs)
		except (OSError, SyntaxError, ValueError, DecompressionBombError) as error:
			if is_of_the_disk(error) or not _came_in(self):
				raise
			_note_refusal(self, "Source", type_of_name(self.file_name), len(self.get_content() or b""))
			frappe.throw(why_refused("Source", None), AttachmentRefused)


def limits() -> Limits:
	"""Return what FSM Settings allow."""
	settings = frappe.get_cached_doc("FSM Settings")
	types = frozenset(plain(line) for line in (settings.attachment_types or "").split())
	return Limits(types, cint(settings.attachment_max_mb) * MEGABYTE)


def check(file: Document, method: str | None = None) -> None:
	"""Refuse a file of a message we received that is too large or of a type we do not take (document event of File).

	Raises AttachmentRefused, with the refusal noted and nothing left on the disk.
	"""
	if not (_is_on_disk(file) and _came_in(file)):
		return
	path = Path(file.get_full_path())
	size, allowed = path.stat().st_size, limits()
	with path.open("rb") as opened:
		beginning = opened.read(BEGINNING)
	reason = refusal(beginning, size, type_of_name(file.file_name), allowed)
	if reason:
		content_type = offender(beginning, type_of_name(file.file_name), allowed)
		_discard(file, path)
		_note_refusal(file, reason, content_type, size)
		frappe.throw(why_refused(reason, content_type), AttachmentRefused)
	file.is_private = 1


def _is_on_disk(file: Document) -> bool:
	return bool(file.file_url) and file.file_url.startswith(("/files/", "/private/files/"))


def _came_in(file: Document) -> bool:
	"""Frappe's mail intake hangs the files of a mail on its Communication."""
	if file.attached_to_doctype != "Communication":
		return False
	return frappe.db.get_value("Communication", file.attached_to_name, "sent_or_received") == "Received"


def _discard(file: Document, path: Path) -> None:
	"""Files of the same content share one on the disk: it stays while another record needs it."""
	if not frappe.db.exists("File", {"file_url": file.file_url}):
		path.unlink(missing_ok=True)


def _note_refusal(file: Document, reason: str, content_type: str, size: int) -> None:
	frappe.get_doc(
		doctype=DOCTYPE,
		communication=file.attached_to_name,
		state="Refused",
		reason=reason,
		file_name=file.file_name[:140],
		content_type=content_type,
		size=size,
	).insert(ignore_permissions=True)
	conversations.touch(file.attached_to_name)


def why_refused(reason: str, content_type: str | None) -> str:
	"""Return why a file was refused, as the reader of the thread should read it."""
	if reason == "Size":
		return _("It is larger than {0} MB").format(limits().most_bytes // MEGABYTE)
	if reason == "Source":
		return _("It could not be fetched or read")
	if reason == "Mismatch":
		return _("It is not a file of type {0}, as it is called").format(content_type)
	return _("Files of type {0} are not accepted").format(content_type or _("unknown"))


def expect(communication: str, media: list[tuple[str, str]]) -> None:
	"""Have a worker fetch the media of an MMS, `[(address, content type)]`, once the transaction is committed.

	The thread shows them as pending meanwhile, one whose address is too long to be true as refused. The same address
	twice is one.
	"""
	for address, content_type in media:
		name = conversations.name_of_key("media", address)
		if frappe.db.exists(DOCTYPE, name):
			continue
		row = frappe.get_doc(doctype=DOCTYPE, communication=communication, source=address)
		row.update({"content_type": _type(content_type), "file_name": _name_of(address, content_type)})
		if len(address) > LONGEST_SOURCE:
			row.update({"source": address[:LONGEST_SOURCE], "state": "Refused", "reason": "Source"})
		row.insert(ignore_permissions=True, set_name=name)
		if row.state == "Pending":
			_fetch_later(name)


def _type(content_type: str) -> str:
	return plain(content_type)[:LONGEST_TYPE]


def _name_of(address: str, content_type: str) -> str:
	"""Twilio's files have no names: "image-a1b2c3", of what it is and the end of its id."""
	kind = plain(content_type).partition("/")[0][:20] or "file"
	return f"{kind}-{address.rstrip('/')[-6:]}"


def _fetch_later(name: str) -> None:
	frappe.enqueue(
		"gigafibre_fsm.messaging.attachments.fetch",
		queue="default",
		job_id=f"fsm_media:{name}",
		enqueue_after_commit=True,
		name=name,
	)


def sweep() -> None:
	"""Fetch what lost its worker, or failed a while ago (scheduler); while Twilio is switched off it all waits."""
	try:
		twilio()
	except TwilioOff:
		return
	filters = {"state": "Pending", "modified": ("<", add_to_date(now_datetime(), seconds=-LOST_AFTER))}
	for name in frappe.get_all(DOCTYPE, filters, pluck="name", order_by="modified", limit=50):
		_fetch_later(name)


def fetch(name: str) -> None:
	"""Fetch one file of an MMS and keep or refuse it (a job); done twice it is kept once."""
	row = frappe.get_doc(DOCTYPE, name)
	if row.state != "Pending":
		return
	try:
		media = twilio().media(row.source, limits().most_bytes)
	except TwilioOff:
		return
	except TwilioError as error:
		_failed(name, error.retryable)
		return
	frappe.db.savepoint("fsm_media")
	try:
		_keep_or_refuse(name, media)
	except frappe.QueryDeadlockError:
		# Somebody else has just kept it, or the next sweep will: nothing is left of this transaction.
		frappe.db.rollback()
	except Exception as error:
		# A broken picture stops Frappe's own handling of pictures (to which it is an OSError, too).
		frappe.db.rollback(save_point="fsm_media")
		frappe.log_error(title=f"{DOCTYPE} {name}")
		_failed(name, retryable=is_of_the_disk(error))


def is_of_the_disk(error: Exception) -> bool:
	"""Whether there was no room, or no right, to write: it may be otherwise later."""
	return isinstance(error, OSError) and error.errno is not None


def _failed(name: str, retryable: bool = True) -> None:
	row = frappe.get_doc(DOCTYPE, name, for_update=True)
	if row.state != "Pending":
		return
	row.db_set("attempts", row.attempts + 1)
	if not retryable or row.attempts >= MOST_TRIES:
		_end(row, state="Refused", reason="Source")


def _keep_or_refuse(name: str, media: Media) -> None:
	row = frappe.get_doc(DOCTYPE, name, for_update=True)
	if row.state != "Pending":
		return
	content, content_type = media.content, media.content_type
	allowed = limits()
	reason = refusal(content, len(content), content_type, allowed)
	if reason:
		found = _type(offender(content, content_type, allowed))
		_end(row, state="Refused", reason=reason, content_type=found, size=len(content))
		return
	file_name = row.file_name + extension_of(content, content_type)
	frappe.get_doc(
		doctype="File",
		file_name=file_name,
		attached_to_doctype="Communication",
		attached_to_name=row.communication,
		is_private=1,
		content=content,
	).insert(ignore_permissions=True)
	_end(row, state="Ready", file_name=file_name, size=len(content))


def _end(row: Document, **values) -> None:
	row.db_set(values)
	conversations.touch(row.communication)
