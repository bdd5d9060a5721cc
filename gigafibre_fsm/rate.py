"""How often something may happen: counted in the cache, in windows that begin with the first time and always end."""

import hashlib
from dataclasses import dataclass

import frappe


@dataclass(frozen=True, slots=True)
class Limit:
	"""How often: `calls` in `seconds`."""

	calls: int
	seconds: int


def count(limit: Limit, kind: str, who: str) -> int:
	"""Count once; return 0, or the seconds until the next is welcome when this was one too many."""
	key = _key(kind, who)
	frappe.cache.set(key, 0, ex=limit.seconds, nx=True)
	counted, left = frappe.cache.incrby(key, 1), frappe.cache.ttl(key)
	if left < 0:
		# It was over between the two commands: counting made it anew, and for ever.
		frappe.cache.expire(key, limit.seconds)
	return 0 if counted <= limit.calls else max(left, 1)


def is_reached(limit: Limit, kind: str, who: str) -> bool:
	"""Return whether the next one would be too many, without counting it."""
	return int(frappe.cache.get(_key(kind, who)) or 0) >= limit.calls


def _key(kind: str, who: str) -> str | bytes:
	digest = hashlib.sha256(who.encode()).hexdigest()
	return frappe.cache.make_key(f"fsm_counted_{kind}_{digest}")
