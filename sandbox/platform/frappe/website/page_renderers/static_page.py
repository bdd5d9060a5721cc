"""Pictures and other binary files in an app's `www/`."""

import mimetypes
from pathlib import Path

from werkzeug.wrappers import Response
from werkzeug.wsgi import wrap_file

import frappe
from frappe.website.page_renderers.base_renderer import BaseRenderer
from frappe.website.utils import is_binary_file

TEXT_ENDINGS = (".css", ".html", ".js", ".json", ".md", ".py", ".pyc", ".pyo", ".txt", ".xml")


class StaticPage(BaseRenderer):
	"""A binary file of `www/`."""

	def can_render(self) -> bool:
		"""Whether an app has this file."""
		return self._file() is not None

	def _file(self) -> Path | None:
		if not self.path or self.path.endswith(TEXT_ENDINGS):
			return None
		for app in frappe.get_installed_apps():
			folder = Path(frappe.get_app_path(app, "www")).resolve()
			file = (folder / self.path).resolve()
			if file.is_relative_to(folder) and file.is_file() and is_binary_file(str(file)):
				return file
		return None

	def render(self) -> Response:
		"""The file."""
		file = self._file()
		response = Response(wrap_file(frappe.local.request.environ, file.open("rb")), direct_passthrough=True)
		response.mimetype = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
		return response
