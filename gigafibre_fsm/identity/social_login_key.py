"""Frappe's Social Login Key for Authentik: what puts the button on the sign-in page, kept as FSM Settings say.

Frappe's own way back from a provider checks neither the state nor the groups, and anybody may call it. So the key
sends people to our `start` instead, and holds a secret that is none: the true one is in FSM Settings, and only our
own way back can exchange a code.
"""

import frappe
from frappe.model.document import Document

from gigafibre_fsm.identity.staff_users import PROVIDER
from gigafibre_fsm.integrations.authentik import SCOPE

START = "/api/method/gigafibre_fsm.api.sign_in.start"
BACK = "/api/method/gigafibre_fsm.api.sign_in.authentik"


def keep_social_login_key(settings: Document) -> None:
	"""Create, update or switch off the key, as these settings say. One of this name that was not ours is taken over
	when Authentik is switched on, and left alone before.
	"""
	if not settings.authentik_enabled:
		return _switch_off()
	if frappe.db.exists("Social Login Key", PROVIDER):
		key = frappe.get_doc("Social Login Key", PROVIDER)
	else:
		key = frappe.new_doc("Social Login Key")
	if key.redirect_url != BACK:
		key.client_secret = frappe.generate_hash(length=40)
	_save(key, _values(settings))


def _switch_off() -> None:
	if frappe.db.exists("Social Login Key", {"name": PROVIDER, "redirect_url": BACK}):
		_save(frappe.get_doc("Social Login Key", PROVIDER), {"enable_social_login": 0})


def _save(key: Document, values: dict) -> None:
	key.update(values)
	# FSM Settings let only a System Manager change what this comes from.
	key.flags.ignore_permissions = True
	key.save()


def _values(settings: Document) -> dict:
	base = settings.authentik_url
	return {
		"enable_social_login": 1,
		"social_login_provider": "Custom",
		"provider_name": "Authentik",
		"client_id": settings.authentik_client_id,
		"base_url": base,
		"custom_base_url": 0,
		# Relative, so that the browser stays on the host whose cookie it will show.
		"authorize_url": START,
		"access_token_url": f"{base}/application/o/token/",
		"api_endpoint": f"{base}/application/o/userinfo/",
		"redirect_url": BACK,
		"auth_url_data": frappe.as_json({"response_type": "code", "scope": SCOPE}),
		"user_id_property": "sub",
		# People come in by their groups, or by invitation.
		"sign_ups": "Deny",
	}


def remove_social_login_key() -> None:
	"""Take the key away with the app: it leads nowhere without it."""
	frappe.db.delete("Social Login Key", {"name": PROVIDER, "redirect_url": BACK})
