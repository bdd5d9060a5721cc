"""Who may call a whitelisted method: declared once, in its decorator, and checked before its first line."""

import functools
from collections.abc import Callable

import frappe

# Dotted path → roles of every method of the app, for the walk that tries each as everyone.
AUDIENCES: dict[str, tuple[str, ...]] = {}


def endpoint(
	*, roles: tuple[str, ...], methods: tuple[str, ...] = ("GET",)
) -> Callable[[Callable], Callable]:
	"""Whitelist a function for these roles (and Administrator) and HTTP methods; others get PermissionError."""

	def decorate(function: Callable) -> Callable:
		@functools.wraps(function)
		def guarded(*args, **kwargs):
			frappe.only_for(roles, message=True)
			return function(*args, **kwargs)

		AUDIENCES[f"{function.__module__}.{function.__name__}"] = roles
		return frappe.whitelist(methods=list(methods))(guarded)

	return decorate
