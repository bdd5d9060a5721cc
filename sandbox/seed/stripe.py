"""Stripe as the demo has it: the simulator's account."""

import frappe

from sandbox.seed.webhooks import SECRET
from sandbox.simulators.stripe import Account


def point_at_stripe(url: str) -> None:
	"""Tell FSM Settings where Stripe is, and the keys when it has none. Does not commit."""
	settings = frappe.get_doc("FSM Settings")
	if settings.stripe_enabled and settings.stripe_api_url == url and settings.stripe_secret_key:
		return
	settings.update({"stripe_enabled": 1, "stripe_api_url": url})
	if not settings.stripe_secret_key:
		settings.stripe_secret_key = Account().secret_key
	if not settings.stripe_webhook_secret:
		settings.stripe_webhook_secret = SECRET
	settings.save(ignore_permissions=True)
