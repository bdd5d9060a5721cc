"""A message on its way out: kept until the server took it for every recipient, with the server's own error."""

import smtplib

import frappe
from frappe.model.document import Document

RETRY_LIMIT = 3
TIMEOUT_SECONDS = 20


class EmailQueue(Document):
	"""One message; `message` is its whole source."""

	def is_to_be_sent(self) -> bool:
		"""Whether somebody still waits for it."""
		return self.status in ("Not Sent", "Partially Sent")

	def send(self, force_send: bool = False) -> None:
		"""Hand it to the server of the site's configuration (`mail_server`, `mail_port`).

		What fails is tried again at most three times; `error` says why. Raises what SMTP raised.
		"""
		if not force_send and (_muted() or not self.is_to_be_sent()):
			return
		self._update(status="Sending")
		try:
			self._deliver()
		except Exception:
			self._failed(frappe.get_traceback())
			raise
		self._update(status="Sent", error=None)

	def _deliver(self) -> None:
		if frappe.in_test and not frappe.flags.testing_email:
			frappe.flags.sent_mail = self.message
			return
		host, port = frappe.conf.mail_server or "127.0.0.1", int(frappe.conf.mail_port or 25)
		with smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS) as server:
			for recipient in self.recipients:
				if not recipient.is_mail_sent():
					server.sendmail(self.sender, recipient.recipient, self.message.encode())
					recipient.mark_sent()

	def _failed(self, trace: str) -> None:
		if self.retry >= RETRY_LIMIT:
			self._update(status="Error", error=trace)
			return
		reached = any(recipient.is_mail_sent() for recipient in self.recipients)
		self._update(status="Partially Sent" if reached else "Not Sent", error=trace, retry=self.retry + 1)

	def _update(self, **values: object) -> None:
		"""Kept at once: a message must not be sent twice because something later failed."""
		frappe.db.set_value(self.doctype, self.name, values)
		frappe.db.commit()
		self.update(values)


def _muted() -> bool:
	return bool(frappe.flags.mute_emails or frappe.conf.mute_emails)
