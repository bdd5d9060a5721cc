"""The tabs 3CX, Uptime Kuma, Stripe and DocuSeal: a webhook without a secret would believe anybody."""

from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.validation import reject
from gigafibre_fsm.words import N_

# Switch → its secret, and whose it is.
SECRETS = {
	"pbx_enabled": ("pbx_secret", N_("3CX")),
	"kuma_enabled": ("kuma_secret", N_("Uptime Kuma")),
	"stripe_enabled": ("stripe_webhook_secret", N_("Stripe")),
	"docuseal_enabled": ("docuseal_webhook_secret", N_("DocuSeal")),
}


def validate(settings: Document) -> None:
	"""Refuse a system that is on without its secret."""
	for switch, (secret, system) in SECRETS.items():
		if settings.get(switch) and not settings.get(secret):
			reject(settings, secret, _("is needed while {0} is enabled").format(_(system)))
