"""Ports on this machine."""

import socket


class PortTakenError(Exception):
	"""Somebody else listens there."""


def check_port(host: str, port: int) -> None:
	"""Raises PortTakenError, in words, when nobody can listen there."""
	with socket.socket() as probe:
		probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
		try:
			probe.bind((host, port))
		except OSError as error:
			raise PortTakenError(f"Cannot listen on {host}:{port}: {error.strerror}.") from error


def free_port(wanted: int = 0, host: str = "127.0.0.1") -> int:
	"""The wanted port when it is free, else another that is."""
	with socket.socket() as probe:
		probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
		try:
			probe.bind((host, wanted))
		except OSError:
			probe.bind((host, 0))
		return probe.getsockname()[1]
