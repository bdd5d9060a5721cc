"""Who is asking: session cookie, login form, API key; and the CSRF token of those who have a session."""

import base64
import binascii
import hmac
from typing import Any

import frappe
import frappe.utils
from frappe import _
from frappe._cookies import CookieManager, clear_cookies
from frappe.login_attempts import find_by_credentials, get_login_attempt_tracker
from frappe.sessions import Session, clear_sessions, delete_session
from frappe.translate import get_language
from frappe.utils.password import get_decrypted_password

SAFE_HTTP_METHODS = frozenset(("GET", "HEAD", "OPTIONS"))
UNSAFE_HTTP_METHODS = frozenset(("POST", "PUT", "DELETE", "PATCH"))
MAX_PASSWORD_SIZE = 512


class HTTPRequest:
	"""Read the request's address, cookies, session, language and token, in this order."""

	def __init__(self) -> None:
		self.set_request_ip()
		frappe.local.cookie_manager = CookieManager()
		frappe.local.login_manager = LoginManager()
		frappe.local.lang = get_language()
		self.validate_csrf_token()
		frappe.local.cookie_manager.init_cookies()

	def set_request_ip(self) -> None:
		"""The client's address, as the proxy tells it or as the socket knows it."""
		forwarded = frappe.get_request_header("X-Forwarded-For") or ""
		remote = frappe.get_request_header("REMOTE_ADDR") or frappe.local.request.remote_addr
		frappe.local.request_ip = forwarded.split(",", 1)[0].strip() if forwarded else remote or "127.0.0.1"

	def validate_csrf_token(self) -> None:
		"""Raises CSRFTokenError (400) when a session changes something without its token."""
		if frappe.local.request.method not in UNSAFE_HTTP_METHODS or frappe.conf.ignore_csrf:
			return
		expected = frappe.session.data.csrf_token
		if not expected:
			return
		sent = frappe.get_request_header("X-Frappe-CSRF-Token") or frappe.form_dict.pop("csrf_token", None)
		if sent != expected:
			frappe.local.flags.disable_traceback = True
			frappe.throw(_("Invalid Request"), frappe.CSRFTokenError)


