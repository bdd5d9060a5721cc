"""`/api/method/<dotted path>` and `/api/resource/<doctype>[/<name>]` (version 1)."""

from werkzeug.exceptions import NotFound
from werkzeug.routing import Map, Submount
from werkzeug.wrappers import Request, Response

import frappe
from frappe.api.v1 import url_rules
from frappe.utils.response import build_response

API_URL_MAP = Map(
	[Submount("/api", url_rules), Submount("/api/v1", url_rules)],
	strict_slashes=False,
	merge_slashes=False,
)


def handle(request: Request) -> Response:
	"""Answer a call of the API. Raises DoesNotExistError for an address it does not know."""
	try:
		endpoint, arguments = API_URL_MAP.bind_to_environ(request.environ).match()
	except NotFound as error:
		raise frappe.DoesNotExistError from error
	data = endpoint(**arguments)
	if isinstance(data, Response):
		return data
	if data is not None:
		frappe.local.response["data"] = data
	return build_response("json")
