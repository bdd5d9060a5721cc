"""The tab Sign-In: refused while nobody could sign in, or too many could."""

from ipaddress import ip_network

from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.validation import normalise_address, reject, require_networks

NEEDED = ("authentik_url", "authentik_client_id", "authentik_client_secret")
# Frappe gives these by itself; Administrator is one user's alone.
NOT_GIVEN = ("Administrator", "All", "Desk User", "Guest")


def validate(settings: Document) -> None:
	"""Refuse a tab that could not work or would let strangers in, with a sentence that says what to write instead."""
	_require_authentik(settings)
	_require_group_roles(settings)
	_require_proxies(settings)


def _require_authentik(settings: Document) -> None:
	for fieldname in NEEDED if settings.authentik_enabled else ():
		if not settings.get(fieldname):
			reject(settings, fieldname, _("is needed while Authentik is enabled"))
	if settings.authentik_enabled and not settings.group_roles:
		reject(settings, "group_roles", _("nobody could sign in through Authentik: name at least one group"))
	normalise_address(settings, "authentik_url", "https://auth.example")


def _require_group_roles(settings: Document) -> None:
	seen = set()
	for row in settings.group_roles:
		row.group_name = (row.group_name or "").strip()
		if row.role in NOT_GIVEN:
			reject(row, "role", _("no group can give this role"))
		if (row.group_name, row.role) in seen:
			reject(row, "group_name", _("is there twice with the role {0}").format(_(row.role)))
		seen.add((row.group_name, row.role))


def _require_proxies(settings: Document) -> None:
	require_networks(settings, "trusted_proxies")
	lines = (settings.trusted_proxies or "").split()
	if settings.proxy_sign_in and not lines:
		reject(settings, "trusted_proxies", _("is needed while the headers of a proxy are trusted"))
	if any(ip_network(line).prefixlen == 0 for line in lines):
		reject(
			settings, "trusted_proxies", _("everybody could sign in as anybody: name the proxy's own address")
		)
