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


def keep(settings: Document) -> None:
	"""Create, update or switch off the key, as these settings say."""
	exists = frappe.db.exists("Social Login Key", PROVIDER)
	if not (exists or settings.authentik_enabled):
		return
	key = frappe.get_doc("Social Login Key", PROVIDER) if exists else frappe.new_doc("Social Login Key")
	key.update(_values(settings) if settings.authentik_enabled else {"enable_social_login": 0})
	if not exists:
		key.client_secret = frappe.generate_hash(length=40)
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
