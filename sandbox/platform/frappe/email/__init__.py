"""`sendmail`: a row of Email Queue, which leaves with the next `frappe.email.queue.flush` (every four minutes)."""

import json
import re
from email.message import EmailMessage
from email.utils import make_msgid
from html import unescape
from mimetypes import guess_type
from typing import Any

import frappe
from frappe import _
from frappe.utils import strip_html

# Stands in the queued message for whom a copy goes to: nobody sees the others.
RECIPIENT = "<!--recipient-->"
BLOCK_ENDS = re.compile(r"<br\s*/?>|<hr\s*/?>|</(?:p|div|li|tr|h[1-6])>", re.I)
DEFAULT_SENDER = "notifications@gigafibre.example"


def sendmail(
	recipients: str | list[str] | None = None,
	sender: str = "",
	subject: str = "No Subject",
	message: str = "No Message",
	as_markdown: bool = False,
	delayed: bool = True,
	reference_doctype: str | None = None,
	reference_name: str | None = None,
	attachments: list[dict[str, Any]] | None = None,
	content: str | None = None,
	doctype: str | None = None,
	name: str | None = None,
	reply_to: str | None = None,
	cc: str | list[str] | None = None,
	bcc: str | list[str] | None = None,
	message_id: str | None = None,
	in_reply_to: str | None = None,
	send_after: Any = None,
	send_priority: int = 1,
	communication: str | None = None,
	now: bool | None = None,
	template: str | None = None,
	args: dict[str, Any] | None = None,
	header: Any = None,
	add_unsubscribe_link: int = 1,
	email_headers: dict[str, str] | None = None,
	**unsupported: Any,
) -> Any:
	"""Queue a message to `recipients`; with `now` (or not `delayed`) it leaves after the commit, in this process.

	`template` is a name in `templates/emails/`, rendered with `args`. `attachments`: `{fname, fcontent}`, `{fid}` or
	`{file_url}` each. `in_reply_to` is the name of a Communication. `email_headers` get `X-` before their names.
	Gives the Email Queue document; None when there is nobody to write to. Raises OutgoingEmailError without a server.
	"""
	if as_markdown or any(unsupported.values()):
		raise NotImplementedError(f"frappe.sendmail({', '.join(unsupported) or 'as_markdown'})")
	everybody = list(dict.fromkeys(_addresses(recipients) + _addresses(cc) + _addresses(bcc)))
	if not everybody:
		return None
	if not frappe.conf.mail_server and not frappe.are_emails_muted():
		message = _("Please setup default outgoing Email Account from Tools > Email Account")
		frappe.throw(message, frappe.OutgoingEmailError)
	html, text = _body(content or message, template, args)
	mail = _compose(html, text, attachments or [])
	mail["Subject"] = " ".join(subject.split())
	mail["From"] = sender or _default_sender()
	mail["To"] = RECIPIENT
	mail["Message-Id"] = f"<{message_id}>" if message_id else make_msgid(domain=frappe.local.site)
	optional = {
		"Cc": ", ".join(_addresses(cc)),
		"Reply-To": reply_to,
		"In-Reply-To": _message_id_of(in_reply_to),
	}
	extra = {
		key if key.startswith("X-") else f"X-{key}": value for key, value in (email_headers or {}).items()
	}
	for key, value in {**optional, **extra}.items():
		if value:
			mail[key] = value
	queued = frappe.get_doc(
		{
			"doctype": "Email Queue",
			"sender": sender or _default_sender(),
			"recipients": [{"recipient": address, "status": "Not Sent"} for address in everybody],
			"show_as_cc": ",".join(_addresses(cc)),
			"message": mail.as_string(),
			"message_id": mail["Message-Id"].strip("<>"),
			"attachments": json.dumps([item for item in attachments or [] if "fcontent" not in item]),
			"status": "Not Sent",
			"reference_doctype": doctype or reference_doctype,
			"reference_name": name or reference_name,
			"communication": communication,
			"send_after": send_after,
			"priority": send_priority,
		}
	).insert(ignore_permissions=True)
	if now or not delayed:
		frappe.db.after_commit.add(queued.send)
	return queued


def _message_id_of(communication: str | None) -> str | None:
	found = communication and frappe.db.get_value("Communication", communication, "message_id")
	return f"<{found.strip('<> ')}>" if found else None


def _addresses(value: str | list[str] | None) -> list[str]:
	parts = value.replace("\n", ",").split(",") if isinstance(value, str) else value or []
	return [part.strip() for part in parts if part and part.strip()]


def _default_sender() -> str:
	return frappe.conf.auto_email_id or DEFAULT_SENDER


def _body(message: str, template: str | None, args: dict[str, Any] | None) -> tuple[str, str]:
	if not template:
		return message, _as_text(message)
	from frappe.utils.jinja import get_email_from_template

	html, text = get_email_from_template(template, args)
	return html, text or _as_text(html)


def _as_text(html: str) -> str:
	"""The plain part of a message, a line each block."""
	lines = strip_html(BLOCK_ENDS.sub("\n", " ".join(html.split()))).splitlines()
	return "\n".join(unescape(line.strip()) for line in lines if line.strip())


def _compose(html: str, text: str, attachments: list[dict[str, Any]]) -> EmailMessage:
	mail = EmailMessage()
	mail.set_content(text)
	mail.add_alternative(html, subtype="html")
	for attachment in attachments:
		if "fcontent" in attachment:
			add_attachment(mail, attachment["fname"], attachment["fcontent"])
		elif not (attachment.get("fid") or attachment.get("file_url")):
			raise NotImplementedError(
				"frappe.sendmail: attachments other than {fname, fcontent}, {fid}, {file_url}"
			)
	return mail


def add_attachment(mail: EmailMessage, fname: str, fcontent: bytes | str) -> None:
	"""Put a file into a message."""
	kind = (guess_type(fname)[0] or "application/octet-stream").split("/")
	data = fcontent if isinstance(fcontent, bytes) else fcontent.encode()
	mail.add_attachment(data, maintype=kind[0], subtype=kind[1], filename=fname)
