"""What the real GenieACS dies of."""

from __future__ import annotations


class WouldCrash(Exception):
	"""A request on which a worker of the real GenieACS throws and restarts: the caller gets no answer."""
