"""What goes into the Authentik client and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Config:
	"""Where Authentik is, the API token of our service account, and how long we wait. Times in seconds."""

	base_url: str
	token: str = field(default="", repr=False)
	connect_timeout: float = 3.0
	read_timeout: float = 10.0

	def __post_init__(self) -> None:
		if not self.base_url.startswith(("http://", "https://")):
			raise ValueError(f"The Authentik address “{self.base_url}” must start with http:// or https://.")


@dataclass(frozen=True, slots=True)
class Client:
	"""Who we are for its OAuth2 provider (of type Confidential)."""

	id: str
	secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Account:
	"""A user of Authentik. `uid` is what its sign-in calls `sub` (subject mode "hashed user ID", the default)."""

	pk: int
	uid: str
	username: str
	email: str
	groups: tuple[str, ...] = ()
	is_active: bool = True
	is_superuser: bool = False
	has_signed_in: bool = False
	# What whoever made the account wrote about it.
	attributes: dict[str, object] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Group:
	"""A group of people."""

	pk: str
	name: str


@dataclass(frozen=True, slots=True)
class Person:
	"""Who signed in, as the userinfo endpoint tells it. None means that it did not say."""

	sub: str
	email: str
	email_verified: bool | None
	groups: tuple[str, ...] | None
	first_name: str = ""
	last_name: str = ""
