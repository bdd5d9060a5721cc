"""The client of Authentik's admin API (`/api/v3/core`): accounts and groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import requests

from .errors import AuthentikError
from .models import Account, Config, Group
from .transport import Transport, object_of

USERS = "/api/v3/core/users/"
GROUPS = "/api/v3/core/groups/"
# Nobody has more accounts of one address, nor groups of one name; a listing that never ends is none.
MOST_PAGES = 20


class Authentik:
	"""What a service account may do with people. Every call may raise AuthentikError.

	It needs the permissions to view and add users, to reset passwords, to view groups and to add users to them.
	"""

	def __init__(self, config: Config, session: requests.Session | None = None) -> None:
		self._transport = Transport(config, session)
		self._headers = {"Authorization": f"Bearer {config.token}"}

	def whoami(self) -> str:
		"""The username of the token's owner: proof that the address and the token are right."""
		return str(object_of(self._get(USERS + "me/"), "user")["user"]["username"])

	def find_account(self, email: str) -> Account | None:
		"""The account of this address, in whatever case it was written. `invalid` when there are several."""
		found = self._accounts(email=email) or self._accounts(search=email)
		if len(found) > 1:
			names = ", ".join(sorted(account.username for account in found))
			raise AuthentikError(f"Several accounts have this address: {names}", "invalid")
		return found[0] if found else None

	def create_account(self, username: str, name: str, email: str, attributes: Mapping[str, Any]) -> Account:
		"""Make an account, active and without a password. `invalid` when the username is taken."""
		body = {"username": username, "name": name, "email": email, "attributes": dict(attributes)}
		content = self._post(USERS, body | {"is_active": True, "path": "users", "type": "internal"})
		return _account(content)

	def set_password(self, account: Account, password: str) -> None:
		"""Give an account this password. `invalid` when it does not satisfy Authentik's password policy."""
		self._post(f"{USERS}{account.pk}/set_password/", {"password": password})

	def find_group(self, name: str) -> Group | None:
		"""The group of exactly this name."""
		for content in self._listed(GROUPS, name=name, include_users="false"):
			if content.get("name") == name:
				return Group(str(content["pk"]), name)
		return None

	def add_to_group(self, account: Account, group: Group) -> None:
		"""Make an account a member; one that is a member stays one."""
		self._post(f"{GROUPS}{group.pk}/add_user/", {"pk": account.pk})

	def _accounts(self, **filters: str) -> list[Account]:
		wanted = next(iter(filters.values())).casefold()
		found = (_account(content) for content in self._listed(USERS, **filters))
		return [account for account in found if account.email.casefold() == wanted]

	def _listed(self, path: str, **filters: str) -> Iterator[Mapping[str, Any]]:
		"""Every object of a listing; `pagination.next` is the number of the next page, 0 after the last."""
		page = 1
		for _number in range(MOST_PAGES):
			content = object_of(self._get(path, **filters, page=str(page)), "results", "pagination")
			yield from content["results"]
			page = int(content["pagination"]["next"])
			if not page:
				return
		raise AuthentikError(f"{path} has more than {MOST_PAGES} pages for {filters}.", "invalid")

	def _get(self, path: str, **parameters: str) -> Any:
		return self._transport.call("GET", path, params=parameters, headers=self._headers)

	def _post(self, path: str, body: Mapping[str, Any]) -> Any:
		return self._transport.call("POST", path, json=body, headers=self._headers)


def _account(content: Any) -> Account:
	told = object_of(content, "pk", "uid", "username")
	return Account(
		pk=int(told["pk"]),
		uid=str(told["uid"]),
		username=str(told["username"]),
		email=str(told.get("email") or ""),
		groups=tuple(str(group["name"]) for group in told.get("groups_obj") or ()),
		is_active=bool(told.get("is_active", True)),
		is_superuser=bool(told.get("is_superuser")),
		has_signed_in=bool(told.get("last_login")),
		attributes=dict(told.get("attributes") or {}),
	)
