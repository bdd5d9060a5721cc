"""From `frappe.local.response` to an HTTP response: JSON, redirect, download, page; and files."""

import datetime
import json
import mimetypes
import os
import sys
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from re import Match
from typing import Any
from urllib.parse import quote
from uuid import UUID

import orjson
import werkzeug.utils
from werkzeug.exceptions import Forbidden, NotFound
from werkzeug.local import LocalProxy
from werkzeug.wrappers import Response
from werkzeug.wsgi import wrap_file

import frappe
from frappe import _

ORJSON_OPTIONS = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_NON_STR_KEYS

# Files a browser would execute or draw with scripts in them leave as downloads.
FORCE_DOWNLOAD_EXTENSIONS = (".svg", ".html", ".htm", ".xml")


def report_error(status_code: int) -> Response:
	"""The exception being handled, as JSON: `exc_type`, and `exception`/`exc` where a traceback may be shown."""
	kind, _value, _traceback = sys.exc_info()
	if is_traceback_allowed() and status_code != 404:
		trace = frappe.get_traceback()
		frappe.local.error_log.append({"exc": trace})
		frappe.local.response.exception = trace.splitlines()[-1]
	frappe.local.response["exc_type"] = kind.__name__ if kind else None
	response = build_response("json")
	response.status_code = status_code
	return response


def is_traceback_allowed() -> bool:
	"""Tracebacks are for developers: never to guests, never where the error asked for silence."""
	if not getattr(frappe.local, "db", None) or frappe.local.flags.disable_traceback:
		return False
	if not (frappe.conf.developer_mode or frappe.get_system_settings("allow_error_traceback")):
		return False
	return frappe.db.get_value("User", frappe.session.user, "user_type", cache=True) == "System User"


def build_response(response_type: str | None = None) -> Response:
	"""The response of `frappe.local.response.type`, or of this type."""
	if not frappe.local.response.get("docs", True):
		del frappe.local.response["docs"]
	return _BUILDERS[frappe.local.response.get("type") or response_type]()


def as_json() -> Response:
	"""`frappe.local.response` with the messages and errors collected on the way."""
	make_logs()
	status = frappe.local.response.pop("http_status_code", None) or 200
	body = orjson.dumps(frappe.local.response, json_handler, ORJSON_OPTIONS)
	return Response(body, status=status, mimetype="application/json")


def make_logs() -> None:
	"""Put `_server_messages`, `exc` and `_error_message` into the response, as lists in JSON text."""
	response, local = frappe.local.response, frappe.local
	if local.error_log and is_traceback_allowed():
		response["exc"] = json.dumps([str(entry["exc"]) for entry in local.error_log])
	if local.message_log:
		messages = [
			json.dumps(entry, default=json_handler, ensure_ascii=False) for entry in local.message_log
		]
		response["_server_messages"] = json.dumps(messages, ensure_ascii=False)
	if local.debug_log and is_traceback_allowed():
		response["_debug_messages"] = json.dumps(local.debug_log, default=json_handler)
	if local.flags.error_message:
		response["_error_message"] = local.flags.error_message


_CONVERSIONS: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
	((datetime.date, datetime.time, datetime.timedelta, LocalProxy, Path, UUID), str),
	(Decimal, float),
	(Match, lambda found: found.string),
	((Exception, type), repr),
	(Iterable, list),
)


def json_handler(obj: Any) -> Any:
	"""What JSON has no word for. Raises TypeError for what nobody can write."""
	if hasattr(obj, "__json__"):
		return obj.__json__()
	for kinds, convert in _CONVERSIONS:
		if isinstance(obj, kinds):
			return convert(obj)
	if callable(obj):
		return repr(obj)
	raise TypeError(f"Object of type {type(obj)} with value of {obj!r} is not JSON serializable")


def as_text() -> Response:
	"""`result` as a download named after `doctype`."""
	sent = frappe.local.response
	response = Response(sent["result"], mimetype="text/csv" if sent["type"] == "csv" else "text")
	response.headers.add("Content-Disposition", "attachment", filename=f"{sent['doctype']}.{sent['type']}")
	return response


def as_raw() -> Response:
	"""`filecontent` under `filename`: a download, or inline with `display_content_as`."""
	sent = frappe.local.response
	mimetype = sent.get("content_type") or mimetypes.guess_type(sent["filename"])[0] or "application/unknown"
	response = Response(sent["filecontent"], mimetype=mimetype)
	disposition = sent.get("display_content_as", "attachment")
	response.headers["Content-Disposition"] = f"{disposition}; filename*=UTF-8''{quote(sent['filename'])}"
	return response


def as_binary() -> Response:
	"""`filecontent` as a download of no particular type."""
	frappe.local.response.setdefault("content_type", "application/octet-stream")
	return as_raw()


def as_pdf() -> Response:
	"""`filecontent` as a PDF shown in the browser."""
	frappe.local.response.update(content_type="application/pdf", display_content_as="inline")
	return as_raw()


def as_page() -> Response:
	"""The web page at `frappe.local.response.route`."""
	from frappe.website.serve import get_response

	sent = frappe.local.response
	return get_response(sent["route"], http_status_code=sent.get("http_status_code") or 200)


def redirect() -> Response:
	"""Send the browser to `frappe.local.response.location`."""
	return werkzeug.utils.redirect(frappe.local.response.location)


_BUILDERS: dict[str | None, Callable[[], Response]] = {
	"json": as_json,
	"csv": as_text,
	"txt": as_text,
	"download": as_raw,
	"binary": as_binary,
	"pdf": as_pdf,
	"page": as_page,
	"redirect": redirect,
}


def download_private_file(path: str) -> Response:
	"""A private file, for whoever may read its File document (or the document it hangs on)."""
	from frappe.core.doctype.file.utils import find_file_by_url

	file = None if frappe.session.user == "Guest" else find_file_by_url(path, name=frappe.form_dict.fid)
	if not file:
		raise Forbidden(_("You don't have permission to access this file"))
	return send_file(frappe.get_site_path("private", "files"), path, file.file_name)


def send_public_file(path: str) -> Response:
	"""A file anyone may have, from the site's public folder."""
	return send_file(frappe.get_site_path("public", "files"), path, None)


def send_file(folder: str, path: str, filename: str | None) -> Response:
	"""The file named by the last part(s) of `path` after `/files/`, never outside `folder`. Raises NotFound."""
	root = Path(folder).resolve()
	wanted = (root / path.split("/files/", 1)[1]).resolve()
	if not wanted.is_relative_to(root) or not wanted.is_file():
		raise NotFound
	name = filename or wanted.name
	stream = wanted.open("rb")
	response = Response(wrap_file(frappe.local.request.environ, stream), direct_passthrough=True)
	response.mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
	response.headers["Content-Length"] = str(os.path.getsize(wanted))
	if wanted.suffix.lower() in FORCE_DOWNLOAD_EXTENSIONS:
		response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
	return response
