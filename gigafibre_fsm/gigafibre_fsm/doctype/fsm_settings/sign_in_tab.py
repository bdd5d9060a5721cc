"""The tab Sign-In: refused while nobody could sign in, or too many could."""

from ipaddress import ip_network

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from gigafibre_fsm.validation import normalise_address, reject, require_networks

NEEDED = ("authentik_url", "authentik_client_id", "authentik_client_secret")
# Frappe gives these by itself; Administrator is one user's alone.
NOT_GIVEN = ("Administrator", "All", "Desk User", "Guest")
# Who writes these says who comes in, and as whom: a manager could make themselves System Manager.
DECIDE_WHO_COMES_IN = (
	*NEEDED,
	"authentik_enabled",
	"authentik_token",
	"group_roles",
	"proxy_sign_in",
	"trusted_proxies",
)


def validate(settings: Document) -> None:
	"""Refuse a tab that could not work or would let strangers in, with a sentence that says what to write instead."""
	_require_authentik(settings)
	_require_group_roles(settings)
	_require_proxies(settings)
	_require_right_to_change(settings)


def _require_right_to_change(settings: Document) -> None:
	if "System Manager" in frappe.get_roles():
		return
	before = settings.get_doc_before_save() or frappe.new_doc(settings.doctype)
	for fieldname in DECIDE_WHO_COMES_IN:
		if _written(settings, fieldname) != _written(before, fieldname):
			label = _(settings.meta.get_label(fieldname), context=settings.doctype)
			reason = _("only a System Manager may change who comes in, and as whom")
			frappe.throw(_("{0}: {1}").format(label, reason), frappe.PermissionError)


def _written(settings: Document, fieldname: str) -> int | str | list[tuple[str, str]]:
	"""Return a field's value in a form that can be compared: a request may write numbers as text."""
	if fieldname == "group_roles":
		return [(row.group_name, row.role) for row in settings.group_roles]
	value = settings.get(fieldname)
	is_switch = settings.meta.get_field(fieldname).fieldtype == "Check"
	return cint(value) if is_switch else (value or "").strip()


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
