"""An Authentik for tests of the identity room: accounts and groups in memory, behind the client's own methods."""

from typing import Any
from unittest.mock import patch

import frappe

from gigafibre_fsm.integrations.authentik import (
	Account,
	Authentik,
	AuthentikError,
	Client,
	Config,
	Group,
	Person,
	SignIn,
)
from gigafibre_fsm.tests.cases import SiteTestCase

URL = "https://auth.example"
GROUP_ROLES = {
	"managers": ["FSM Manager"],
	"agents": ["FSM Agent"],
	"dispatchers": ["FSM Dispatcher", "FSM Agent"],
	"technicians": ["FSM Technician"],
	"owners": ["System Manager"],
	"books": ["Accounts Manager"],
}


class FakeAuthentik(Authentik):
	"""Knows these groups. `failures` maps a method to the error its next call raises; `calls` tells what was asked."""

	def __init__(self) -> None:
		self.accounts: dict[int, dict[str, Any]] = {}
		self.groups = list(GROUP_ROLES)
		self.failures: dict[str, AuthentikError] = {}
		self.calls: list[str] = []
		self.passwords: dict[str, str] = {}

	def add(self, email: str, **fields: Any) -> Account:
		pk = len(self.accounts) + 1
		self.accounts[pk] = {
			"pk": pk,
			"uid": f"uid-{pk}-{email}",
			"username": f"user-{pk}",
			"email": email,
			**fields,
		}
		return self._account(pk)

	def change(self, email: str, **fields: Any) -> None:
		self.accounts[self.find_account(email).pk].update(fields)

	def whoami(self) -> str:
		self._called("whoami")
		return "gigafibre-fsm"

	def find_account(self, email: str) -> Account | None:
		self._called("find_account")
		found = [pk for pk, fields in self.accounts.items() if fields["email"].lower() == email.lower()]
		return self._account(found[0]) if found else None

	def create_account(self, username, name, email, attributes) -> Account:
		self._called("create_account")
		return self.add(email, username=username, attributes=dict(attributes))

	def set_password(self, account, password) -> None:
		self._called("set_password")
		self.passwords[account.username] = password

	def find_group(self, name) -> Group | None:
		self._called("find_group")
		return Group(f"pk-{name}", name) if name in self.groups else None

	def add_to_group(self, account, group) -> None:
		self._called("add_to_group")
		fields = self.accounts[account.pk]
		fields["groups"] = (*fields.get("groups", ()), group.name)

	def _account(self, pk: int) -> Account:
		return Account(**self.accounts[pk])

	def _called(self, method: str) -> None:
		self.calls.append(method)
		if method in self.failures:
			raise self.failures.pop(method)


class FakeSignIn(SignIn):
	"""Lets in `person` with any code, or raises `error`."""

	def __init__(self) -> None:
		super().__init__(Config(URL), Client("fsm", "secret"))
		self.person_behind_code: Person | AuthentikError | None = None

	def person(self, code, redirect_uri, verifier) -> Person:
		if isinstance(self.person_behind_code, AuthentikError):
			raise self.person_behind_code
		return self.person_behind_code


class AuthentikTestCase(SiteTestCase):
	"""Has Authentik switched on in FSM Settings, with GROUP_ROLES, and a FakeAuthentik behind it."""

	def setUp(self):
		super().setUp()
		self.authentik = FakeAuthentik()
		self.enterContext(patch("gigafibre_fsm.identity.authentik.admin", lambda: self.authentik))
		self.set_settings()

	def set_settings(self, **values: Any) -> Any:
		"""Save FSM Settings with Authentik on, and these values."""
		settings = frappe.get_doc("FSM Settings")
		settings.update(
			{
				"authentik_enabled": 1,
				"authentik_url": URL,
				"authentik_client_id": "fsm",
				"authentik_client_secret": "client-secret",
				"authentik_token": "api-token",
				"group_roles": [
					{"group_name": group, "role": role}
					for group, roles in GROUP_ROLES.items()
					for role in roles
				],
				**values,
			}
		)
		return settings.save()