class LoginManager:
	"""Log in from the form, or resume the session of the cookie."""

	def __init__(self) -> None:
		self.user: str | None = None
		self.info: Any = None
		self.full_name: str | None = None
		self.user_type: str | None = None
		if frappe.local.request.path == "/api/method/login":
			self.resume = False
			self.login()
			return
		self.resume = True
		try:
			self.make_session(resume=True)
			self.get_user_info()
			self.set_user_info(resume=True)
		except (AttributeError, frappe.DoesNotExistError):
			self.login_as_guest()

	def login(self) -> None:
		"""Log in with `usr` and `pwd` of the form. Raises AuthenticationError (401)."""
		self.run_trigger("before_login")
		if frappe.get_system_settings("disable_user_pass_login"):
			frappe.throw(_("Login with username and password is not allowed."), frappe.AuthenticationError)
		self.authenticate()
		frappe.form_dict.pop("pwd", None)
		self.post_login()

	def post_login(self, session_end: str | None = None, audit_user: str | None = None) -> None:
		"""After the password: hooks, session, cookies."""
		self.run_trigger("on_login")
		self.get_user_info()
		self.make_session(session_end=session_end, audit_user=audit_user)
		self.set_user_info()

	def authenticate(self, user: str | None = None, pwd: str | None = None) -> None:
		"""Check the password. Raises AuthenticationError; SecurityException once locked out."""
		user, pwd = user or frappe.form_dict.get("usr"), pwd or frappe.form_dict.get("pwd")
		if not (user and pwd):
			self.fail(_("Incomplete login details"), user=user)
		if len(pwd) > MAX_PASSWORD_SIZE:
			self.fail(_("Password size exceeded the maximum allowed size"), user=user)
		found = find_by_credentials(user, pwd)
		keys = [frappe.local.request_ip] + ([found.name] if found else [])
		trackers = [get_login_attempt_tracker(key) for key in keys]
		problem = self._problem(found)
		for tracker in trackers:
			tracker.add_failure_attempt() if problem else tracker.add_success_attempt()
		if problem:
			self.fail(problem, user=user)
		self.user = found.name

	@staticmethod
	def _problem(found: Any) -> str | None:
		if not found or not found.is_authenticated:
			return "Invalid login credentials"
		if found.name != "Administrator" and not found.enabled:
			return "User disabled or missing"
		return None

	def fail(self, message: str, user: str | None = None) -> None:
		"""Refuse the login with this message."""
		frappe.local.response["message"] = message
		frappe.db.commit()
		raise frappe.AuthenticationError

	def get_user_info(self) -> None:
		"""Read the user's type and names. Raises DoesNotExistError."""
		fields = ["user_type", "first_name", "last_name", "user_image"]
		self.info = frappe.db.get_value("User", self.user, fields, as_dict=True)
		if self.info is None:
			frappe.throw(_("User does not exist"), frappe.DoesNotExistError)
		self.user_type = self.info.user_type

	def set_user_info(self, resume: bool = False) -> None:
		"""Cookies about the user, and what the login form is told."""
		cookies, info = frappe.local.cookie_manager, self.info
		cookies.init_cookies()
		self.full_name = " ".join(filter(None, [info.first_name, info.last_name]))
		is_system_user = info.user_type == "System User"
		if not resume:
			self._tell(is_system_user)
		values = {
			"system_user": "yes" if is_system_user else "no",
			"full_name": self.full_name,
			"user_id": self.user,
			"user_image": info.user_image or "",
			"user_lang": frappe.local.lang,
		}
		for key, value in values.items():
			cookies.set_cookie(key, value, deduplicate=True)

	def _tell(self, is_system_user: bool) -> None:
		from frappe.website.utils import get_default_path

		frappe.local.response.update(
			message="Logged In" if is_system_user else "No App",
			home_page=get_default_path(),
			full_name=self.full_name,
		)

	def make_session(
		self, resume: bool = False, session_end: str | None = None, audit_user: str | None = None
	) -> None:
		"""Start or resume the session and make it the request's."""
		frappe.local.session_obj = Session(
			user=self.user,
			resume=resume,
			full_name=self.full_name,
			user_type=self.user_type,
			session_end=session_end,
			audit_user=audit_user,
		)
		self.user = frappe.local.session_obj.user
		frappe.local.session = frappe.local.session_obj.data
		frappe.local.user = self.user
		if not resume:
			self.run_trigger("on_session_creation")

	def login_as_guest(self) -> None:
		"""Go on as Guest."""
		self.login_as("Guest")

	def login_as(self, user: str, session_end: str | None = None, audit_user: str | None = None) -> None:
		"""Go on as this user, without a password; until `session_end` (ISO 8601, UTC) when given."""
		self.user = user
		self.post_login(session_end, audit_user)

	def logout(self, arg: str = "", user: str | None = None) -> None:
		"""End this session; for another user, all of theirs."""
		user = user or frappe.session.user
		self.run_trigger("on_logout")
		if user != frappe.session.user:
			clear_sessions(user)
			return
		delete_session(frappe.session.sid, user=user, reason="User Manually Logged Out")
		clear_cookies()
		self.login_as_guest()

	def clear_cookies(self) -> None:
		"""Forget the user in the browser."""
		clear_cookies()

	def run_trigger(self, event: str = "on_login") -> None:
		"""Call the hooks of a login event with `login_manager`."""
		for method in frappe.get_hooks(event):
			frappe.call(frappe.get_attr(method), login_manager=self)


@frappe.whitelist()
def get_logged_user() -> str:
	"""The user of the session."""
	return frappe.session.user


def validate_auth() -> None:
	"""Take the user from the Authorization header, then ask the hooks. Raises AuthenticationError when it names nobody.

	A `Bearer` is a token of Frappe's own OAuth server; the sandbox has issued none, so it names nobody.
	"""
	header = (frappe.get_request_header("Authorization") or "").split(" ")
	if len(header) == 2:
		validate_auth_via_api_keys(header)
	for hook in frappe.get_hooks("auth_hooks"):
		frappe.get_attr(hook)()
	if len(header) == 2 and frappe.session.user in ("", "Guest"):
		raise frappe.AuthenticationError


def validate_auth_via_api_keys(authorization_header: list[str]) -> None:
	"""`token key:secret` or `basic base64(key:secret)`; what is neither names nobody."""
	kind, token = authorization_header
	if kind.lower() not in ("token", "basic"):
		return
	try:
		text = base64.b64decode(token).decode() if kind.lower() == "basic" else token
		key, secret = text.split(":")
	except binascii.Error:
		frappe.throw(
			_("Failed to decode token, please provide a valid base64-encoded token."),
			frappe.InvalidAuthorizationToken,
		)
	except ValueError:
		return
	validate_api_key_secret(key, secret)


def validate_api_key_secret(api_key: str, api_secret: str) -> None:
	"""Become the user of this key. Raises AuthenticationError."""
	user = api_key and frappe.db.get_value("User", {"api_key": api_key, "enabled": 1})
	stored = user and get_decrypted_password("User", user, fieldname="api_secret", raise_exception=False)
	if not stored or not hmac.compare_digest(api_secret.encode(), stored.encode()):
		raise frappe.AuthenticationError
	if frappe.local.login_manager.user in ("", "Guest"):
		form = frappe.local.form_dict
		frappe.set_user(user)
		frappe.local.form_dict = form
