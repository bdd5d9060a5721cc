"""Pages for what went wrong, and redirects."""

from typing import Any

import werkzeug.utils
from werkzeug.wrappers import Response

import frappe
from frappe import _
from frappe.website.page_renderers.base_renderer import BaseRenderer


class MessagePage(BaseRenderer):
	"""A title and a sentence."""

	def __init__(self, path: str | None, http_status_code: int, title: str, message: str):
		super().__init__(path, http_status_code)
		self.title, self.message = title, message

	def can_render(self) -> bool:
		"""Always."""
		return True

	def render(self) -> Response:
		"""Draw the message."""
		context = {"title": self.title, "message": self.message, "lang": frappe.local.lang}
		return self.build_response(frappe.render_template("templates/message.html", context))


class NotFoundPage(MessagePage):
	"""Nothing lives at this address."""

	def __init__(self, path: str | None, http_status_code: int = 404):
		super().__init__(path, 404, _("Not Found"), _("The resource you are looking for is not available"))


class RedirectPage(BaseRenderer):
	"""Sends the browser to `frappe.flags.redirect_location`."""

	def can_render(self) -> bool:
		"""Always."""
		return True

	def render(self) -> Response:
		"""The redirect."""
		location = frappe.local.flags.redirect_location or frappe.local.response.get("location") or "/"
		code = self.http_status_code if self.http_status_code in (301, 302, 303, 307, 308) else 301
		return werkzeug.utils.redirect(location, code=code)


def _texts(status: int) -> tuple[str, str]:
	return {
		401: (_("Session Expired"), _("Your session has expired, please login again to continue.")),
		403: (_("Not Permitted"), _("You do not have enough permissions to complete the action")),
		404: (_("Not Found"), _("The resource you are looking for is not available")),
		429: (_("Too Many Requests"), _("Too Many Requests")),
	}.get(status, (_("Server Error"), _("Uncaught Exception")))


def render_error(error: Any, status: int) -> Response:
	"""The page of an exception, for people."""
	title, message = _texts(status)
	if status in (403, 417) and str(error):
		message = frappe.utils.escape_html(str(error))
	return MessagePage(None, status, title, message).render()
