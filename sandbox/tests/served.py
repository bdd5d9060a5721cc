"""A served site for the tests of the server, and people who use it."""

import atexit
import json
import tempfile
import time
import unittest
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import frappe
import requests
import socketio

from sandbox.server import site
from sandbox.server.http import SiteServer

PASSWORD = "correct horse battery"


class Person:
	"""Somebody with a browser: cookies, and the token that goes with them."""

	def __init__(self, address: str):
		self.address = address
		self.session = requests.Session()
		self.session.headers["Accept"] = "application/json"

	def log_in(self, user: str, password: str = PASSWORD) -> requests.Response:
		"""Log in with the form."""
		return self.session.post(f"{self.address}/api/method/login", data={"usr": user, "pwd": password})

	def get(self, path: str, **arguments: Any) -> requests.Response:
		"""GET a page or a method."""
		return self.session.get(self.address + path, allow_redirects=False, **arguments)

	def post(self, path: str, **arguments: Any) -> requests.Response:
		"""POST to a method or a resource."""
		return self.session.post(self.address + path, **arguments)

	def socket(self, site: str) -> "Listener":
		"""Open a socket with this person's cookies."""
		return Listener(self, site)


class Listener:
	"""An ordinary socket.io client that keeps what it hears."""

	def __init__(self, person: Person, site: str):
		self._namespace = f"/{site}"
		self._client = socketio.SimpleClient()
		cookies = "; ".join(f"{key}={value}" for key, value in person.session.cookies.items())
		self._client.connect(
			person.address, headers={"Cookie": cookies}, namespace=self._namespace, transports=["websocket"]
		)

	def say(self, event: str, *values: Any) -> None:
		"""Say something to the server and wait until it has dealt with it."""
		self._client.call(event, values, timeout=5)

	def hear(self, event: str, seconds: float = 5) -> Any:
		"""What comes with the next message of this name; None when none comes in time."""
		deadline = time.monotonic() + seconds
		while (left := deadline - time.monotonic()) > 0:
			try:
				heard = self._client.receive(timeout=left)
			except socketio.exceptions.TimeoutError:
				return None
			if heard[0] == event:
				return heard[1]
		return None

	def close(self) -> None:
		"""Hang up."""
		self._client.disconnect()


def messages(response: requests.Response) -> list[str]:
	"""The sentences a response brings for the user."""
	return [json.loads(text)["message"] for text in json.loads(response.json().get("_server_messages", "[]"))]


def make_user(email: str, *roles: str) -> str:
	"""A user with a password and these roles; a website user when there are none."""
	if not frappe.db.exists("User", email):
		user = frappe.get_doc(
			{
				"doctype": "User",
				"email": email,
				"first_name": email.split("@")[0].title(),
				"send_welcome_email": 0,
				"new_password": PASSWORD,
				"user_type": "System User" if roles else "Website User",
				"roles": [{"role": role} for role in roles],
			}
		)
		user.insert(ignore_permissions=True)
	return email


class ServedTestCase(unittest.TestCase):
	"""Serves a site of its own, the same for every class of the process."""

	SITE = "served.localhost"
	sites: Path
	address: str

	@classmethod
	def setUpClass(cls) -> None:
		cls.sites = _sites()
		with cls.site():
			cls.prepare()
			frappe.db.commit()
		server = SiteServer(cls.SITE, str(cls.sites), "127.0.0.1", 0)
		server.start()
		cls.addClassCleanup(server.stop)
		cls.address = f"http://127.0.0.1:{server.port}"

	@classmethod
	def prepare(cls) -> None:
		"""Make the records the class begins with."""

	@classmethod
	@contextmanager
	def site(cls) -> Iterator[None]:
		"""The site from the inside, as Administrator; what is not committed is lost."""
		frappe.init(cls.SITE, sites_path=str(cls.sites), force=True)
		frappe.connect()
		try:
			yield
		finally:
			frappe.destroy()

	def administrator(self) -> Person:
		"""The first user."""
		person = Person(self.address)
		person.log_in("Administrator", site.ADMIN_PASSWORD)
		return person

	def count(self, doctype: str) -> int:
		"""How many records there are."""
		with self.site():
			return frappe.db.count(doctype)

	def api_key(self, user: str) -> tuple[str, str]:
		"""A key and its secret for this user."""
		with self.site():
			document = frappe.get_doc("User", user)
			document.api_key, document.api_secret = frappe.generate_hash(length=15), "secret"
			document.save(ignore_permissions=True)
			frappe.db.commit()
			return document.api_key, "secret"

	def forget_failures(self, user: str) -> None:
		"""As if the pause after too many wrong passwords were over."""
		with self.site():
			for key in (user, "127.0.0.1"):
				frappe.cache.hdel("login_failures", key)


@lru_cache
def _sites() -> Path:
	"""A folder of sites with a new one in it, for this process."""
	folder = tempfile.TemporaryDirectory(prefix="served-")
	atexit.register(folder.cleanup)
	sites = Path(folder.name, "sites")
	site.create(ServedTestCase.SITE, str(sites))
	return sites
