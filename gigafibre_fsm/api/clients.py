"""Clients: the list, and one customer's whole file in one call."""

from gigafibre_fsm import clients
from gigafibre_fsm.api.access import endpoint
from gigafibre_fsm.api.search import LONGEST
from gigafibre_fsm.permissions import OPS

# No site has as many customers: beyond, databases stop counting.
LAST = 10_000_000


@endpoint(roles=OPS)
def list_clients(
	query: str = "", status: str = "", start: int = 0, page_length: int = 50, order: str = "name"
) -> dict:
	"""Return one page of customers with their places, devices and balance (clients.listing)."""
	return clients.list_clients(query[:LONGEST], status, min(max(start, 0), LAST), page_length, order)


@endpoint(roles=OPS)
def client(name: str) -> dict:
	"""Return everything the client page shows (clients.page)."""
	return clients.client_page(name)
