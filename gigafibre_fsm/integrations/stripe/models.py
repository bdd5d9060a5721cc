"""What goes into the Stripe client and what comes out of it. Amounts are in the currency's minor units (cents)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Config:
	"""Which account, where, and how long we wait. Times in seconds. ValueError when it cannot be one."""

	api_url: str
	secret_key: str = field(repr=False)
	connect_timeout: float = 3.0
	read_timeout: float = 20.0

	def __post_init__(self) -> None:
		if not self.api_url.startswith(("http://", "https://")):
			raise ValueError(f"The Stripe address “{self.api_url}” must start with http:// or https://.")
		if not self.secret_key.startswith(("sk_", "rk_")):
			raise ValueError("A secret key of Stripe starts with “sk_” or “rk_”.")


@dataclass(frozen=True, slots=True)
class Purchase:
	"""What a customer is asked to pay: one amount, told in `description`, and where they come back to.

	`locale` is Stripe's: "fr-CA" or "en", which has no Canadian English. `metadata` comes back with the session and
	with the payment.
	"""

	amount: int
	currency: str
	description: str
	success_url: str
	cancel_url: str
	locale: str
	metadata: Mapping[str, str]
	email: str = ""


@dataclass(frozen=True, slots=True)
class Session:
	"""A Checkout page. `status` is open, complete or expired; `payment_status` paid, unpaid or no_payment_required.

	`payment` is the id of its PaymentIntent, None before somebody pays; `expires_at` is in seconds since 1970.
	"""

	id: str
	url: str | None
	status: str
	payment_status: str
	amount: int
	currency: str
	payment: str | None
	expires_at: int
	metadata: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Payment:
	"""A PaymentIntent. `status` is Stripe's: succeeded, processing, requires_payment_method, requires_action, canceled…

	`received` is what really came in. `error` is why the last try failed, in Stripe's words, `error_code` its code and
	`decline_code` the bank's; all three are empty when it did not. `charge` is the id of the last try.
	"""

	id: str
	status: str
	amount: int
	received: int
	currency: str
	metadata: Mapping[str, str]
	error: str = ""
	error_code: str = ""
	decline_code: str = ""
	charge: str = ""


@dataclass(frozen=True, slots=True)
class Account:
	"""Proof that the key is right: whose account it is, and whether it may take payments."""

	id: str
	name: str
	takes_payments: bool
