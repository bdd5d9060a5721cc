"""Small tools around the site: callbacks of a transaction, paths, batches, test requests."""

import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import frappe


class CallbackManager:
	"""Calls to make later, once, in the order they were added (`frappe.db.after_commit`…)."""

	__slots__ = ("_functions",)

	def __init__(self) -> None:
		self._functions: deque[Callable[[], Any]] = deque()

	def add(self, func: Callable[[], Any]) -> None:
		"""Remember a call."""
		self._functions.append(func)

	__call__ = add

	def run(self) -> None:
		"""Make the calls, those added meanwhile included."""
		while self._functions:
			self._functions.popleft()()

	def reset(self) -> None:
		"""Forget them."""
		self._functions.clear()


def get_traceback(with_context: bool = False) -> str:
	"""The exception being handled, as text; empty when there is none."""
	text = traceback.format_exc()
	return "" if text.startswith("NoneType: None") else text


def get_table_name(table_name: str, wrap_in_backticks: bool = False) -> str:
	"""`tabCustomer` for Customer; names with two underscores are tables already."""
	name = table_name if table_name.startswith("__") else f"tab{table_name}"
	return f"`{name}`" if wrap_in_backticks else name


def create_batch(iterable: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
	"""Slices of at most `size`."""
	for start in range(0, len(iterable), size):
		yield iterable[start : start + size]


def get_site_path(*path: str) -> str:
	"""A path inside the site's folder."""
	return frappe.get_site_path(*path)


def get_files_path(*path: str, is_private: int | bool = 0) -> str:
	"""A path inside the site's public or private files."""
	return frappe.get_site_path("private" if is_private else "public", "files", *path)


def set_request(**kwargs: Any) -> None:
	"""Put a made-up request in place (arguments of Werkzeug's EnvironBuilder)."""
	from werkzeug.test import EnvironBuilder
	from werkzeug.wrappers import Request

	frappe.local.request = Request(EnvironBuilder(**kwargs).get_environ())


def get_test_client(use_cookies: bool = True) -> Any:
	"""A Werkzeug client that talks to the application in this process."""
	from werkzeug.test import Client

	from frappe.app import application

	return Client(application, use_cookies=use_cookies)
