"""Where Stripe sends a customer back to. It says nothing of anybody: what was paid is told by Stripe's webhook."""

import frappe

from gigafibre_fsm import identity

no_cache = 1
sitemap = 0


def get_context(context):
	context.paid = bool(frappe.form_dict.get("paid"))
	return identity.prepare_page(context)
