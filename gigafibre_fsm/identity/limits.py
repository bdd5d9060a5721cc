"""How often somebody may ask for links and codes: by address, and by where the request comes from."""

import hashlib
from dataclasses import dataclass

import frappe

SECONDS_BEFORE_ANOTHER = 30
HOUR = 3600


@dataclass(frozen=True, slots=True)
class Window:
	"""So many requests in so many seconds."""

	most: int
	seconds: int


PAUSE = Window(1, SECONDS_BEFORE_ANOTHER)
PER_ADDRESS = Window(6, HOUR)
PER_CALLER = Window(30, HOUR)


def seconds_to_wait(purpose: str, address: str) -> int:
	"""Count a request for a link or a code; return 0, or the seconds until one is welcome again.

	Known and unknown addresses count alike. A request that has to wait is not counted against the hour.
	"""
	if wait := _hit(PAUSE, "pause", f"{purpose} {address}"):
		return wait
	return max(_hit(PER_ADDRESS, "address", address), _hit(PER_CALLER, "caller", frappe.local.request_ip))


def _hit(window: Window, kind: str, value: str) -> int:
	digest = hashlib.sha256(value.encode()).hexdigest()
	key = frappe.cache.make_key(f"fsm_asked_{kind}_{digest}")
	frappe.cache.set(key, 0, ex=window.seconds, nx=True)
	count, left = frappe.cache.incrby(key, 1), frappe.cache.ttl(key)
	if left < 0:
		# It was over between the two commands: counting made it anew, and for ever.
		frappe.cache.expire(key, window.seconds)
	return 0 if count <= window.most else max(left, 1)
