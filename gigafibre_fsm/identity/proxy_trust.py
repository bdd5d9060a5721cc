"""Whether a request came through our proxy: told by who passed it on, never by what the first of them claims."""

from collections.abc import Iterable, Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

Address = IPv4Address | IPv6Address


def came_from(environ: Mapping[str, object], trusted: Iterable[str]) -> bool:
	"""Return whether the last one to pass a request on to us was in one of the trusted networks.

	Each server appends whom it heard to X-Forwarded-For, so the hops are read from the right, the socket's own
	first. Loopback is our own web server, and passed over; only when nothing but loopback took part may loopback
	itself be trusted. What stands further left was written by whoever came before, and may be a lie.
	"""
	networks = [ip_network(line) for line in trusted]
	hop = _last_stranger(_hops(environ))
	return hop is not None and any(hop in network for network in networks)


def _last_stranger(hops: list[str]) -> Address | None:
	"""Return the first hop from the right that is not loopback, else the loopback one; None when one is unreadable."""
	found = None
	for hop in hops:
		found = _address(hop)
		if found is None or not found.is_loopback:
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
