"""The cookies of a response, and those by which a browser knows its user."""

import datetime
from typing import Any
from urllib.parse import quote, unquote

from werkzeug.wrappers import Response

import frappe
from frappe.sessions import get_expiry_in_seconds

USER_COOKIES = ["full_name", "user_id", "sid", "user_image", "user_lang", "system_user"]


class CookieManager:
	"""Cookies to set and to delete when the response leaves."""

	def __init__(self) -> None:
		self.cookies: dict[str, dict[str, Any]] = {}
		self.to_delete: list[str] = []

	def init_cookies(self) -> None:
		"""The session's own cookie."""
		if frappe.local.session.get("sid"):
			self.set_cookie("sid", frappe.session.sid, max_age=get_expiry_in_seconds(), httponly=True)

	def set_cookie(
		self,
		key: str,
		value: str,
		expires: Any = None,
		secure: bool = False,
		httponly: bool = False,
		samesite: str = "Lax",
		max_age: int | None = None,
		deduplicate: bool = False,
	) -> None:
		"""Set a cookie; `deduplicate` leaves one that already says so."""
		request = getattr(frappe.local, "request", None)
		sent = unquote(request.cookies.get(key, "")) if request else None
		if deduplicate and not (expires or max_age) and sent == value:
			return
		self.cookies[key] = {
			"value": value,
			"expires": expires,
			"secure": secure or bool(request and request.scheme == "https"),
			"httponly": httponly,
			"samesite": samesite,
			"max_age": max_age,
		}

	def delete_cookie(self, to_delete: str | list[str]) -> None:
		"""Have the browser forget these cookies."""
		self.to_delete.extend([to_delete] if isinstance(to_delete, str) else to_delete)

	def flush_cookies(self, response: Response) -> None:
		"""Write them into the response."""
		for key, options in self.cookies.items():
			response.set_cookie(key, **{**options, "value": quote((options["value"] or "").encode())})
		yesterday = datetime.datetime.now() - datetime.timedelta(days=1)
		for key in set(self.to_delete):
			response.set_cookie(key, "", expires=yesterday)


def clear_cookies() -> None:
	"""Forget the user in the browser."""
	if hasattr(frappe.local, "session"):
		frappe.local.session.sid = ""
	frappe.local.cookie_manager.delete_cookie(USER_COOKIES)
