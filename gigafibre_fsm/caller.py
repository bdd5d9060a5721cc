"""Where a request comes from: told by who passed it on to us, never by what the first of them claims.

Frappe's own `request_ip` is what stands leftmost in X-Forwarded-For, and so whatever the caller wrote there.
"""

from collections.abc import Iterable, Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import frappe

Address = IPv4Address | IPv6Address
# What a provider gives to one household or one office (RFC 6177): a caller may choose any address in it.
PREFIX_OF_A_CALLER = 64


def caller() -> str | None:
	"""Return who the present request counts for: an IPv4 address, or a network of IPv6 such as 2001:db8:1:2::/64.

	None outside a request.
	"""
	if not getattr(frappe.local, "request", None):
		return None
	trusted = (frappe.get_cached_doc("FSM Settings").trusted_proxies or "").split()
	return caller_in(frappe.local.request.environ, trusted)


def caller_in(environ: Mapping[str, object], trusted: Iterable[str]) -> str:
	"""Return the same out of a WSGI environment: the last to pass the request on who is neither us nor trusted.

	Whoever sends what no proxy writes counts with all who do. A socket without an address is our own web server's.
	"""
	heard = {**environ, "REMOTE_ADDR": environ.get("REMOTE_ADDR") or "127.0.0.1"}
	found = last_stranger(heard, trusted)
	if isinstance(found, IPv6Address):
		return str(ip_network((found, PREFIX_OF_A_CALLER), strict=False))
	return str(found or "unknown")


def last_stranger(environ: Mapping[str, object], passed_over: Iterable[str] = ()) -> Address | None:
	"""Return the first hop from the right that is neither loopback nor in one of these networks.

	Each server appends whom it heard to X-Forwarded-For, so the hops are read from the right, the socket's own
	first. Loopback is our own web server. What stands further left was written by whoever came before, and may be
	a lie. The leftmost hop when all are passed over; None when one on the way is unreadable.
	"""
	networks = [ip_network(line) for line in passed_over]
	found = None
	for hop in _hops(environ):
		found = _address(hop)
		if found is None or not (found.is_loopback or any(found in network for network in networks)):
			return found
	return found


def _hops(environ: Mapping[str, object]) -> list[str]:
	forwarded = str(environ.get("HTTP_X_FORWARDED_FOR") or "")
	before = [hop.strip() for hop in reversed(forwarded.split(","))] if forwarded.strip() else []
	return [str(environ.get("REMOTE_ADDR") or ""), *before]


def _address(text: str) -> Address | None:
	try:
		address = ip_address(text)
	except ValueError:
		return None
	return getattr(address, "ipv4_mapped", None) or address
