"""The base of the tests that speak HTTP to the site under test."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any
from unittest.mock import patch

import frappe
from frappe.tests import IntegrationTestCase
from frappe.utils import get_test_client


class HTTPTestCase(IntegrationTestCase):
	"""Has a client with its own cookies. What a test made must be committed to be seen, and removed again."""

	def setUp(self):
		super().setUp()
		self.client = get_test_client()

	def ask(self, method: str, path: str, client: Any = None, **arguments: Any) -> Any:
		"""Answer to a request, made in a thread: the application lets go of its site, and would of ours."""
		frappe.db.commit()
		answers = []
		arguments["headers"] = {"Accept": "application/json", **arguments.get("headers", {})}
		speak = (client or self.client).open
		with serving_this_site():
			thread = Thread(target=lambda: answers.append(speak(path, method=method, **arguments)))
			thread.start()
			thread.join()
		frappe.db.rollback()
		return answers[0]

	def open_to_guests(self, function: Callable) -> str:
		"""Whitelist a function of a test for this test only; return its address."""
		module = sys.modules[function.__module__]
		opened = frappe.whitelist(allow_guest=True)(function)
		self.enterContext(patch.object(module, function.__name__, opened))
		for register in (frappe.whitelisted, frappe.guest_methods):
			self.addCleanup(register.discard, opened)
		return f"/api/method/{function.__module__}.{function.__name__}"

	def hook(self, event: str, function: Callable) -> None:
		"""Have Frappe call a function of a test for this event, beside what the apps want of it."""
		hooks_of_apps = frappe.get_hooks

		def get_hooks(hook: str | None = None, *arguments: Any, **keywords: Any) -> Any:
			found = hooks_of_apps(hook, *arguments, **keywords)
			return [*found, f"{function.__module__}.{function.__name__}"] if hook == event else found

		self.enterContext(patch("frappe.get_hooks", get_hooks))


@contextmanager
def serving_this_site() -> Iterator[None]:
	"""Frappe's application answers for the site under test, whatever host it is asked by."""
	site, folder = frappe.local.site, frappe.local.sites_path
	with patch("frappe.app._site", site), patch("frappe.app._sites_path", folder):
		yield


def remove_user(user: str) -> None:
	"""Remove a user who was committed, with their sessions."""
	frappe.db.rollback()
	frappe.db.delete("Sessions", {"user": user})
	frappe.delete_doc("User", user, force=True)
	frappe.db.commit()
