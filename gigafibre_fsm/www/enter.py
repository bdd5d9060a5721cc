"""Where a customer's link leads. The token is behind the #: it reaches us only when the page posts it."""

from frappe import _

from gigafibre_fsm import identity

no_cache = 1
sitemap = 0


def get_context(context):
	context.method = "gigafibre_fsm.api.identity.enter"
	context.home = "/portal"
	context.missing = _("This link is not whole: copy it to its end, or ask for a new one.")
	return identity.prepare_page(context)
