"""A Stripe to try things on: Checkout sessions and their page, payments, signed webhooks (INTEGRATIONS.md §5).

In a test: `with StripeSimulator(callback_base=site) as stripe: …`. By itself: `python -m sandbox.simulators.stripe`.
"""

from .account import Account
from .events import Delivery
from .server import StripeSimulator

__all__ = ["Account", "Delivery", "StripeSimulator"]
