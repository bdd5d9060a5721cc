"""The shell of /ops: sends guests to sign in, then hands the built app its boot."""

import json
from pathlib import Path
from urllib.parse import quote

import frappe
from frappe import _

from gigafibre_fsm.boot import boot_info
from gigafibre_fsm.permissions import may_use_ops

no_cache = 1
ASSETS = "/assets/gigafibre_fsm/ops/"
ENTRY = "index.html"


def get_context(context):
	"""Fill the page, or redirect. Raises PermissionError for an account without a role in /ops."""
	if frappe.session.user == "Guest":
		frappe.local.flags.redirect_location = (
			f"/login?redirect-to={quote(frappe.request.full_path.rstrip('?'))}"
		)
		raise frappe.Redirect
	if not may_use_ops():
		frappe.throw(refusal(), frappe.PermissionError)
	context.boot = boot_info()
	context.assets = built_assets()
	return context


def refusal() -> str:
	"""Return why this account is not let in; a technician has a role, but their own pages are not built yet."""
	if "FSM Technician" in frappe.get_roles():
		return _("These pages are for the office; the technicians’ own pages are not there yet")
	return _("Your account has no role in Gigafibre FSM; ask a manager for one")


def built_assets() -> dict[str, str | list[str]]:
	"""Return the script and style sheets of the built app, from Vite's manifest."""
	manifest = Path(frappe.get_app_path("gigafibre_fsm", "public", "ops", "manifest.json"))
	if not manifest.exists():
		frappe.throw(_("The pages are not built: run “bench build --app gigafibre_fsm”"))
	entry = json.loads(manifest.read_text())[ENTRY]
	return {"script": ASSETS + entry["file"], "styles": [ASSETS + style for style in entry.get("css", [])]}
