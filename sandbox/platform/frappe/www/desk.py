"""There is no desk here."""

from frappe import _

no_cache = 1


def get_context(context):
	"""Say so."""
	context.title = _("Desk")
