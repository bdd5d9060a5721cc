"""Who Authentik knows: users, groups, the tokens of service accounts and the one client of its OAuth2 provider."""

from __future__ import annotations

import hashlib
import re
import threading
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

# What a service account needs for invitations, in Authentik's names.
INVITING = frozenset({"view_user", "add_user", "reset_user_password", "view_group", "add_user_to_group"})
SHORTEST_PASSWORD = 8


@dataclass
class Group:
	"""A group of people."""

	name: str
	is_superuser: bool = False
	pk: str = field(default_factory=lambda: str(uuid.uuid4()))


@dataclass
class User:
	"""An account. `email_verified` None leaves the claim out."""

	username: str
	email: str
	name: str = ""
	groups: list[str] = field(default_factory=list)
	password: str | None = None
	is_active: bool = True
	email_verified: bool | None = True
	last_login: datetime | None = None
	attributes: dict[str, Any] = field(default_factory=dict)
	path: str = "users"
	type: str = "internal"
	pk: int = 0

	@property
	def uid(self) -> str:
		"""What sign-ins call `sub`: a hash, as the subject mode "hashed user ID" makes one."""
		return hashlib.sha256(f"{self.pk}-simulated".encode()).hexdigest()


@dataclass(frozen=True)
class Client:
	"""A confidential client; `redirect_uri` is a regular expression."""

	id: str
	secret: str
	redirect_uri: str = r"https?://[^/]+/api/method/gigafibre_fsm\.api\.sign_in\.authentik"

	def accepts(self, redirect_uri: str) -> bool:
		return bool(re.fullmatch(self.redirect_uri, redirect_uri))


class Directory:
	"""Everything of one Authentik. Hold `lock` while changing it."""

	def __init__(
		self,
		client: Client,
		groups: Iterable[Group] = (),
		users: Iterable[User] = (),
		tokens: dict[str, frozenset[str]] | None = None,
	) -> None:
		self.lock = threading.RLock()
		self.client = client
		self.groups = {group.name: group for group in groups}
		self.users: dict[int, User] = {}
		# Token → what its owner may do.
		self.tokens = tokens or {}
		for user in users:
			self.add(user)

	def add(self, user: User) -> User:
		"""Give the user a number and keep it. ValueError when the username is taken."""
		with self.lock:
			if self.named(user.username):
				raise ValueError("This field must be unique.")
			user.pk = max(self.users, default=0) + 1
			self.users[user.pk] = user
			return user

	def named(self, username: str) -> User | None:
		"""The user of this username or address."""
		wanted = username.strip().casefold()
		return next((user for user in self.users.values() if wanted in _identifiers(user)), None)

	def group(self, pk: str) -> Group | None:
		return next((group for group in self.groups.values() if group.pk == pk), None)

	def is_superuser(self, user: User) -> bool:
		return any(self.groups[name].is_superuser for name in user.groups)


def _identifiers(user: User) -> set[str]:
	return {user.username.casefold(), user.email.casefold()} - {""}
