"""Uptime Kuma: the shape of its webhooks. It signs nothing: a secret header vouches. Contract: INTEGRATIONS.md §7."""

from .webhooks import read_event

__all__ = ["read_event"]
