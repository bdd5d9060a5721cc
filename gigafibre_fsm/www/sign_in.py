"""The customers' way in: an address, then the link or the code that was sent there."""

import frappe

from gigafibre_fsm import identity
from gigafibre_fsm.permissions import customers_of

no_cache = 1
sitemap = 0


def get_context(context):
	"""Fill the page; who is signed in as a customer goes on to their account."""
	if customers_of(frappe.session.user):
		identity.redirect("/portal")
	return identity.prepare_page(context)
