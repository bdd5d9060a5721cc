"""Where a contract is read and signed. The token is behind the #: it reaches us only when the page posts it."""

from frappe import _

from gigafibre_fsm import identity

no_cache = 1
sitemap = 0


def get_context(context):
	identity.prepare_page(context)
	context.words = _words()
	return context


def _words() -> dict[str, str]:
	"""What the page says that depends on the contract."""
	return {
		"missing": _("This link is not whole: copy it to its end, or call us."),
		"title": _("Your contract with {0}"),
		"signed_title": _("Your contract is signed"),
		"signed": _("Signed by {0} on {1}."),
		"digest": _("Fingerprint of the terms: {0}"),
		"price": _("{0}, {1}"),
		"signing": _("Signing…"),
		"sign": _("Sign the contract"),
	}
