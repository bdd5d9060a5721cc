"""An Authentik to try things on: the admin API we use and its OpenID Connect provider (INTEGRATIONS.md §7).

In a test: `with AuthentikSimulator(demo_directory()) as authentik: …`. By itself: `python -m sandbox.simulators.authentik`.
"""

from .demo import CLIENT_ID, CLIENT_SECRET, PASSWORD, TOKEN, demo_directory
from .directory import Directory, Group, User
from .server import AuthentikSimulator

__all__ = [
	"CLIENT_ID",
	"CLIENT_SECRET",
	"PASSWORD",
	"TOKEN",
	"AuthentikSimulator",
	"Directory",
	"Group",
	"User",
	"demo_directory",
]
