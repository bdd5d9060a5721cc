"""People with a browser of their own, asking this site over Frappe's whole request path; several at once if need be."""

import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import frappe
from frappe.tests import IntegrationTestCase
from frappe.utils import get_test_client

from gigafibre_fsm.tests.http_case import serving_this_site

_numbers = itertools.count(1)


class Visitor:
	"""A browser: it keeps its cookies, and comes from an address of its own (limits count by address)."""

	def __init__(self) -> None:
		self.client = get_test_client()
		number = next(_numbers)
		self.headers = {
			"Accept": "application/json",
			"X-Forwarded-For": f"2001:db8:{frappe.generate_hash(length=4)}:{number:x}::1",
		}

	def get(self, path: str, **arguments: Any) -> Any:
		"""GET a page, as a browser asks for one, or a method."""
		accept = "application/json" if path.startswith("/api/") else "text/html"
		return self._ask("GET", path, {**self.headers, "Accept": accept}, arguments)

	def post(self, method: str, csrf_token: str = "", **values: Any) -> Any:
		"""POST to a whitelisted method of ours ("identity.enter") or of Frappe."""
		path = method if method.startswith("frappe.") else f"gigafibre_fsm.api.{method}"
		headers = {**self.headers, "X-Frappe-CSRF-Token": csrf_token}
		return self._ask("POST", f"/api/method/{path}", headers, {"data": values})

	def _ask(self, verb: str, path: str, headers: dict, arguments: dict) -> Any:
		return self.client.open(path, method=verb, headers=headers, **arguments)


class VisitedTestCase(IntegrationTestCase):
	"""Tests over HTTP: what they make is committed, so each removes it (`self.remove`)."""

	def setUp(self):
		super().setUp()
		frappe.set_user("Administrator")
		self.addCleanup(frappe.cache.delete_keys, "fsm_")

	def at_once(self, *actions: Callable[[], Any]) -> list[Any]:
		"""Do these at the same time, each in a thread (a request lets go of its site, and would of ours); the answers."""
		frappe.db.commit()
		with serving_this_site(), ThreadPoolExecutor(len(actions)) as pool:
			asked = [pool.submit(action) for action in actions]
		frappe.db.rollback()
		return [answer.result() for answer in asked]

	def do(self, action: Callable[[], Any]) -> Any:
		"""Do one thing; its answer."""
		return self.at_once(action)[0]

	def remove(self, doctype: str, name: str) -> None:
		"""Have a record deleted at the end of the test."""
		self.addCleanup(_remove, doctype, name)


def _remove(doctype: str, name: str) -> None:
	frappe.db.rollback()
	if doctype == "User":
		frappe.db.delete("Sessions", {"user": name})
	frappe.delete_doc(doctype, name, force=True, ignore_permissions=True, ignore_missing=True)
	frappe.db.commit()
