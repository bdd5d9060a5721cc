"""Signing in without a password: links and codes for customers, the technician's link of the day, and their keys."""

import secrets

import frappe

from gigafibre_fsm import identity
from gigafibre_fsm.api.access import Limit, endpoint
from gigafibre_fsm.collisions import begin_again

DEVICE_COOKIE = "gigafibre_device"
# Who asked for a code: kept as long as a code is good, and a little more.
ASKED_COOKIE = "gigafibre_asked"
ASKED_SECONDS = 1200
YEAR = 365 * 24 * 3600
DISPATCH = ("FSM Dispatcher", "FSM Manager")

# Many people may share one address on the internet: what a person needs, times an office. What a stranger leaves out is
# empty, and refused like anything else that is wrong: a missing argument would be an error in Frappe's log.
ASK = Limit(60, 3600)
TRY = Limit(120, 3600)


@endpoint(guest=ASK, methods=("POST",))
@identity.from_our_page
def request_link(address: str = "") -> dict:
	"""Send a link to a customer's address: `{sent, message, resend_in}`; 429 when it is too soon for another."""
	return identity.request_link(address)


@endpoint(guest=ASK, methods=("POST",))
@identity.from_our_page
def request_code(address: str = "", purpose: str = "customer") -> dict:
	"""Send a code to a customer's address: `{sent, message, resend_in}`; 429 when it is too soon for another."""
	browser = _secret_in(ASKED_COOKIE) or secrets.token_urlsafe(32)
	answer = identity.request_code(address, purpose, browser)
	_keep_secret(ASKED_COOKIE, browser, ASKED_SECONDS)
	return answer


@endpoint(guest=TRY, methods=("POST",))
@identity.from_our_page
@begin_again
def check_code(address: str = "", code: str = "", purpose: str = "customer") -> dict:
	"""Try a code, in the browser that asked for it: `{granted, choices: [{title, token}], message, tries_left}`.

	403 when it is wrong, 429 while somebody is guessing.
	"""
	return identity.check_code(address, purpose, code, _secret_in(ASKED_COOKIE))


@endpoint(guest=TRY, methods=("POST",))
@identity.from_our_page
def enter(token: str = "", instead: int = 0) -> dict:
	"""Sign a customer in with a link's token, once: `{home}`.

	409 with a question when somebody else is signed in in this browser, until it says `instead`.
	"""
	return identity.enter(token, bool(instead))


@endpoint(guest=TRY, methods=("POST",))
@identity.from_our_page
def enter_technician(token: str = "", instead: int = 0) -> dict:
	"""Sign a technician in with the link of the day, on the first device that opened it: `{home}`.

	409 with a question when somebody else is signed in in this browser, until it says `instead`.
	"""
	device = _secret_in(DEVICE_COOKIE) or secrets.token_urlsafe(32)
	entered = identity.enter_technician(token, device, bool(instead))
	_keep_secret(DEVICE_COOKIE, device, YEAR)
	return entered


@endpoint(roles=DISPATCH, methods=("POST",))
@begin_again
def send_technician_link(technician: str) -> dict:
	"""Send a technician the link of the day: `{address, expires_on}`."""
	return identity.send_technician_link(technician)


@endpoint(roles=DISPATCH, methods=("POST",))
@begin_again
def revoke_technician_links(technician: str) -> int:
	"""Withdraw a technician's links and end the sessions they opened; returns how many links there were."""
	return identity.revoke_technician_links(technician)


@endpoint(roles=("FSM Manager",), methods=("POST",))
@begin_again
def revoke(name: str) -> None:
	"""Withdraw an Access Token and end the sessions it opened."""
	identity.revoke(name)


@endpoint(roles=("System Manager",), methods=("POST",))
def rotate_key(at_once: int = 0) -> str:
	"""Sign with a new key; the old ones verify until the last link is over, or not at all with `at_once`."""
	return identity.rotate_key(bool(at_once))


def _secret_in(cookie: str) -> str:
	request = getattr(frappe.local, "request", None)
	return request.cookies.get(cookie, "") if request else ""


def _keep_secret(cookie: str, secret: str, seconds: int) -> None:
	frappe.local.cookie_manager.set_cookie(cookie, secret, httponly=True, samesite="Lax", max_age=seconds)
