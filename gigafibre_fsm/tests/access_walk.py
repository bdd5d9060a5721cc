"""The walk: every whitelisted method of the app, called by everybody, about their own records and about others'.

Calls go through Frappe's own dispatch (what is whitelisted, for guests, for this HTTP method) and are undone one by
one. What is observed is whether somebody gets in: a refusal is a refusal of permission, or the answer that a record
which exists does not. Whatever else a method answers, its door was open.
"""

import pkgutil
import string
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from unittest.mock import MagicMock, patch
from urllib.parse import urlencode

import frappe
import frappe.handler
import requests
from frappe.auth import CookieManager
from frappe.utils import set_request

import gigafibre_fsm
from gigafibre_fsm.api.access import AUDIENCES
from gigafibre_fsm.integrations.twilio import signature
from gigafibre_fsm.tests.access_examples import EXAMPLES, OF_CUSTOMER, PREFIX, TOKENS
from gigafibre_fsm.tests.webhook_senders import FORM, PUBLIC_URL, SECRETS, SENDERS, Request
from gigafibre_fsm.webhooks.refusals import WebhookRefused

REFUSALS = (frappe.PermissionError, frappe.AuthenticationError, frappe.DoesNotExistError, WebhookRefused)
OF_A_REQUEST = ("request", "form_dict", "response", "lang", "cookie_manager", "login_manager")
MISSING = object()
TESTS = ("gigafibre_fsm.tests.", "gigafibre_fsm.patches.")


@dataclass(frozen=True, slots=True)
class Caller:
	"""Somebody who calls: a user, the records they call about, and whether they can sign as an outside system."""

	user: str
	records: dict[str, str]
	can_sign: bool = False


def whitelisted_methods() -> set[str]:
	"""Return the dotted path of each whitelisted function of the app, methods of controllers included."""
	for module in pkgutil.walk_packages(gigafibre_fsm.__path__, f"{gigafibre_fsm.__name__}."):
		if not module.name.startswith(TESTS) and not module.name.rpartition(".")[2].startswith("test_"):
			import_module(module.name)
	ours = (method for method in frappe.whitelisted if method.__module__.startswith("gigafibre_fsm."))
	return {
		f"{method.__module__}.{method.__qualname__}"
		for method in ours
		if not method.__module__.startswith(TESTS)
	}


def is_about_one_customer(path: str) -> bool:
	"""Return whether the example names a record of a customer."""
	return not OF_CUSTOMER.isdisjoint(_names(path))


def asks_for_proof(path: str) -> bool:
	"""Return whether only a token or a signature opens the method."""
	return bool(AUDIENCES[path].signed_by) or not TOKENS.isdisjoint(_names(path))


def _names(path: str) -> set[str]:
	values = EXAMPLES[path.removeprefix(PREFIX)].values()
	return {name for value in values for _text, name, *_rest in string.Formatter().parse(value) if name}


def gets_in(path: str, caller: Caller, arguments: dict[str, str] | None = None) -> bool:
	"""Call a method, with its example unless told otherwise, and take back what it did; False when it refused."""
	with _undone(), _request(path, caller, arguments or example_for(path, caller)):
		try:
			frappe.handler.execute_cmd(path)
		except REFUSALS:
			return False
		except frappe.ValidationError:
			return True
		return (frappe.local.response.get("http_status_code") or 200) < 500


def example_for(path: str, caller: Caller) -> dict[str, str]:
	"""Return the example's arguments, about the caller's records."""
	example = EXAMPLES[path.removeprefix(PREFIX)]
	return {name: value.format_map(caller.records) for name, value in example.items()}


@contextmanager
def _undone() -> Iterator[None]:
	"""Nothing a call does lasts: commits are held back, and what it wrote is rolled back."""
	frappe.db.savepoint("access_walk")
	frappe.db._disable_transaction_control += 1
	try:
		with warnings.catch_warnings():
			warnings.simplefilter("ignore")
			yield
	finally:
		frappe.db._disable_transaction_control -= 1
		frappe.db.rollback(save_point="access_walk")
		frappe.clear_messages()
		frappe.local.document_cache = {}


@contextmanager
def _request(path: str, caller: Caller, arguments: dict[str, str]) -> Iterator[None]:
	"""Be this caller in a request of theirs, each from an address of its own: limits are not what is tried."""
	kept = {name: getattr(frappe.local, name, MISSING) for name in OF_A_REQUEST}
	user = frappe.session.user
	try:
		frappe.set_user(caller.user)
		_open_request(path, caller)
		frappe.local.request.environ["HTTP_X_FORWARDED_FOR"] = f"2001:db8:{frappe.generate_hash(length=4)}::1"
		frappe.local.form_dict = frappe._dict(arguments, cmd=path)
		frappe.local.response = frappe._dict(docs=[])
		frappe.local.cookie_manager, frappe.local.login_manager = CookieManager(), MagicMock()
		no_network = requests.ConnectionError("there is no network in the walk")
		with patch.object(requests.Session, "send", side_effect=no_network):
			yield
	finally:
		frappe.set_user(user)
		for name, value in kept.items():
			delattr(frappe.local, name) if value is MISSING else setattr(frappe.local, name, value)


def _open_request(path: str, caller: Caller) -> None:
	(method, *_others) = frappe.allowed_http_methods_for_whitelisted_func[frappe.get_attr(path)]
	if not AUDIENCES[path].signed_by:
		set_request(method=method, path=f"/api/method/{path}")
		return
	sent = DELIVERIES[path.removeprefix(PREFIX)]()
	kept = sent.headers if caller.can_sign else {"Content-Type": sent.headers.get("Content-Type", "")}
	raw = {"RAW_URI": sent.path}
	set_request(method=method, path=sent.path, data=sent.body, headers=kept, environ_overrides=raw)


def _browser_call() -> Request:
	"""What Twilio asks when an agent calls from the browser."""
	path, call = f"/api/method/{PREFIX}voice.outgoing", {"From": "client:agent", "To": "+15145550142"}
	signed = signature.sign(SECRETS["twilio_auth_token"], PUBLIC_URL + path, call)
	return Request(path, urlencode(call).encode(), {"Content-Type": FORM, "X-Twilio-Signature": signed})


def _ringing_phone() -> Request:
	"""What 3CX asks when somebody calls."""
	return Request(f"/api/method/{PREFIX}pbx.lookup", b"", {"X-Gigafibre-Secret": SECRETS["pbx_secret"]})


DELIVERIES = {f"webhooks.{name}.receive": sender for name, sender in SENDERS.items()}
DELIVERIES |= {"pbx.lookup": _ringing_phone, "voice.outgoing": _browser_call}
