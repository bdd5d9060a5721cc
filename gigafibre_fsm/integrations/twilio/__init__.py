"""Twilio: messages, calls, media, and the signature of what it sends us. Contract: INTEGRATIONS.md §4."""
