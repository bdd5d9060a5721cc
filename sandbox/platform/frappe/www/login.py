"""The login page: back to where the person wanted to go, never to another site."""

from urllib.parse import urlsplit

import frappe
from frappe import _
from frappe.utils.oauth import get_oauth2_authorize_url

no_cache = 1


def get_context(context):
	"""Where to go next, and the sentences of the form. Who is logged in already goes there at once."""
	target = _local(frappe.form_dict.get("redirect-to"))
	if frappe.session.user != "Guest":
		frappe.local.flags.redirect_location = target or "/"
		raise frappe.Redirect(302)
	context.title = _("Login")
	context.app_title = (frappe.get_hooks("app_title") or ["Frappe"])[-1]
	context.redirect_to = target
	context.provider_logins = _providers(target)
	context.texts = {
		"wrong": _("Invalid Login. Try again."),
		"failed": _("Something went wrong."),
		"unreachable": _("The server does not answer. Check your connection and try again."),
	}


def _local(target: str | None) -> str:
	"""The path, when it is one of ours."""
	if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
		return ""
	return "" if urlsplit(target).netloc else target


def _providers(target: str) -> list[dict[str, str]]:
	"""`{provider_name, auth_url}` of each other place to sign in."""
	enabled = {"enable_social_login": 1}
	keys = frappe.get_all(
		"Social Login Key", enabled, ["name", "provider_name", "client_id"], order_by="name"
	)
	return [
		{"provider_name": key.provider_name, "auth_url": get_oauth2_authorize_url(key.name, target)}
		for key in keys
		if key.client_id
	]
