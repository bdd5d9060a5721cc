"""Whether a request came through our proxy: told by who passed it on, never by what the first of them claims."""

from collections.abc import Iterable, Mapping
from ipaddress import ip_network

from gigafibre_fsm.caller import last_stranger


def came_from(environ: Mapping[str, object], trusted: Iterable[str]) -> bool:
	"""Return whether the last one to pass a request on to us was in one of the trusted networks.

	Only when nothing but loopback took part may loopback itself be trusted.
	"""
	hop = last_stranger(environ)
	return hop is not None and any(hop in ip_network(line) for line in trusted)
