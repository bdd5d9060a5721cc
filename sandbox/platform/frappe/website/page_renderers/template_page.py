"""Pages of an app's `www/` (and `templates/pages/`): a template with, beside it, an optional Python file."""

import inspect
import os
from types import ModuleType
from typing import Any

from werkzeug.wrappers import Response

import frappe
from frappe.website.page_renderers.base_renderer import BaseRenderer
from frappe.website.utils import can_cache, is_binary_file

FOLDERS = ("www", "templates/pages")
ENDINGS = ("", ".html", "/index.html")
PAGE_PROPERTIES = ("base_template_path", "template", "no_cache", "sitemap", "condition_field")
CACHE_SECONDS = 30 * 60


class TemplatePage(BaseRenderer):
	"""`www/<path>.html` with `get_context` of `www/<path>.py`."""

	def __init__(self, path: str | None = None, http_status_code: int | None = None):
		super().__init__(path, http_status_code)
		self.app, self.template_path = self._find() or ("", "")
		self.context = frappe._dict()

	def _find(self) -> tuple[str, str] | None:
		for app in reversed(frappe.get_installed_apps()):
			app_path = os.path.realpath(frappe.get_app_path(app))
			for folder in FOLDERS:
				for ending in ENDINGS:
					file = os.path.realpath(os.path.join(app_path, folder, self.path + ending))
					if _is_page(file, os.path.join(app_path, folder)):
						return app, os.path.relpath(file, app_path)
		return None

	def can_render(self) -> bool:
		"""Whether an app has this page."""
		return bool(self.template_path)

	def render(self) -> Response:
		"""The page, with the session's CSRF token where it asks for it."""
		token = frappe.local.session.data.csrf_token
		html = self.get_html()
		return self.build_response(
			html.replace("<!-- csrf_token -->", f'<script>frappe.csrf_token = "{token}";</script>')
		)

	def get_html(self) -> str:
		"""The page's HTML, kept half an hour per language unless the page says `no_cache`."""
		module = self._module()
		key = f"website_page::{self.path}"
		no_cache = getattr(module, "no_cache", 0)
		if can_cache(no_cache) and (kept := (frappe.cache.get_value(key) or {}).get(frappe.local.lang)):
			return kept
		html = self._draw(module)
		if can_cache(self.context.no_cache):
			pages = frappe.cache.get_value(key) or {}
			frappe.cache.set_value(key, pages | {frappe.local.lang: html}, expires_in_sec=CACHE_SECONDS)
		return html

	def _draw(self, module: ModuleType | None) -> str:
		self.context.update(
			path=self.path,
			pathname=getattr(frappe.local, "path", self.path),
			route=self.path,
			template=f"{self.app}/{self.template_path}",
			lang=frappe.local.lang,
			user=frappe.session.user,
		)
		if module:
			self._read(module)
		self.context.update(frappe.local.response.get("context") or {})
		self.http_status_code = self.context.http_status_code or self.http_status_code
		for hook in frappe.get_hooks("update_website_context"):
			self.context.update(frappe.get_attr(hook)(self.context) or {})
		return frappe.render_template(self.context.template, self.context, is_path=True)

	def _module(self) -> ModuleType | None:
		"""The Python file of the page; hyphens in its name are underscores."""
		folder, name = os.path.split(os.path.splitext(self.template_path)[0])
		path = os.path.join(folder, name.replace("-", "_") + ".py")
		if not os.path.exists(frappe.get_app_path(self.app, path)):
			return None
		return frappe.get_module(f"{self.app}.{path[:-3].replace(os.path.sep, '.')}")

	def _read(self, module: ModuleType) -> None:
		for name in PAGE_PROPERTIES:
			if hasattr(module, name):
				self.context[name] = getattr(module, name)
		get_context: Any = getattr(module, "get_context", None)
		if get_context is None:
			return
		takes_context = bool(inspect.signature(get_context).parameters)
		self.context.update((get_context(self.context) if takes_context else get_context()) or {})


def _is_page(file: str, folder: str) -> bool:
	"""A text file inside the folder that is not Python."""
	inside = file.startswith(os.path.realpath(folder) + os.path.sep)
	return inside and os.path.isfile(file) and not file.endswith((".py", ".pyc")) and not is_binary_file(file)
