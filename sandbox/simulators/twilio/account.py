"""The demo's Twilio account: invented, and good for nothing but this simulator."""

from __future__ import annotations

from dataclasses import dataclass, field

LONG_CODE = "+15145550100"
TOLL_FREE = "+18885550100"


@dataclass(frozen=True, slots=True)
class Account:
	"""Whose API this is, and the numbers it owns (E.164)."""

	sid: str = "AC5f1b3e00d1e5c0de5f1b3e00d1e5c0de"
	token: str = field(default="1nventedt0kenf0rthes1mulat0r0n1y", repr=False)
	name: str = "Gigafibre (demo)"
	numbers: tuple[str, ...] = (LONG_CODE, TOLL_FREE)
