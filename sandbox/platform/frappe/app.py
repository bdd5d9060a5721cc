"""The WSGI application: one request is init → connect → session → dispatch → commit or roll back → hooks."""

from collections.abc import Iterable
from typing import Any

import orjson
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.wrappers import Request, Response
from werkzeug.wsgi import ClosingIterator

import frappe
import frappe.api
import frappe.handler
import frappe.utils
import frappe.utils.response
from frappe import _
from frappe.auth import UNSAFE_HTTP_METHODS, HTTPRequest, validate_auth
from frappe.utils import CallbackManager
from frappe.website.page_renderers import error_page
from frappe.website.serve import get_response

_site: str | None = None
_sites_path = "."

MAX_BODY_BYTES = 25 * 1024 * 1024
NO_CACHE = "no-store,no-cache,must-revalidate,max-age=0"

# Forms may be as large as the body itself.
Request.max_form_memory_size = None


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
	"""Answer one request; the site is let go once the answer has left."""
	answer = _answer(environ, start_response)
	request = frappe.local.request
	return ClosingIterator(answer, (request.after_response.run, frappe.destroy))


@Request.application
def _answer(request: Request) -> Response:
	try:
		init_request(request)
		validate_auth()
		response = _dispatch(request)
	except Exception as error:
		response = (
			error.get_response(request.environ)
			if isinstance(error, HTTPException)
			else handle_exception(error)
		)
		_roll_back()
	else:
		sync_database()
	_run_after_request_hooks(request, response)
	process_response(response)
	return response


def _dispatch(request: Request) -> Response:
	if request.method == "OPTIONS":
		return Response()
	if frappe.form_dict.cmd:
		frappe.handler.handle()
		return frappe.utils.response.build_response("json")
	if request.path.startswith("/api/"):
		return frappe.api.handle(request)
	if request.path.startswith("/private/files/"):
		return frappe.utils.response.download_private_file(request.path)
	if request.path.startswith("/files/"):
		return frappe.utils.response.send_public_file(request.path)
	if request.method in ("GET", "HEAD", "POST"):
		return get_response()
	raise NotFound


def init_request(request: Request) -> None:
	"""Open the site and read who is asking and what."""
	request.after_response = CallbackManager()
	frappe.local.request = request
	frappe.init(_site or request.host.split(":")[0], sites_path=_sites_path, force=True)
	frappe.local.request = request
	frappe.local.response_headers = {}
	frappe.local.is_ajax = request.headers.get("X-Requested-With") == "XMLHttpRequest"
	frappe.connect(set_admin_as_user=False)
	request.max_content_length = int(frappe.conf.max_file_size or MAX_BODY_BYTES)
	make_form_dict(request)
	if request.method != "OPTIONS":
		frappe.local.http_request = HTTPRequest()
	for hook in frappe.get_hooks("before_request"):
		frappe.call(hook)


def make_form_dict(request: Request) -> None:
	"""The arguments: a JSON body, else the query and the form. Raises DataError for a body that is not JSON."""
	text = request.get_data(as_text=True)
	args: Any = {**request.args, **request.form}
	if text and request.is_json:
		try:
			args = orjson.loads(text)
		except orjson.JSONDecodeError:
			frappe.throw(_("Invalid request body"), frappe.DataError)
	if isinstance(args, dict):
		frappe.local.form_dict = frappe._dict(args)
		# jQuery's cache breaker
		frappe.local.form_dict.pop("_", None)
	elif isinstance(args, list):
		frappe.local.form_dict = frappe._dict(data=args)
	else:
		frappe.throw(_("Invalid request arguments"))


def sync_database() -> None:
	"""Commit what an unsafe method did; reading methods leave nothing behind unless `flags.commit` says so."""
	database = getattr(frappe.local, "db", None)
	if database is None:
		return
	if frappe.local.request.method in UNSAFE_HTTP_METHODS or frappe.local.flags.commit:
		database.commit()
	else:
		database.rollback()
	if session := getattr(frappe.local, "session_obj", None):
		frappe.local.request.after_response.add(session.update)


def _roll_back() -> None:
	database = getattr(frappe.local, "db", None)
	if database is not None:
		database.rollback()


def handle_exception(error: Exception) -> Response:
	"""The error as JSON for programs, as a page for people; 500s are kept in the Error Log.

	Who may not read a doctype is not told which of its documents are missing: 403 instead of 404.
	"""
	try:
		if isinstance(error, frappe.DoesNotExistError) and error.doctype:
			frappe.has_permission(error.doctype, throw=True)
	except frappe.PermissionError as refusal:
		frappe.local.message_log = frappe.local.message_log[-1:]
		return _answer_error(refusal)
	return _answer_error(error)


def _answer_error(error: Exception) -> Response:
	status = getattr(error, "http_status_code", 500)
	if not frappe.local.session.user:
		frappe.local.session.user = "Guest"
	response = (
		frappe.utils.response.report_error(status)
		if _wants_json()
		else error_page.render_error(error, status)
	)
	if type(error) is frappe.AuthenticationError and hasattr(frappe.local, "login_manager"):
		frappe.local.login_manager.clear_cookies()
	if status >= 500:
		_keep_trace(error)
	return response


def _wants_json() -> bool:
	accept = frappe.get_request_header("Accept") or ""
	if accept and (getattr(frappe.local, "is_ajax", False) or "application/json" in accept):
		return True
	return frappe.local.request.path.startswith("/api/") and not accept.startswith("text")


def _keep_trace(error: Exception) -> None:
	"""An Error Log entry of its own transaction: the request's is about to be rolled back."""
	trace = frappe.get_traceback()
	_roll_back()
	frappe.log_error(title=f"{type(error).__name__}: {error}"[:140], message=trace)
	frappe.db.commit()


def _run_after_request_hooks(request: Request, response: Response) -> None:
	if not getattr(frappe.local, "initialised", False):
		return
	try:
		for hook in frappe.get_hooks("after_request"):
			frappe.call(hook, response=response, request=request)
	except Exception:
		frappe.logger().error("Failed to run after request hook", exc_info=True)


def process_response(response: Response) -> None:
	"""Headers of every response, and the cookies where no cache may keep them."""
	response.headers.setdefault("Cache-Control", NO_CACHE)
	response.headers.update(getattr(frappe.local, "response_headers", {}))
	cookies = getattr(frappe.local, "cookie_manager", None)
	if cookies and "public" not in response.headers["Cache-Control"]:
		cookies.flush_cookies(response)
