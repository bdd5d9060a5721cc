"""Signed tokens as plain data: JWT with HS256 and nothing else, the key named in the header. No frappe.

`read` is given whatever a stranger wrote. It returns the claims of a token we signed, or raises TokenError.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jwt

ALGORITHM = "HS256"
CLAIMS = ("aud", "exp", "jti", "sub")

# Ours have 230 characters, with the longest of names 1,200; longer or otherwise shaped ones are not looked into.
MOST_CHARACTERS = 2000
SHAPE = re.compile(r"[\w-]+\.[\w-]+\.[\w-]{43}", re.ASCII)
KEY_ID = re.compile(r"[\w-]{1,140}", re.ASCII)


class TokenError(ValueError):
	"""Not a token we signed for this purpose."""


class TokenExpiredError(TokenError):
	"""We signed it, and its time is over."""


@dataclass(frozen=True, slots=True)
class Key:
	"""What tokens are signed with, under the id their header names."""

	id: str
	secret: str


@dataclass(frozen=True, slots=True)
class Claims:
	"""What a token says: what it is for, its own id, whom it is about, and until when (seconds since 1970)."""

	purpose: str
	id: str
	subject: str
	expires: int


def sign(key: Key, claims: Claims) -> str:
	"""Return the token that says this."""
	said = {"aud": claims.purpose, "jti": claims.id, "sub": claims.subject, "exp": claims.expires}
	return jwt.encode(said, key.secret, algorithm=ALGORITHM, headers={"kid": key.id})


def read(token: object, purpose: str, secret_of: Callable[[str], str | None]) -> Claims:
	"""Return what the token says. `secret_of` gives the secret of a key id, None for one that is not (or no more) ours.

	Raises TokenExpiredError, and TokenError for everything else.
	"""
	if not isinstance(token, str) or len(token) > MOST_CHARACTERS or not SHAPE.fullmatch(token):
		raise TokenError("not shaped like one of our tokens")
	try:
		_require_canonical_signature(token)
		said = _verified(token, purpose, secret_of)
	except jwt.ExpiredSignatureError as error:
		raise TokenExpiredError(str(error)) from error
	except (jwt.PyJWTError, ValueError, RecursionError) as error:
		raise TokenError(str(error)) from error
	return Claims(said["aud"], said["jti"], said["sub"], int(said["exp"]))


def _verified(token: str, purpose: str, secret_of: Callable[[str], str | None]) -> dict[str, Any]:
	key_id = jwt.get_unverified_header(token).get("kid")
	secret = secret_of(key_id) if isinstance(key_id, str) and KEY_ID.fullmatch(key_id) else None
	if not secret:
		raise TokenError("signed with no key of ours")
	return jwt.decode(
		token,
		secret,
		algorithms=[ALGORITHM],
		audience=purpose,
		options={"require": list(CLAIMS), "strict_aud": True},
	)


def _require_canonical_signature(token: str) -> None:
	"""43 characters hold two bits more than 32 bytes: without this, four spellings of a signature would do."""
	signature = token.rpartition(".")[2].encode()
	if jwt.utils.base64url_encode(jwt.utils.base64url_decode(signature)) != signature:
		raise TokenError("the signature is not written as we write it")
