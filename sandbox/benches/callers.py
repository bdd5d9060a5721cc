"""Asking a site what a page asks it: through Frappe's own request path in this process, or over HTTP."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from sandbox.seed.place import VOLUME_SITE, VOLUME_SITES, connected, described

USER = "measure@gigafibre.example"


class Refused(Exception):
	"""The site answered with something else than 200."""


class Caller(Protocol):
	"""Signed in to a site. `where` says what is measured."""

	where: str

	def get(self, path: str, **parameters: Any) -> Any:
		"""Return the JSON of a GET. Raises Refused."""


def timed(caller: Caller, path: str, **parameters: Any) -> tuple[float, Any]:
	"""Return (ms, answer) of a GET."""
	started = time.perf_counter()
	answer = caller.get(path, **parameters)
	return (time.perf_counter() - started) * 1000, answer


def rows(caller: Caller, doctype: str, **parameters: Any) -> list[dict]:
	"""Return rows of a doctype, by `/api/resource`; lists and dicts are sent as JSON."""
	sent = {
		name: json.dumps(value) if isinstance(value, list | dict) else value
		for name, value in parameters.items()
	}
	return caller.get(f"/api/resource/{doctype}", **sent)["data"]


class OverHTTP:
	"""A site that is served somewhere."""

	def __init__(self, url: str, user: str, password: str) -> None:
		import requests

		self.url, self.session = url.rstrip("/"), requests.Session()
		login = {"usr": user, "pwd": password}
		answer = self.session.post(f"{self.url}/api/method/login", data=login, timeout=30)
		if answer.status_code != 200:
			raise Refused(f"{user} could not log in at {self.url}: {answer.status_code}")
		self.where = f"{self.url} over HTTP, as {user}"

	def get(self, path: str, **parameters: Any) -> Any:
		answer = self.session.get(self.url + path, params=parameters, timeout=60)
		if answer.status_code != 200:
			raise Refused(f"{path}: {answer.status_code}")
		return answer.json()


class InProcess:
	"""A site in this process: every call goes through Frappe's WSGI application."""

	def __init__(self, site: str, sites_path: str, password: str, where: str) -> None:
		import frappe.app
		from werkzeug.test import Client

		frappe.app._site, frappe.app._sites_path = site, sites_path
		self.client, self.where = Client(frappe.app.application), where
		answer = self.client.post("/api/method/login", data={"usr": USER, "pwd": password})
		if answer.status_code != 200:
			raise Refused(f"{USER} could not log in to {site}: {answer.status_code}")

	def get(self, path: str, **parameters: Any) -> Any:
		answer = self.client.get(path, query_string=parameters)
		if answer.status_code != 200:
			raise Refused(f"{path}: {answer.status_code}")
		return answer.get_json()


@contextmanager
def in_process(bench_site: str | None) -> Iterator[InProcess]:
	"""Be signed in to a bench's site (from its `sites` folder) or to the volume site, as a user made for it."""
	with connected(bench_site):
		import frappe

		password, where = frappe.generate_hash(length=20), f"{described()}, in process"
		_make_user(password)
	try:
		path = "." if bench_site else str(VOLUME_SITES)
		yield InProcess(bench_site or VOLUME_SITE, path, password, where)
	finally:
		with connected(bench_site):
			frappe.db.set_value("User", USER, "enabled", 0)
			frappe.db.commit()


def _make_user(password: str) -> None:
	"""Someone who may read whatever the measured pages read; disabled when nothing is measured."""
	import frappe

	user = frappe.get_doc("User", USER) if frappe.db.exists("User", USER) else frappe.new_doc("User")
	user.update({"email": USER, "first_name": "Measure", "enabled": 1, "send_welcome_email": 0})
	user.set("roles", [{"role": role} for role in ("FSM Manager", "System Manager")])
	user.new_password = password
	user.flags.ignore_password_policy = user.flags.no_welcome_mail = True
	user.save(ignore_permissions=True)
	frappe.db.commit()
