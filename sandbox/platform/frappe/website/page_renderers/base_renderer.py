"""What every renderer of a page can do."""

from typing import Any

from werkzeug.wrappers import Response

import frappe
from frappe.website.utils import build_response


class BaseRenderer:
	"""A page: `can_render` says whether this is one of mine, `render` draws it."""

	def __init__(self, path: str | None = None, http_status_code: int | None = None):
		self.headers: dict[str, Any] | None = None
		self.http_status_code = http_status_code or 200
		self.path = (path or frappe.local.request.path).strip("/ ")

	def can_render(self) -> bool:
		"""Whether this renderer draws the path."""
		raise NotImplementedError

	def render(self) -> Response:
		"""Draw the page."""
		raise NotImplementedError

	def build_response(
		self, data: str | bytes, http_status_code: int | None = None, headers: dict[str, Any] | None = None
	) -> Response:
		"""A response with this page's status and headers."""
		return build_response(
			self.path, data, http_status_code or self.http_status_code, headers or self.headers
		)
