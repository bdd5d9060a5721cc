"""Where people and outside systems reach this site: never what a request's Host header says, which anybody may write."""

import frappe
from frappe.utils import get_url


def public_address(path: str = "") -> str:
	"""Return the address of a path ("/enter") as the outside sees it: the setting, else the site's own address."""
	site = frappe.get_cached_doc("FSM Settings").public_url or get_url(allow_header_override=False)
	return site.rstrip("/") + path
