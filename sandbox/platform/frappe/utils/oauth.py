"""Signing in at another place: addresses to send people to, and letting in who comes back."""

import base64
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

import frappe
from frappe import _
from frappe.utils import cint, get_url
from frappe.utils.password import get_decrypted_password
from frappe.website.utils import get_default_path

TOKEN_SECONDS = 120


class SignupDisabledError(frappe.PermissionError):
	"""Who has no account does not get one this way."""


def build_oauth_url(base_url: str, url: str | None = None) -> str:
	"""The address: `url` after the base, or alone when it is whole."""
	parts = urlsplit(url or "")
	return (url or "") if parts.scheme and parts.netloc else base_url + (url or "")


def get_oauth2_providers() -> dict[str, dict]:
	"""`{name: {flow_params, redirect_uri, api_endpoint, …}}` of every Social Login Key."""
	keys = frappe.get_all("Social Login Key", fields=["*"], order_by="name")
	return {key.name: _provider(key) for key in keys}


def _provider(key: Any) -> dict:
	urls = [key.authorize_url, key.access_token_url, key.api_endpoint]
	if key.custom_base_url:
		urls = [build_oauth_url(key.base_url, url) for url in urls]
	params = {
		"name": key.name,
		"authorize_url": urls[0],
		"access_token_url": urls[1],
		"base_url": key.base_url,
	}
	provider = {"flow_params": params, "redirect_uri": key.redirect_url, "api_endpoint": urls[2]}
	for field in ("auth_url_data", "api_endpoint_args"):
		if key[field]:
			provider[field] = json.loads(key[field])
	return provider


def get_oauth_keys(provider: str) -> dict[str, str]:
	"""Client id and secret, of the site's configuration or the record."""
	configured = frappe.conf.get(f"{provider}_login")
	if configured:
		return {"client_id": configured["client_id"], "client_secret": configured["client_secret"]}
	return {
		"client_id": frappe.db.get_value("Social Login Key", provider, "client_id"),
		"client_secret": get_decrypted_password("Social Login Key", provider, "client_secret"),
	}


def get_oauth2_authorize_url(provider: str, redirect_to: str | None) -> str:
	"""Where the button of the sign-in page leads. The state is text anybody can write: Frappe does not keep it."""
	state = {"site": get_url(), "token": frappe.generate_hash(), "redirect_to": redirect_to}
	settings = get_oauth2_providers()[provider]
	data = {
		"redirect_uri": get_redirect_uri(provider),
		"state": base64.b64encode(json.dumps(state).encode()),
		**settings.get("auth_url_data", {}),
		"client_id": get_oauth_keys(provider)["client_id"],
	}
	return f"{settings['flow_params']['authorize_url']}?{urlencode(data)}"


def get_redirect_uri(provider: str) -> str:
	"""Where people come back: an address of this site."""
	configured = frappe.conf.get(f"{provider}_login") or {}
	return configured.get("redirect_uri") or get_url(get_oauth2_providers()[provider]["redirect_uri"])


def get_oauth2_flow(provider: str) -> Any:
	"""Frappe's own exchange of codes."""
	raise NotImplementedError("frappe.utils.oauth.get_oauth2_flow")


def get_info_via_oauth(
	provider: str, code: str, decoder: Callable | None = None, id_token: bool = False
) -> dict[str, Any]:
	"""Who this code stands for, by Frappe's own exchange."""
	raise NotImplementedError("frappe.utils.oauth.get_info_via_oauth")


def login_oauth_user(
	data: dict | str,
	*,
	provider: str | None = None,
	state: dict | str,
	generate_login_token: bool = False,
) -> None:
	"""Sign in whom the provider says is there (`data`, with an e-mail address), and send them on. Commits."""
	data = json.loads(data) if isinstance(data, str) else data
	state = json.loads(base64.b64decode(state)) if isinstance(state, str) else state
	if not (state and state["token"]):
		frappe.respond_as_web_page(_("Invalid Request"), _("Token is missing"), http_status_code=417)
		return
	user = (data.get("email") or data.get("upn") or data.get("unique_name")).lower()
	if not _may_come_in(user, provider):
		return
	frappe.local.login_manager.login_as(user)
	frappe.db.commit()
	if cint(generate_login_token):
		token = frappe.generate_hash(length=32)
		frappe.cache.set_value(f"login_token:{token}", frappe.local.session.sid, expires_in_sec=TOKEN_SECONDS)
		frappe.local.response["login_token"] = token
		return
	redirect_post_login(
		desk_user=frappe.local.response.get("message") == "Logged In",
		redirect_to=state.get("redirect_to"),
		provider=provider,
	)


def _may_come_in(user: str, provider: str | None) -> bool:
	from frappe.integrations.doctype.social_login_key.social_login_key import provider_allows_signup

	if not frappe.db.exists("User", user):
		if provider_allows_signup(provider):
			raise NotImplementedError("frappe.utils.oauth: sign-up through a provider")
		sentence = "Sorry. Signup from Website is disabled."
		frappe.respond_as_web_page("Signup is Disabled", sentence, success=False, http_status_code=403)
		return False
	if not frappe.db.get_value("User", user, "enabled"):
		frappe.respond_as_web_page(_("Not Allowed"), _("User {0} is disabled").format(user))
		return False
	if not frappe.db.exists("User Social Login", {"parent": user, "provider": provider}):
		raise NotImplementedError("frappe.utils.oauth: linking a user at their first sign-in")
	return True


def redirect_post_login(desk_user: bool, redirect_to: str | None = None, provider: str | None = None) -> None:
	"""Send the browser to where it wanted, else home."""
	frappe.local.response["type"] = "redirect"
	frappe.local.response["location"] = redirect_to or get_url(get_default_path())
