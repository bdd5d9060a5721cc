"""Signing in is asked for by our own pages: another site could make a browser sign in to an account of its choice.

Guests have no session, and so no CSRF token to tell our pages by. The browser itself says where a request comes from.
"""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar
from urllib.parse import urlsplit

import frappe
from frappe import _

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")


class ForeignPageError(frappe.PermissionError):
	"""Another site had the browser ask."""


def from_our_page(function: Callable[Parameters, Answer]) -> Callable[Parameters, Answer]:
	"""Have a method refuse what another site's page sent. Raises ForeignPageError.

	What says nothing of where it comes from is no browser, or an old one, and goes on.
	"""

	@functools.wraps(function)
	def guarded(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Answer:
		if _is_foreign():
			frappe.throw(
				_("This was asked for by another site. Open the link or the sign-in page itself."),
				ForeignPageError,
			)
		return function(*args, **kwargs)

	return guarded


def _is_foreign() -> bool:
	request = getattr(frappe.local, "request", None)
	if not request:
		return False
	site = request.headers.get("Sec-Fetch-Site", "")
	if site in ("cross-site", "same-origin"):
		return site == "cross-site"
	origin = request.headers.get("Origin", "")
	return bool(origin) and origin.rpartition("//")[2] not in _our_hosts(request.host)


def _our_hosts(asked: str) -> set[str]:
	public = frappe.get_cached_doc("FSM Settings").public_url or ""
	return {asked, urlsplit(public).netloc}
