"""The demo's settings of Authentik: its simulator, and which roles its groups give."""

import frappe

from sandbox.simulators.authentik import CLIENT_ID, CLIENT_SECRET, TOKEN
from sandbox.simulators.authentik.demo import GROUP_ROLES


def point_at_authentik(url: str) -> None:
	"""Tell FSM Settings where Authentik is; nothing changes when it is known already."""
	settings = frappe.get_doc("FSM Settings")
	if settings.authentik_enabled and settings.authentik_url == url:
		return
	settings.update(
		{
			"authentik_enabled": 1,
			"authentik_url": url,
			"authentik_client_id": CLIENT_ID,
			"authentik_client_secret": CLIENT_SECRET,
			"authentik_token": TOKEN,
		}
	)
	if not settings.group_roles:
		for group, role in GROUP_ROLES.items():
			settings.append("group_roles", {"group_name": group, "role": role})
	settings.save(ignore_permissions=True)
