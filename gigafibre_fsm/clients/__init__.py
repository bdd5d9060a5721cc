"""The customer's file: finding somebody in one second, the list, and the page that says it all in one call."""

from gigafibre_fsm.clients.listing import list_clients
from gigafibre_fsm.clients.page import client_page
from gigafibre_fsm.clients.search import customers_matching, search
from gigafibre_fsm.clients.search_index import rebuild as rebuild_search_index

__all__ = ["client_page", "customers_matching", "list_clients", "rebuild_search_index", "search"]
