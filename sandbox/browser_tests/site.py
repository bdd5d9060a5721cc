"""The demo's site as somebody calls it without a page: what a test prepares, or has happen elsewhere."""

import json
import time
from typing import Any

import requests

from sandbox.seed.accounts import MANAGER, PASSWORD

# What a test makes is found again on a site that was tested before.
MARK = f"{time.time_ns() // 1_000_000 % 1_000_000:06}"


class Site:
	"""Somebody's session, the manager's unless said otherwise. Every call raises HTTPError when it is refused."""

	def __init__(self, address: str, user: str = MANAGER.email, password: str = PASSWORD):
		self.address = address
		self.session = requests.Session()
		credentials = {"usr": user, "pwd": password}
		self.session.post(f"{address}/api/method/login", data=credentials, timeout=10).raise_for_status()
		boot = self.session.get(f"{address}/api/method/gigafibre_fsm.api.session.boot", timeout=10).json()
		self.session.headers["X-Frappe-CSRF-Token"] = boot["message"]["csrf_token"]

	def call(self, method: str, **values: Any) -> Any:
		"""Call one of our methods that change something, by its name below `gigafibre_fsm.api`."""
		return self._json("POST", f"method/gigafibre_fsm.api.{method}", json=values)["message"]

	def read(self, doctype: str, name: str) -> dict[str, Any]:
		"""Return a document."""
		return self._json("GET", f"resource/{doctype}/{name}")["data"]

	def names(self, doctype: str, **filters: Any) -> list[str]:
		"""Return the names of some records that match filters."""
		rows = self._json("GET", f"resource/{doctype}", params={"filters": json.dumps(filters)})["data"]
		return [row["name"] for row in rows]

	def submit(self, doctype: str, **values: Any) -> dict[str, Any]:
		"""Insert a document, and submit it."""
		name = self._json("POST", f"resource/{doctype}", json=values)["data"]["name"]
		return self.write(doctype, name, docstatus=1)

	def write(self, doctype: str, name: str, **values: Any) -> dict[str, Any]:
		"""Change fields of a document; return it."""
		return self._json("PUT", f"resource/{doctype}/{name}", json=values)["data"]

	def _json(self, method: str, path: str, **sent: Any) -> dict[str, Any]:
		answer = self.session.request(method, f"{self.address}/api/{path}", timeout=30, **sent)
		answer.raise_for_status()
		return answer.json()
