"""Remember what a function returned: for the request, for the process, or in the site's cache."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

import frappe

_site_values: dict[Callable[..., Any], dict[Any, tuple[float, Any]]] = {}


def _key(args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, ...]:
	return (args, frozenset(kwargs.items()))


def request_cache(func: Callable[..., Any]) -> Callable[..., Any]:
	"""Call once a request for the same arguments."""

	@wraps(func)
	def remembered(*args: Any, **kwargs: Any) -> Any:
		cache = getattr(frappe.local, "request_cache", None)
		try:
			key = (func, _key(args, kwargs))
			hash(key)
		except TypeError:
			cache = None
		if cache is None:
			return func(*args, **kwargs)
		if key not in cache:
			cache[key] = func(*args, **kwargs)
		return cache[key]

	return remembered


def site_cache(ttl: Any = None, maxsize: int | None = None) -> Callable[..., Any]:
	"""Remember in this process, per site, for `ttl` seconds (for ever when None), at most `maxsize` values."""
	if callable(ttl):
		return _site_cached(ttl, None, maxsize)
	return lambda func: _site_cached(func, ttl, maxsize)


def _site_cached(func: Callable[..., Any], ttl: float | None, maxsize: int | None) -> Callable[..., Any]:
	values = _site_values.setdefault(func, {})

	@wraps(func)
	def remembered(*args: Any, **kwargs: Any) -> Any:
		site = getattr(frappe.local, "site", None)
		if not site:
			return func(*args, **kwargs)
		key = (site, _key(args, kwargs))
		until, value = values.get(key, (0.0, None))
		if until > time.monotonic():
			return value
		if maxsize and len(values) >= maxsize:
			values.pop(next(iter(values)), None)
		value = func(*args, **kwargs)
		values[key] = (time.monotonic() + ttl if ttl else float("inf"), value)
		return value

	remembered.clear_cache = values.clear  # type: ignore[attr-defined]
	return remembered


def redis_cache(ttl: Any = 3600, user: Any = None, shared: bool = False) -> Callable[..., Any]:
	"""Remember in `frappe.cache`, where every process of the site sees it."""
	if callable(ttl):
		return _cached(ttl, 3600, user, shared)
	return lambda func: _cached(func, ttl, user, shared)


def _cached(func: Callable[..., Any], ttl: int | None, user: Any, shared: bool) -> Callable[..., Any]:
	prefix = f"{func.__module__}.{func.__qualname__}"
	place = {"user": user, "shared": shared}

	@wraps(func)
	def remembered(*args: Any, **kwargs: Any) -> Any:
		key = f"{prefix}::{_key(args, kwargs)!r}"
		kept = frappe.cache.get_value(key, **place)
		if kept is not None:
			return kept["value"]
		value = func(*args, **kwargs)
		frappe.cache.set_value(key, {"value": value}, expires_in_sec=ttl, **place)
		return value

	remembered.clear_cache = lambda: frappe.cache.delete_keys(prefix, **place)  # type: ignore[attr-defined]
	return remembered
