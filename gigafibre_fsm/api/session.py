"""The session: what the pages need to know before their first call."""

import frappe
from frappe import _

from gigafibre_fsm.api.access import endpoint
from gigafibre_fsm.boot import boot_info
from gigafibre_fsm.language import LANGUAGES
from gigafibre_fsm.permissions import OPS


@endpoint(roles=OPS)
def boot() -> dict:
	"""Return what `window.boot` holds, for a page that signed in again without reloading."""
	return boot_info()


@endpoint(roles=OPS, methods=("POST",))
def set_language(language: str) -> dict:
	"""Save the user's language and return the boot of the new one."""
	if language not in LANGUAGES:
		frappe.throw(_("Language {0} is not one of {1}").format(language, ", ".join(LANGUAGES)))
	frappe.get_doc("User", frappe.session.user).db_set("language", language)
	frappe.clear_cache(user=frappe.session.user)
	frappe.local.lang = language
	return boot_info()
