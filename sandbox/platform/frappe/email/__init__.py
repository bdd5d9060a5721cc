"""`sendmail`: a row of Email Queue, and a job that sends it once the transaction is safe."""

from email.message import EmailMessage
from email.utils import make_msgid
from mimetypes import guess_type
from typing import Any

import frappe
from frappe.utils import strip_html

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
	"""Queue a message to `recipients`; it leaves after the commit (`now`, not `delayed`: in this process).

	`template` is a name in `templates/emails/`, rendered with `args`. `attachments`: `{fname, fcontent}` each.
	Gives the Email Queue document; None when there is nobody to write to.
	"""
	if as_markdown or any(unsupported.values()):
		raise NotImplementedError(f"frappe.sendmail({', '.join(unsupported) or 'as_markdown'})")
	everybody = _addresses(recipients) + _addresses(cc) + _addresses(bcc)
	if not everybody:
		return None
	html, text = _body(content or message, template, args)
	mail = _compose(html, text, attachments or [])
	mail["Subject"] = " ".join(subject.split())
	mail["From"] = sender or _default_sender()
	mail["To"] = ", ".join(_addresses(recipients))
	optional = {"Cc": ", ".join(_addresses(cc)), "Reply-To": reply_to, "In-Reply-To": in_reply_to}
	for key, value in {**optional, **(email_headers or {})}.items():
		if value:
			mail[key] = value
	mail["Message-Id"] = message_id or make_msgid(domain=frappe.local.site)
	queued = frappe.get_doc(
		{
			"doctype": "Email Queue",
			"sender": sender or _default_sender(),
			"recipients": [{"recipient": address, "status": "Not Sent"} for address in everybody],
			"show_as_cc": ",".join(_addresses(cc)),
			"message": mail.as_string(),
			"message_id": mail["Message-Id"].strip("<>"),
			"status": "Not Sent",
			"reference_doctype": doctype or reference_doctype,
			"reference_name": name or reference_name,
			"communication": communication,
			"send_after": send_after,
			"priority": send_priority,
		}
	).insert(ignore_permissions=True)
	_send_after_commit(queued, now or not delayed)
	return queued


def _send_after_commit(queued: Any, now: bool) -> None:
	if now:
		frappe.db.after_commit.add(queued.send)
	elif not queued.send_after and not frappe.in_test:
		frappe.enqueue(
			"frappe.email.queue.send_one", queue="short", enqueue_after_commit=True, name=queued.name
		)


def _addresses(value: str | list[str] | None) -> list[str]:
	parts = value.replace("\n", ",").split(",") if isinstance(value, str) else value or []
	return [part.strip() for part in parts if part and part.strip()]


def _default_sender() -> str:
	return frappe.conf.auto_email_id or DEFAULT_SENDER


def _body(message: str, template: str | None, args: dict[str, Any] | None) -> tuple[str, str]:
	if not template:
		return message, strip_html(message)
	from frappe.utils.jinja import get_email_from_template

	html, text = get_email_from_template(template, args)
	return html, text or strip_html(html)


def _compose(html: str, text: str, attachments: list[dict[str, Any]]) -> EmailMessage:
	mail = EmailMessage()
	mail.set_content(text)
	mail.add_alternative(html, subtype="html")
	for attachment in attachments:
		if "fcontent" not in attachment:
			raise NotImplementedError("frappe.sendmail: attachments other than {fname, fcontent}")
		content = attachment["fcontent"]
		kind = (guess_type(attachment["fname"])[0] or "application/octet-stream").split("/")
		mail.add_attachment(
			content if isinstance(content, bytes) else content.encode(),
			maintype=kind[0],
			subtype=kind[1],
			filename=attachment["fname"],
		)
	return mail
