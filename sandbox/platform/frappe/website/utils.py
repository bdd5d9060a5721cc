"""Home page, page cache and page responses."""

import mimetypes
from functools import lru_cache
from typing import Any

from werkzeug.wrappers import Response

import frappe


def get_home_page() -> str:
	"""Where `/` leads: what the hooks say for the user's roles, else the sandbox's index."""
	role_home_page = frappe.get_hooks("role_home_page") or {}
	for role in frappe.get_roles():
		if role in role_home_page:
			return role_home_page[role][-1].strip("/")
	for hook in frappe.get_hooks("get_website_user_home_page"):
		return frappe.get_attr(hook)(frappe.session.user).strip("/")
	pages = frappe.get_hooks("home_page")
	return pages[-1].strip("/") if pages else "index"


def get_default_path() -> str:
	"""Where to go after logging in: the only app of the apps screen the user may open, else the front page."""
	routes = [
		app["route"]
		for app in frappe.get_hooks("add_to_apps_screen")
		if not app.get("has_permission") or frappe.get_attr(app["has_permission"])()
	]
	return routes[0] if len(routes) == 1 else "/"


def can_cache(no_cache: Any = False) -> bool:
	"""Whether a page may be kept: never for a query, a dynamic address or a page that says `no_cache`."""
	if frappe.conf.disable_website_cache or frappe.conf.developer_mode:
		return False
	if getattr(frappe.local, "no_cache", False) or frappe.local.request.query_string:
		return False
	return not no_cache


def respond_as_web_page(
	title: str,
	html: str,
	success: bool | None = None,
	http_status_code: int | None = None,
	context: dict[str, Any] | None = None,
	indicator_color: str | None = None,
	primary_action: str = "/",
	primary_label: str | None = None,
	**unused: Any,
) -> None:
	"""Answer this request with a page that says one thing, and one button."""
	said = {"title": title, "message": html, "primary_action": primary_action, "primary_label": primary_label}
	frappe.local.response.update(
		type="page",
		route="message",
		http_status_code=http_status_code,
		context=said | (context or {}),
		no_cache=1,
	)


def build_response(
	path: str, data: str | bytes, http_status_code: int, headers: dict[str, Any] | None = None
) -> Response:
	"""A page's response, typed by the ending of its path."""
	mimetype = mimetypes.guess_type(path)[0] if "." in path else None
	response = Response(data, status=http_status_code, mimetype=mimetype or "text/html")
	response.headers["X-Page-Name"] = path.encode("ascii", errors="xmlcharrefreplace").decode()
	response.headers.update(headers or {})
	return response


@lru_cache
def is_binary_file(path: str) -> bool:
	"""Whether a file's beginning holds bytes no text has."""
	text = bytes({7, 8, 9, 10, 12, 13, 27} | set(range(0x20, 0x100)) - {0x7F})
	with open(path, "rb") as file:
		return bool(file.read(1024).translate(None, text))
