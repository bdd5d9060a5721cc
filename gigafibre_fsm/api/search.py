"""Search: one endpoint over everything an agent may be told on the phone."""

from gigafibre_fsm import clients
from gigafibre_fsm.api.access import endpoint
from gigafibre_fsm.permissions import OPS

MOST = 50
LONGEST = 140


@endpoint(roles=OPS)
def search(query: str, limit: int = 20) -> dict:
	"""Find customers, contacts, places and devices by name, phone, address, serial or MAC (clients.search).

	What somebody pasted beyond LONGEST characters is not looked at.
	"""
	return clients.search(query[:LONGEST], min(max(limit, 1), MOST))
