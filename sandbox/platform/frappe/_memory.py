"""What a process remembers of each site between requests: hooks, metas. Cleared by version, not by hope."""

import threading
from collections.abc import Callable
from typing import Any

import frappe

_sites: dict[str, dict[str, dict[Any, Any]]] = {}
_lock = threading.RLock()


def shelf(name: str) -> dict[Any, Any]:
	"""A dict of the present site that outlives the request; `name` says what is in it."""
	with _lock:
		return _sites.setdefault(frappe.local.site_path, {}).setdefault(name, {})


def remember(name: str, key: Any, make: Callable[[], Any]) -> Any:
	"""The value kept under `key` on the shelf, made on first use."""
	values = shelf(name)
	if key not in values:
		values[key] = make()
	return values[key]


def forget(name: str | None = None, key: Any = None) -> None:
	"""Drop one key of a shelf, a whole shelf, or everything about the present site."""
	with _lock:
		shelves = _sites.get(frappe.local.site_path, {})
		if name is None:
			shelves.clear()
		elif key is None:
			shelves.pop(name, None)
		else:
			shelves.get(name, {}).pop(key, None)
