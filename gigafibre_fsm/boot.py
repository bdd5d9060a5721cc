"""What a page of /ops knows from the start: who is here, what they may do, and the words of their language."""

import frappe
from frappe.gettext.translate import get_translations_from_mo
from frappe.sessions import get_csrf_token
from frappe.translate import get_user_translations
from frappe.utils import get_system_timezone

from gigafibre_fsm import __version__
from gigafibre_fsm.language import language


def boot_info() -> dict:
	"""Return the boot of the signed-in user, as frontend/src/boot.ts types it."""
	user = frappe.get_cached_doc("User", frappe.session.user)
	return {
		"site_name": frappe.local.site,
		"csrf_token": get_csrf_token(),
		"user": user.name,
		"full_name": user.full_name,
		"user_image": user.user_image,
		"language": language(),
		"roles": frappe.get_roles(),
		"capabilities": capabilities(),
		# `bench start` serves realtime on a port of its own; behind nginx it shares ours.
		"socketio_port": frappe.conf.socketio_port if frappe.local.dev_server else None,
		"messages": messages(language()),
		"version": __version__,
		"default_company": frappe.defaults.get_global_default("company"),
		"currency": frappe.defaults.get_global_default("currency") or "CAD",
		"time_zone": get_system_timezone(),
	}


def capabilities() -> dict[str, bool]:
	"""Return what the user may do, by the names the pages use, as the rights on the records say."""
	return {
		"reboot": bool(frappe.has_permission("Service Equipment", "write")),
		"factory_reset": "FSM Manager" in frappe.get_roles(),
		"settings": bool(frappe.has_permission("FSM Settings", "write")),
		"create_job": bool(frappe.has_permission("Dispatch Job", "create")),
		"see_billing": bool(frappe.has_permission("Sales Invoice", "read")),
	}


def messages(spoken: str) -> dict[str, str]:
	"""Return the app's own translations, with what the site has put in their place."""
	if spoken == "en":
		return {}
	return {**get_translations_from_mo(spoken, "gigafibre_fsm"), **get_user_translations(spoken)}
