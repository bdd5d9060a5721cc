"""Where webhooks are tormented and measured: a fresh site of the sandbox, or a site of a real bench."""

import argparse
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
	from gigafibre_fsm.tests.webhook_senders import Request


@dataclass(frozen=True, slots=True)
class Place:
	"""A site and the folder it is in."""

	site: str
	sites_path: str

	@contextmanager
	def connected(self) -> Iterator[None]:
		"""Be Administrator there."""
		import frappe

		frappe.init(self.site, sites_path=self.sites_path, force=True)
		frappe.connect()
		frappe.set_user("Administrator")
		try:
			yield
		finally:
			frappe.destroy()

	def serve(self) -> None:
		"""Have Frappe's application answer for this site, whatever host it is asked by."""
		import frappe.app

		frappe.app._site, frappe.app._sites_path = self.site, self.sites_path


@contextmanager
def place(bench_site: str | None) -> Iterator[Place]:
	"""A bench's site (from its `sites` folder), else one made for this run and thrown away after it."""
	if bench_site:
		yield Place(bench_site, os.getcwd())
		return
	from sandbox.testing import NAME, copy_template

	folder = Path(tempfile.mkdtemp(prefix="gigafibre-"))
	try:
		copy_template(folder / NAME)
		yield Place(NAME, str(folder))
	finally:
		shutil.rmtree(folder)


def options(description: str | None, **numbers: int) -> argparse.Namespace:
	"""The command line: `--site` of a bench, `--url` of a served site, and these numbers with their defaults."""
	parser = argparse.ArgumentParser(description=description)
	parser.add_argument("--site", help="a site of the bench whose `sites` folder we are in")
	parser.add_argument("--url", help="a site that is served there, its secrets in the environment")
	for name, default in numbers.items():
		parser.add_argument(f"--{name}", type=int, default=default)
	return parser.parse_args()


def take_secrets_from_environment() -> None:
	"""Sign as the served site expects: STRIPE_WEBHOOK_SECRET and so on, and PUBLIC_URL for Twilio's address."""
	from gigafibre_fsm.tests import webhook_senders as senders

	senders.PUBLIC_URL = os.environ.get("PUBLIC_URL", senders.PUBLIC_URL)
	for name in senders.SECRETS:
		senders.SECRETS[name] = os.environ.get(name.upper(), senders.SECRETS[name])


def asker(url: str) -> Callable[[str, "Request"], int]:
	"""Return what sends a request to a served site, over connections that are kept, and gives the status."""
	import requests

	session = requests.Session()
	session.trust_env = False

	def ask(method: str, request: "Request") -> int:
		sent = requests.Request(method, url, headers=request.headers, data=request.body).prepare()
		sent.url = url.rstrip("/") + request.path
		return session.send(sent, timeout=60, allow_redirects=False).status_code

	return ask


def application_asker(here: Place) -> Callable[[str, "Request"], int]:
	"""Return what gives a request to Frappe's application in this process, and gives the status."""
	import frappe.app
	from werkzeug.test import Client

	here.serve()

	def ask(method: str, request: "Request") -> int:
		client = Client(frappe.app.application, use_cookies=False)
		answer = client.open(request.path, method=method, data=request.body, headers=request.headers)
		answer.close()
		return answer.status_code

	return ask


def switch_webhooks_on(here: Place) -> None:
	"""Have every provider on, with the secrets the senders sign with."""
	from gigafibre_fsm.tests.webhook_case import switch_on

	with here.connected():
		switch_on()
