"""Stripe: Checkout pages, payments, and the webhooks that tell of them. Contract: INTEGRATIONS.md §5.

`Stripe(Config("https://api.stripe.com", "sk_…"))` is the whole door to its API; `prove`, `read_event` and `sign` are
about what it sends us and need no connection. What goes wrong is a StripeError, and `reason(code)` says it in words.
"""

from .client import Stripe
from .errors import StripeError, reason
from .models import Account, Config, Payment, Purchase, Session
from .webhooks import prove, read_event, sign

__all__ = [
	"Account",
	"Config",
	"Payment",
	"Purchase",
	"Session",
	"Stripe",
	"StripeError",
	"prove",
	"read_event",
	"reason",
	"sign",
]
