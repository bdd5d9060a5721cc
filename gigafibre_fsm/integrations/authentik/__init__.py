"""Authentik: its admin API (`/api/v3`, for invitations) and its OpenID Connect sign-in. Contract: INTEGRATIONS.md §7.

`Authentik(Config("https://auth.example", token="…"))` manages people; `SignIn(Config(…), Client(…))` lets them in.
"""

from .client import Authentik
from .errors import AuthentikError, Cause
from .models import Account, Client, Config, Group, Person
from .sign_in import SCOPE, SignIn, challenge

__all__ = [
	"SCOPE",
	"Account",
	"Authentik",
	"AuthentikError",
	"Cause",
	"Client",
	"Config",
	"Group",
	"Person",
	"SignIn",
	"challenge",
]
