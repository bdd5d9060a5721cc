"""Sign-ins under way: each is bound to the browser that began it, ends after ten minutes and is used once.

Without this, somebody could make another person's browser sign in to an account that is not theirs (RFC 6749, 10.12).
"""

import hashlib
import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

import frappe
from frappe import _

from gigafibre_fsm.identity.staff_users import SignInRefused

COOKIE = "fsm_sign_in"
SECONDS = 600
LONGEST_PATH = 500


@dataclass(frozen=True, slots=True)
class Attempt:
	"""A sign-in under way: its secrets, and where the person wanted to go on this site (a path)."""

	state: str
	verifier: str
	path: str | None


def begin(redirect_to: str | None) -> Attempt:
	"""Remember a sign-in, and give the browser what will tell it from others; several may be under way in its tabs."""
	attempt = Attempt(secrets.token_urlsafe(24), secrets.token_urlsafe(48), own_path(redirect_to))
	browser = frappe.request.cookies.get(COOKIE) or secrets.token_urlsafe(24)
	frappe.local.cookie_manager.set_cookie(COOKIE, browser, max_age=SECONDS, httponly=True)
	kept = {"verifier": attempt.verifier, "path": attempt.path, "browser": _digest(browser)}
	frappe.cache.set_value(_key(attempt.state), kept, expires_in_sec=SECONDS)
	return attempt


def take(state: str) -> Attempt:
	"""Return the sign-in of this state, which is over with that. Raises SignInRefused unless this browser began it."""
	kept = frappe.cache.get_value(_key(state), expires=True)
	if not kept or not secrets.compare_digest(
		kept["browser"], _digest(frappe.request.cookies.get(COOKIE, ""))
	):
		raise SignInRefused(
			_("This sign-in was not begun in this browser, or took too long. Please try again.")
		)
	frappe.cache.delete_value(_key(state))
	return Attempt(state, kept["verifier"], kept["path"])


def own_path(address: str | None) -> str | None:
	"""Return the path of an address of this site, with its query; None for any other address."""
	if not address or len(address) > LONGEST_PATH or "\\" in address or not address.isprintable():
		return None
	try:
		parts = urlsplit(address)
	except ValueError:
		return None
	is_here = parts.netloc in ("", frappe.request.host) and parts.scheme in ("", "http", "https")
	if not is_here or not parts.path.startswith("/") or parts.path.startswith("//"):
		return None
	return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _key(state: str) -> str:
	return f"fsm_sign_in:{_digest(state)}"


def _digest(text: str) -> str:
	return hashlib.sha256(text.encode()).hexdigest()
