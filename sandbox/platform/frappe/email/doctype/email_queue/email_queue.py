"""A message on its way out: kept until the server took it for every recipient, with the server's own error."""

import json
import smtplib
from email import message_from_string, policy
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

TIMEOUT_SECONDS = 20


class EmailQueue(Document):
	"""One message; `message` is its whole source, but for its stored attachments and the recipient's name."""

	def is_to_be_sent(self) -> bool:
		"""Whether somebody still waits for it."""
		return self.status in ("Not Sent", "Partially Sent")

	def can_send_now(self) -> bool:
		"""Whether it may leave: mail is neither muted nor suspended."""
		suspended = cint(frappe.db.get_default("suspend_email_queue"))
		return self.is_to_be_sent() and not frappe.are_emails_muted() and not suspended

	def is_last_try(self) -> bool:
		"""Whether a failure now would be the end of it."""
		return cint(self.retry) >= (cint(frappe.get_system_settings("email_retry_limit")) or 3)

	def send(
		self, smtp_server_instance: Any = None, frappe_mail_client: Any = None, force_send: bool = False
	) -> None:
		"""Hand it to the server of the site's configuration (`mail_server`, `mail_port`). Commits.

		What fails is tried again with the next flushes; `error` keeps the traceback. Raises what SMTP raised.
		"""
		if not force_send and not self.can_send_now():
			return
		self.update_status("Sending", commit=True)
		try:
			self._deliver()
		except Exception:
			self.failed(frappe.get_traceback())
			raise
		self.update_status("Sent", commit=True)

	def update_status(self, status: str, commit: bool = False, **values: Any) -> None:
		"""Write the status, here and as the delivery status of the Communication it carries."""
		frappe.db.set_value(self.doctype, self.name, {"status": status, **values})
		if self.communication and frappe.db.exists("Communication", self.communication):
			frappe.get_doc("Communication", self.communication).set_delivery_status()
		if commit:
			frappe.db.commit()

	def failed(self, error: str | None) -> None:
		"""Count a failed try; after the last one the message is in Error."""
		values = {"error": error} if error else {}
		if self.is_last_try():
			self.update_status("Error", commit=True, **values)
			return
		reached = any(recipient.is_mail_sent() for recipient in self.recipients)
		status = "Partially Sent" if reached else "Not Sent"
		self.update_status(status, commit=True, retry=cint(self.retry) + 1, **values)

	def _deliver(self) -> None:
		pretend = frappe.in_test and not frappe.flags.testing_email
		server = None if pretend else _connect()
		for recipient in self.recipients:
			if recipient.is_mail_sent():
				continue
			message = self.build_message(recipient.recipient)
			if server:
				server.sendmail(self.sender, recipient.recipient, message)
			else:
				frappe.flags.sent_mail = message
			recipient.update_db(status="Sent", commit=True)
		if server:
			server.quit()

	def build_message(self, recipient_email: str) -> bytes:
		"""The message as this recipient gets it."""
		from frappe.email import RECIPIENT, add_attachment

		source = self.message.replace(RECIPIENT, recipient_email)
		mail = message_from_string(source, policy=policy.SMTP.clone(refold_source="none"))
		for attachment in json.loads(self.attachments or "[]"):
			rule = (
				{"name": attachment["fid"]} if attachment.get("fid") else {"file_url": attachment["file_url"]}
			)
			file = frappe.get_doc("File", rule)
			add_attachment(mail, file.file_name, file.get_content())
		return mail.as_bytes()

	def on_trash(self):
		if frappe.session.user != "Administrator":
			frappe.throw(_("Only Administrator can delete Email Queue"))


def _connect() -> smtplib.SMTP:
	"""A session with the server. Raises ValidationError with the reason when there is none to be had."""
	try:
		return smtplib.SMTP(
			frappe.conf.mail_server, int(frappe.conf.mail_port or 25), timeout=TIMEOUT_SECONDS
		)
	except OSError as error:
		message = _("Invalid Outgoing Mail Server or Port: {0}").format(str(error))
		frappe.throw(message, title=_("Incorrect Configuration"))
		raise
