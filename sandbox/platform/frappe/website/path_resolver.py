"""From an address to what draws it."""

from typing import Any

import frappe
from frappe.website.page_renderers.base_renderer import BaseRenderer
from frappe.website.page_renderers.error_page import NotFoundPage, RedirectPage
from frappe.website.page_renderers.static_page import StaticPage
from frappe.website.page_renderers.template_page import TemplatePage
from frappe.website.router import resolve_from_map, resolve_redirect
from frappe.website.utils import get_home_page


class PathResolver:
	"""Finds the renderer of a path."""

	def __init__(self, path: str, http_status_code: int = 200):
		self.path = path.strip("/ ")
		self.http_status_code = http_status_code

	def resolve(self) -> tuple[str, Any]:
		"""The endpoint and its renderer: an app's own (hook `page_renderer`), a file, a template, or 404."""
		request = getattr(frappe.local, "request", None)
		try:
			resolve_redirect(self.path, request.query_string if request else None)
		except frappe.Redirect as redirect:
			return self.path, RedirectPage(self.path, redirect.http_status_code)
		endpoint = resolve_path(self.path)
		renderers = [frappe.get_attr(path) for path in frappe.get_hooks("page_renderer")]
		for renderer in [*renderers, StaticPage, TemplatePage]:
			instance: BaseRenderer = renderer(endpoint, self.http_status_code)
			if instance.can_render():
				return endpoint, instance
		return endpoint, NotFoundPage(endpoint, 404)

	def is_valid_path(self) -> bool:
		"""Whether anything lives here."""
		return not isinstance(self.resolve()[1], NotFoundPage)


def resolve_path(path: str) -> str:
	"""The page of an address: the home page of `""`, `ops` of `ops/clients/…`."""
	if path.split("/")[0] == "desk":
		return "desk"
	path = path.removesuffix(".html") or "index"
	if path == "index":
		path = get_home_page()
	frappe.local.path = path
	return path if path == "index" else resolve_from_map(path)
