"""The tabs 3CX, Uptime Kuma, Stripe and DocuSeal: a webhook without a secret would believe anybody."""

from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.validation import normalise_address, reject
from gigafibre_fsm.words import N_

STRIPE_API_URL = "https://api.stripe.com"
# Switch → its secret, and whose it is.
SECRETS = {
	"pbx_enabled": ("pbx_secret", N_("3CX")),
	"kuma_enabled": ("kuma_secret", N_("Uptime Kuma")),
	"stripe_enabled": ("stripe_webhook_secret", N_("Stripe")),
	"docuseal_enabled": ("docuseal_webhook_secret", N_("DocuSeal")),
}


def validate(settings: Document) -> None:
	"""Refuse a system that is on without its secret, or whose address no client could use."""
	settings.stripe_api_url = settings.stripe_api_url or STRIPE_API_URL
	normalise_address(settings, "stripe_api_url", STRIPE_API_URL)
	for switch, (secret, system) in SECRETS.items():
		if settings.get(switch) and not settings.get(secret):
			reject(settings, secret, _("is needed while {0} is enabled").format(_(system)))
