"""The demo's staff, as their Authentik knows them. Everything here is invented."""

from sandbox.simulators.authentik.directory import INVITING, Client, Directory, Group, User

CLIENT_ID = "gigafibre-fsm"
CLIENT_SECRET = "authentik-demo-client-secret"
TOKEN = "authentik-demo-api-token"
# Of a service account that may look, and nothing more.
READING_TOKEN = "authentik-demo-reading-token"
# The same as these people have on the demo site.
PASSWORD = "Erables-et-fibre-12"

MANAGERS, DISPATCHERS, AGENTS, TECHNICIANS = (
	"fsm-managers",
	"fsm-dispatchers",
	"fsm-agents",
	"fsm-technicians",
)
GROUP_ROLES = {
	MANAGERS: "FSM Manager",
	DISPATCHERS: "FSM Dispatcher",
	AGENTS: "FSM Agent",
	TECHNICIANS: "FSM Technician",
}
# In no group of the mapping: may be known to Authentik and still be refused by us.
ACCOUNTING = "accounting"


def demo_directory() -> Directory:
	"""Managers, dispatchers, agents, technicians, and somebody of accounting."""
	return Directory(
		Client(CLIENT_ID, CLIENT_SECRET),
		groups=[Group(name) for name in (*GROUP_ROLES, ACCOUNTING)] + [Group("authentik Admins", True)],
		users=[
			User("akadmin", "admin@gigafibre.example", "Authentik Admin", ["authentik Admins"], PASSWORD),
			_person("manager", "Helen Carter", MANAGERS),
			_person("dispatcher", "Hugo Bélisle", DISPATCHERS),
			_person("agent", "Camille Dupuis", AGENTS),
			# Has no user on the site yet: the first sign-in makes it.
			_person("newcomer", "Noé Bergeron", AGENTS),
			_person("accountant", "Claire Dubé", ACCOUNTING),
		],
		tokens={TOKEN: INVITING, READING_TOKEN: frozenset({"view_user", "view_group"})},
	)


def _person(username: str, name: str, group: str) -> User:
	return User(username, f"{username}@gigafibre.example", name, [group], PASSWORD)
