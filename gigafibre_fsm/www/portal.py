"""The customer's own page: who they are, and their messages with us (public/portal/messages.js)."""

import frappe

from gigafibre_fsm import identity
from gigafibre_fsm.language import language
from gigafibre_fsm.messaging import conversations
from gigafibre_fsm.permissions import customers_of, require_customer

no_cache = 1
sitemap = 0


def get_context(context):
	"""Fill the page; guests are sent to sign in. Raises PermissionError for who is nobody's portal user."""
	if frappe.session.user == "Guest":
		identity.redirect("/sign-in")
	identity.prepare_page(context)
	require_customer()
	context.customer_name = ", ".join(_names(customers_of(frappe.session.user)))
	context.boot = {
		"csrf_token": context.csrf_token,
		"language": language(),
		"site_name": frappe.local.site,
		"socketio_port": frappe.conf.socketio_port if frappe.local.dev_server else None,
		"user": frappe.session.user,
		"words": conversations.portal_words(),
	}
	return context


def _names(customers: list[str]) -> list[str]:
	return frappe.get_all(
		"Customer", {"name": ["in", customers]}, pluck="customer_name", order_by="customer_name"
	)
