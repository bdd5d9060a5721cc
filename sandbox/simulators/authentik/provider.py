"""The OAuth2 provider below `/application/o/`, with a tiny sign-in page before it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from base64 import b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from .answer import Refused, json_response
from .directory import Directory, User
from .pages import error_page, sign_in_page

COOKIE = "authentik_session"
LOGIN = "/if/flow/login/"
CODE_SECONDS = 60


@dataclass(frozen=True)
class Code:
	"""An authorization code: whose, for whom, and what must be shown to use it."""

	user: int
	redirect_uri: str
	scope: str
	challenge: str
	made_at: float


class Provider:
	"""Answers the browser and the client. Codes work once."""

	def __init__(self, directory: Directory) -> None:
		self._directory = directory
		self._sessions: dict[str, int] = {}
		self._codes: dict[str, Code] = {}
		self._tokens: dict[str, Code] = {}

	def answer(self, request: Request) -> Response:
		"""The answer to a request of a browser or of the client."""
		handle = {
			("GET", LOGIN): self._show_sign_in,
			("POST", LOGIN): self._sign_in,
			("GET", "/application/o/authorize/"): self._authorize,
			("POST", "/application/o/token/"): self._token,
			("GET", "/application/o/userinfo/"): self._userinfo,
		}.get((request.method, request.path))
		if handle is None:
			return error_page("Not Found", 404)
		try:
			with self._directory.lock:
				return handle(request)
		except Refused as refusal:
			return refusal.response

	def _authorize(self, request: Request) -> Response:
		told = request.args
		redirect_uri = told.get("redirect_uri", "")
		if told.get("client_id") != self._directory.client.id:
			return error_page("Client ID Error: The client identifier (client_id) is missing or invalid.")
		if not self._directory.client.accepts(redirect_uri):
			return error_page(
				"Redirect URI Error: The request fails due to a missing, invalid, or mismatching URI."
			)
		if told.get("response_type") != "code":
			answer = {"error": "unsupported_response_type", "state": told.get("state", "")}
			return redirect(f"{redirect_uri}?{urlencode(answer)}")
		user = self._signed_in(request)
		if user is None:
			return redirect(f"{LOGIN}?{urlencode({'next': request.full_path})}")
		code = secrets.token_hex(20)
		self._codes[code] = Code(
			user.pk, redirect_uri, told.get("scope", ""), told.get("code_challenge", ""), time.monotonic()
		)
		return redirect(f"{redirect_uri}?{urlencode({'code': code, 'state': told.get('state', '')})}")

	def _signed_in(self, request: Request) -> User | None:
		user = self._directory.users.get(self._sessions.get(request.cookies.get(COOKIE, ""), 0))
		return user if user and user.is_active else None

	def _show_sign_in(self, request: Request) -> Response:
		return sign_in_page(self._directory, request.args.get("next", ""))

	def _sign_in(self, request: Request) -> Response:
		onwards = request.form.get("next", "")
		user = self._directory.named(request.form.get("uid_field", ""))
		password = request.form.get("password", "")
		if not (user and user.is_active and user.password and hmac.compare_digest(user.password, password)):
			return sign_in_page(self._directory, onwards, "Invalid password")
		user.last_login = datetime.now(UTC)
		answer = redirect(onwards if onwards.startswith("/application/o/") else LOGIN)
		session = secrets.token_hex(16)
		self._sessions[session] = user.pk
		answer.set_cookie(COOKIE, session, httponly=True, samesite="Lax")
		return answer

	def _token(self, request: Request) -> Response:
		self._check_client(request)
		if request.form.get("grant_type") != "authorization_code":
			raise Refused(400, error="unsupported_grant_type")
		code = self._codes.pop(request.form.get("code", ""), None)
		if code is None or not self._may_use(code, request):
			raise Refused(
				400, error="invalid_grant", error_description="The provided authorization grant is invalid"
			)
		token = secrets.token_urlsafe(24)
		self._tokens[token] = code
		return json_response({"access_token": token, "token_type": "Bearer", "expires_in": 300})

	def _check_client(self, request: Request) -> None:
		"""By the form or by HTTP Basic, as Authentik takes either."""
		told = request.form.get("client_id", ""), request.form.get("client_secret", "")
		kind, _space, basic = request.headers.get("Authorization", "").partition(" ")
		if kind.lower() == "basic":
			try:
				name, _colon, secret = b64decode(basic).decode().partition(":")
			except (NotBase64, UnicodeDecodeError):
				name = secret = ""
			told = name, secret
		if told != (self._directory.client.id, self._directory.client.secret):
			words = "Client authentication failed (e.g., unknown client)"
			raise Refused(400, error="invalid_client", error_description=words)

	@staticmethod
	def _may_use(code: Code, request: Request) -> bool:
		"""As RFC 7636: a code asked for with a challenge needs its verifier, one without may not have any."""
		verifier = request.form.get("code_verifier", "")
		shown = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
		is_fresh = time.monotonic() - code.made_at < CODE_SECONDS
		is_same_place = request.form.get("redirect_uri") == code.redirect_uri
		return is_fresh and is_same_place and code.challenge == (shown if verifier else "")

	def _userinfo(self, request: Request) -> Response:
		token = request.headers.get("Authorization", "").removeprefix("Bearer ")
		grant = self._tokens.get(token)
		user = grant and self._directory.users.get(grant.user)
		if not (grant and user):
			raise Refused(401, error="invalid_token")
		return json_response(_claims(user, grant.scope.split()))


def _claims(user: User, scopes: list[str]) -> dict[str, Any]:
	claims: dict[str, Any] = {"sub": user.uid}
	if "email" in scopes:
		claims["email"] = user.email
		if user.email_verified is not None:
			claims["email_verified"] = user.email_verified
	if "profile" in scopes:
		claims |= {"name": user.name, "given_name": user.name, "preferred_username": user.username}
		claims["groups"] = list(user.groups)
	return claims
