"""Helpers of Frappe's own tests that apps use too."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import frappe


def whitelist_for_tests(**options: Any) -> Callable[..., Any]:
	"""As `frappe.whitelist`, for methods that answer only while tests run."""

	def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
		@wraps(function)
		def answer(*args: Any, **kwargs: Any) -> Any:
			if not (frappe.in_test or frappe.conf.allow_tests):
				frappe.throw("Test endpoints are only available when running in test mode")
			return function(*args, **kwargs)

		return frappe.whitelist(**options)(answer)

	return decorate
