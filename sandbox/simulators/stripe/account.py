"""The demo's Stripe account: invented, and good for nothing but this simulator."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Account:
	"""Whose API this is, the key that opens it, and what its webhooks are signed with."""

	id: str = "acct_simulated"
	name: str = "Gigafibre (demo)"
	secret_key: str = field(default="sk_test_invented_for_the_simulator", repr=False)
	webhook_secret: str = field(default="whsec_invented_for_the_simulator", repr=False)
