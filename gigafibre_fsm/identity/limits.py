"""How often somebody may ask for links and codes, by address and by where the request comes from, and try codes."""

from gigafibre_fsm.caller import caller
from gigafibre_fsm.rate import Limit, count, is_reached

SECONDS_BEFORE_ANOTHER = 30
HOUR = 3600

PAUSE = Limit(1, SECONDS_BEFORE_ANOTHER)
PER_ADDRESS = Limit(6, HOUR)
# Links and codes together: what somebody may be pestered with, and what it costs us.
PER_ADDRESS_A_DAY = Limit(15, 24 * HOUR)
PER_CALLER = Limit(30, HOUR)
# Of everybody together. Customers mistype a few an hour; a million guesses at this pace take months.
WRONG_CODES = Limit(300, HOUR)


def seconds_to_wait(purpose: str, address: str) -> int:
	"""Count a request for a link or a code; return 0, or the seconds until one is welcome again.

	Known and unknown addresses count alike. A request that has to wait for one limit is not counted against the next.
	Links and codes have an hour's count each, so that who uses one up leaves the other.
	"""
	for limit, kind, who in (
		(PAUSE, "pause", f"{purpose} {address}"),
		(PER_CALLER, "caller", caller()),
		(PER_ADDRESS, "address", f"{purpose} {address}"),
		(PER_ADDRESS_A_DAY, "day", address),
	):
		if who and (wait := count(limit, f"asked_{kind}", who)):
			return wait
	return 0


def count_wrong_code() -> None:
	"""Count a code that was not right, whoever typed it."""
	count(WRONG_CODES, "wrong_code", "")


def too_many_wrong_codes() -> bool:
	"""Return whether so many were wrong within the hour that somebody must be guessing: no more are looked at."""
	return is_reached(WRONG_CODES, "wrong_code", "")
