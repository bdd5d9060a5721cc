"""The demo ISP: some sixty customers with everything an agent, a dispatcher and a manager look at."""

import os
import random

import frappe

from sandbox.seed.accounts import seed_accounts
from sandbox.seed.billing import seed_billing
from sandbox.seed.catalogue import seed_catalogue
from sandbox.seed.conversations import seed_conversations
from sandbox.seed.customers import FIRST_ACCOUNT, seed_customers
from sandbox.seed.dispatch import seed_dispatch
from sandbox.seed.flows import seed_flows
from sandbox.seed.network import seed_network
from sandbox.seed.support import seed_support


def seed(genieacs_url: str | None = None) -> bool:
	"""Fill the connected site, unless it was filled before; returns whether it had to.

	The settings are always pointed at `genieacs_url` (else the environment's GENIEACS_URL), since simulators
	move from port to port. Commits at the end: a seed that fails half-way leaves nothing behind.
	"""
	frappe.set_user("Administrator")
	point_at_genieacs(genieacs_url or os.environ.get("GENIEACS_URL"))
	new = not frappe.db.exists("Customer", {"legacy_account_id": str(FIRST_ACCOUNT)})
	if new:
		_fill(random.Random(12))
	frappe.db.commit()
	return new


def _fill(dice: random.Random) -> None:
	_speak_french()
	seed_accounts()
	seed_catalogue()
	homes = seed_customers(dice)
	seed_network(homes, dice)
	seed_billing(homes, dice)
	seed_support(homes, dice)
	seed_dispatch(homes)
	seed_conversations(homes)
	seed_flows(homes)


def _speak_french() -> None:
	"""The ISP is in Québec: what jobs write for nobody in particular is French."""
	frappe.db.set_single_value("System Settings", "language", "fr")
	# The first is what jobs speak, the second what a new User is given.
	for default in ("lang", "language"):
		frappe.db.set_default(default, "fr")


def point_at_genieacs(url: str | None) -> None:
	"""Tell FSM Settings where GenieACS is; nothing changes when no address is given or it is known already."""
	settings = frappe.get_doc("FSM Settings")
	if not url or (settings.genieacs_url == url and settings.genieacs_enabled):
		return
	settings.update({"genieacs_enabled": 1, "genieacs_url": url, "support_phone": "+14505550100"})
	settings.mailing_address = "100, rue de l'Exemple\nSaint-Exemple (Québec) J0A 0A0"
	settings.save(ignore_permissions=True)
