"""Web pages, with the error page that fits when one fails."""

from werkzeug.wrappers import Response

import frappe
from frappe.website.page_renderers.error_page import RedirectPage, render_error
from frappe.website.path_resolver import PathResolver


def get_response(path: str | None = None, http_status_code: int = 200) -> Response:
	"""The page at a path (of the request by default)."""
	path = path or frappe.local.request.path
	try:
		_endpoint, renderer = PathResolver(path, http_status_code).resolve()
		return renderer.render()
	except frappe.Redirect as redirect:
		return RedirectPage(path, redirect.http_status_code).render()
	except (frappe.PermissionError, frappe.PageDoesNotExistError, frappe.DoesNotExistError) as error:
		return render_error(error, error.http_status_code)


def get_response_content(path: str | None = None, http_status_code: int = 200) -> str:
	"""The HTML of a page."""
	return get_response(path, http_status_code).get_data(as_text=True)
