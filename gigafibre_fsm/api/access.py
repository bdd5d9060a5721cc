"""Who may call a whitelisted method: declared once, in its decorator, and checked before its first line."""

import functools
from collections.abc import Callable
from dataclasses import dataclass

import frappe
from frappe import _

from gigafibre_fsm import identity
from gigafibre_fsm.caller import caller
from gigafibre_fsm.permissions import require_customer
from gigafibre_fsm.rate import Limit, count


@dataclass(frozen=True, slots=True)
class Audience:
	"""Who a method is for; exactly one of these is set."""

	roles: tuple[str, ...] = ()
	# Anybody, so often from one address.
	guest: Limit | None = None
	# A signed-in customer; the method is about what is theirs.
	customer: bool = False
	# An outside system: its signature over the raw body is the guard, checked by the webhook intake.
	signed_by: str = ""
	# Whoever holds a token made for this purpose, in the argument `token`.
	token: str = ""


# Dotted path → audience of every method of the app, for the walk that tries each as everyone.
AUDIENCES: dict[str, Audience] = {}


def endpoint(
	*,
	roles: tuple[str, ...] = (),
	guest: Limit | None = None,
	customer: bool = False,
	signed_by: str = "",
	token: str = "",
	methods: tuple[str, ...] = ("GET",),
) -> Callable[[Callable], Callable]:
	"""Whitelist a function for one audience and these HTTP methods; others get PermissionError before its first line.

	Raises ValueError, when the module is loaded, unless exactly one audience is named.
	"""
	if sum(map(bool, (roles, guest, customer, signed_by, token))) != 1:
		raise ValueError("name exactly one audience: roles, guest, customer, signed_by or token")
	audience = Audience(roles, guest, customer, signed_by, token)

	def decorate(function: Callable) -> Callable:
		@functools.wraps(function)
		def guarded(*args, **kwargs):
			_require(audience, kwargs)
			return function(*args, **kwargs)

		AUDIENCES[f"{function.__module__}.{function.__name__}"] = audience
		limited = _limited(guarded, audience)
		is_open = not (roles or customer)
		return frappe.whitelist(methods=list(methods), allow_guest=is_open)(limited)

	return decorate


# What a token opens is asked by people's devices: far more than they do, far less than guessing would need.
TOKEN_LIMIT = Limit(120, 60)


def _limited(function: Callable, audience: Audience) -> Callable:
	limit = audience.guest or (TOKEN_LIMIT if audience.token else None)
	if not limit:
		return function

	@functools.wraps(function)
	def counted(*args, **kwargs):
		_count(limit, f"{function.__module__}.{function.__name__}")
		return function(*args, **kwargs)

	return counted


def _count(limit: Limit, path: str) -> None:
	"""Count a call for whoever makes it; outside a request nothing is counted. Raises RateLimitExceededError (429)."""
	who = caller()
	if who and (wait := count(limit, f"call_{path}", who)):
		sentence = _("Too many requests came from your network. Try again in {0} minutes.")
		frappe.throw(sentence.format(-(-wait // 60)), frappe.RateLimitExceededError)


def _require(audience: Audience, arguments: dict) -> None:
	if audience.roles:
		frappe.only_for(audience.roles, message=True)
	if audience.customer:
		require_customer()
	if audience.token:
		identity.require(arguments.get("token"), audience.token)
