"""The base of the tests that deliver webhooks, over HTTP as outside systems do."""

from collections.abc import Callable
from unittest.mock import patch

import frappe
from frappe.utils.password import remove_encrypted_password, set_encrypted_password

from gigafibre_fsm.tests.http_case import HTTPTestCase
from gigafibre_fsm.tests.webhook_senders import PUBLIC_URL, SECRETS, SWITCHES, Request

EVENTS = "Webhook Event"
KEPT = (*SWITCHES, "public_url", "twilio_account_sid")
EFFECT = "effect of "
# What the handler below does after its effect; a test may make it fail or look around.
afterwards: list[Callable[[], object]] = []


class WebhookTestCase(HTTPTestCase):
	"""Every provider is on and has its test secret; no job is started; events and settings are put back at the end."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		settings = frappe.get_doc("FSM Settings")
		secrets = {name: settings.get_password(name, raise_exception=False) or "" for name in SECRETS}
		cls.addClassCleanup(_put_back, {name: settings.get(name) for name in KEPT}, secrets)
		switch_on()

	def setUp(self):
		super().setUp()
		self.others = _names()
		self.addCleanup(_forget_events, self.others)
		start = patch("gigafibre_fsm.webhooks.queue.start")
		self.started = start.start()
		self.addCleanup(start.stop)

	def deliver(self, request: Request, method: str = "POST"):
		return self.ask(method, request.path, data=request.body, headers=request.headers)

	def events(self, **filters: str) -> list:
		"""Return the events this test has brought; a site may hold others."""
		filters["name"] = ("in", sorted(_names() - self.others) or [""])
		fields = ["name", "status", "attempts", "event_type", "payload", "error", "next_attempt_on"]
		return frappe.get_all(EVENTS, filters=filters, fields=fields, order_by="creation asc, name asc")

	def event(self, **filters: str):
		[found] = self.events(**filters)
		return frappe.get_doc(EVENTS, found.name)


def handler(event) -> None:
	"""A handler with an effect that can be counted."""
	frappe.get_doc(doctype="ToDo", description=EFFECT + event.name).insert(ignore_permissions=True)
	for action in afterwards:
		action()


def switch_on() -> None:
	"""Enable every provider, with the secrets the senders sign with, and commit."""
	set_settings(
		**dict.fromkeys(SWITCHES, 1), **SECRETS, public_url=PUBLIC_URL, twilio_account_sid="AC" + "0" * 32
	)


def set_settings(**values: object) -> None:
	"""Change FSM Settings for every connection."""
	settings = frappe.get_doc("FSM Settings")
	settings.update(values)
	settings.save()
	frappe.db.commit()


def _put_back(before: dict, secrets: dict) -> None:
	frappe.db.rollback()
	for name, secret in secrets.items():
		if secret:
			set_encrypted_password("FSM Settings", "FSM Settings", secret, name)
		else:
			remove_encrypted_password("FSM Settings", "FSM Settings", name)
	shown = {name: "*" * len(secret) for name, secret in secrets.items()}
	frappe.db.set_single_value("FSM Settings", {**before, **shown})
	frappe.db.commit()
	frappe.clear_document_cache("FSM Settings", "FSM Settings")


def _forget_events(known: set[str]) -> None:
	frappe.db.rollback()
	new = _names() - known
	if new:
		frappe.db.delete(EVENTS, {"name": ("in", sorted(new))})
		frappe.db.commit()


def _names() -> set[str]:
	return set(frappe.get_all(EVENTS, pluck="name", order_by="name"))
