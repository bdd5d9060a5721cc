"""Signing in through Authentik: OpenID Connect's authorization code flow with PKCE (RFC 6749, RFC 7636)."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from typing import Any
from urllib.parse import urlencode

import requests

from .errors import AuthentikError
from .models import Client, Config, Person
from .transport import Transport, object_of

# Authentik tells the groups with `profile`, newer ones also with `groups`; a scope it does not know it passes over.
SCOPE = "openid profile email groups"
AUTHORIZE = "/application/o/authorize/"
TOKEN = "/application/o/token/"
USERINFO = "/application/o/userinfo/"


class SignIn:
	"""The way in for one client. The steps in their order: `address`, then `person` with the code it came back with."""

	def __init__(self, config: Config, client: Client, session: requests.Session | None = None) -> None:
		self._transport = Transport(config, session)
		self._client = client

	def address(self, redirect_uri: str, state: str, verifier: str) -> str:
		"""Where to send the browser; it comes back to `redirect_uri` with `code` and `state`."""
		parameters = {
			"client_id": self._client.id,
			"response_type": "code",
			"redirect_uri": redirect_uri,
			"scope": SCOPE,
			"state": state,
			"code_challenge": challenge(verifier),
			"code_challenge_method": "S256",
		}
		return f"{self._transport.config.base_url.rstrip('/')}{AUTHORIZE}?{urlencode(parameters)}"

	def person(self, code: str, redirect_uri: str, verifier: str) -> Person:
		"""Who came back with this code. Raises AuthentikError, also when the code is old, used or not ours."""
		form = {
			"grant_type": "authorization_code",
			"code": code,
			"redirect_uri": redirect_uri,
			"code_verifier": verifier,
			"client_id": self._client.id,
			"client_secret": self._client.secret,
		}
		token = object_of(self._transport.call("POST", TOKEN, data=form), "access_token")["access_token"]
		headers = {"Authorization": f"Bearer {token}"}
		return _person(self._transport.call("GET", USERINFO, headers=headers))


def challenge(verifier: str) -> str:
	"""What is shown first of a secret that is told later: its SHA-256, in base64 for addresses."""
	return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _person(content: Any) -> Person:
	told = object_of(content, "sub")
	if not isinstance(told["sub"], str) or not told["sub"]:
		# Whoever comes without one would be taken for everybody else who did.
		raise AuthentikError("The answer is not Authentik's: it names nobody.", "server_error")
	first, _space, last = str(told.get("name") or "").partition(" ")
	groups, verified = told.get("groups"), told.get("email_verified")
	return Person(
		sub=told["sub"],
		email=str(told.get("email") or "").strip().lower(),
		email_verified=None if verified is None else verified is True,
		groups=tuple(map(str, groups)) if isinstance(groups, list) else None,
		first_name=str(told.get("given_name") or first),
		last_name=str(told.get("family_name") or last),
	)
