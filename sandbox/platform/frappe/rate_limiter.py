"""`@rate_limit`: so many calls of an endpoint in so many seconds, by address, by a form value, or by both."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import frappe
from frappe import _


def rate_limit(
	key: str | None = None,
	limit: int | Callable[[], int] = 5,
	seconds: int | Callable[[], int] = 24 * 60 * 60,
	methods: str | list[str] = "ALL",
	ip_based: bool = True,
) -> Callable:
	"""Refuse the call after `limit` of them within `seconds` (RateLimitExceededError, 429).

	`key` names a form value that identifies the caller. Outside a request nothing is counted.
	"""

	def decorator(fn: Callable) -> Callable:
		@wraps(fn)
		def wrapper(*args: Any, **kwargs: Any) -> Any:
			if _counts(methods):
				_count(_identity(key, ip_based), limit, seconds)
			return fn(*args, **kwargs)

		return wrapper

	return decorator


def _counts(methods: str | list[str]) -> bool:
	request = getattr(frappe.local, "request", None)
	return bool(request) and (methods == "ALL" or request.method.upper() in methods)


def _identity(key: str | None, ip_based: bool) -> str:
	parts = [frappe.local.request_ip if ip_based else None, frappe.form_dict.get(key, "") if key else None]
	identity = ":".join(str(part) for part in parts if part)
	if not identity:
		frappe.throw(_("Either key or IP flag is required."))
	return identity


def _count(identity: str, limit: int | Callable[[], int], seconds: int | Callable[[], int]) -> None:
	window = seconds() if callable(seconds) else seconds
	cache_key = frappe.cache.make_key(f"rl:{frappe.form_dict.cmd}:{identity}:{window}")
	if not frappe.cache.get(cache_key):
		frappe.cache.setex(cache_key, window, 0)
	if frappe.cache.incrby(cache_key, 1) > (limit() if callable(limit) else limit):
		frappe.throw(
			_("You hit the rate limit because of too many requests. Please try after sometime."),
			frappe.RateLimitExceededError,
		)
