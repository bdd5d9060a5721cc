"""Stripe: the signature and the shape of its webhooks. Contract: INTEGRATIONS.md §5."""

from .webhooks import prove, read_event, sign

__all__ = ["prove", "read_event", "sign"]
