"""The sandbox's site: made once, migrated when the apps' files changed, seeded, thrown away on request."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import frappe
from frappe.installer import make_site
from frappe.migrate import migrate as migrate_site

from sandbox.seed.accounts import ACCOUNTS, PASSWORD
from sandbox.seed.authentik import point_at_authentik
from sandbox.seed.demo import seed
from sandbox.seed.gemini import point_at_gemini
from sandbox.seed.stripe import point_at_stripe
from sandbox.seed.twilio import point_at_twilio
from sandbox.seed.webhooks import switch_webhooks_on
from sandbox.server.paths import ROOT, SITE, SITE_PATH, SITES_PATH

ADMIN_PASSWORD = "Bac-a-sable-34"
APPS = ("erpnext", "gigafibre_fsm")

# A change in one of these may change tables or records.
MIGRATED = ("*.json", "*.txt", "hooks.py", "install.py", "custom_fields.py")


def create(site: str, sites_path: str) -> None:
	"""Make a site with everything installed on it."""
	try:
		make_site(site, sites_path, apps=APPS, admin_password=ADMIN_PASSWORD)
	finally:
		frappe.destroy()


def remove() -> None:
	"""Throw the site away, with its files, jobs and mail."""
	shutil.rmtree(SITE_PATH, ignore_errors=True)


# How the site is told where each simulator is.
POINTERS = {
	"twilio": point_at_twilio,
	"authentik": point_at_authentik,
	"stripe": point_at_stripe,
	"gemini": point_at_gemini,
}


def prepare(settings: dict[str, Any], addresses: dict[str, str]) -> None:
	"""Have the site there, up to date and seeded, with these values in its configuration and its simulators' addresses."""
	if not _finished().exists():
		remove()
		print("Making the site…", flush=True)
		create(SITE, str(SITES_PATH))
	configure(settings)
	if _finished().exists() and _finished().read_text() != _fingerprint():
		print("The app changed; migrating.", flush=True)
		migrate()
	with connected():
		seed(addresses["genieacs"])
		for name, point in POINTERS.items():
			point(addresses[name])
		switch_webhooks_on()
		frappe.db.commit()
	_finished().write_text(_fingerprint())


def migrate() -> None:
	"""As `bench migrate`."""
	with connected():
		done = migrate_site()
	print(
		f"Migrated: {len(done['doctypes'])} doctypes changed, {len(done['patches'])} patches run.", flush=True
	)


def configure(settings: dict[str, Any]) -> None:
	"""Add these values to site_config.json."""
	path = SITE_PATH / "site_config.json"
	path.write_text(json.dumps(json.loads(path.read_text()) | settings, indent=1, sort_keys=True))


def accounts(twilio_url: str, stripe_url: str) -> list[str]:
	"""Who may log in to the demo, where its customers' phones are and where they pay; a line each."""
	staff = [f"  {account.email}  ({account.role})" for account in ACCOUNTS]
	return [
		f"log in with the password {PASSWORD}:",
		*staff,
		f"or as Administrator with {ADMIN_PASSWORD}, or through Authentik (simulated) as agent, newcomer, …",
		f"customers' phones, to write and read SMS with: {twilio_url}/_sim/phone",
		f"the pages they pay on (Stripe, simulated): {stripe_url}/_sim/sessions",
	]


def phones() -> dict[str, str]:
	"""Whose phones the demo's mobile numbers are: number → the contact's name, by name."""
	with connected():
		contacts = frappe.get_all("Contact", fields=["mobile_no", "full_name"], order_by="full_name")
	return {contact.mobile_no: contact.full_name for contact in contacts if contact.mobile_no}


@contextmanager
def connected() -> Iterator[None]:
	"""The site from the inside, as Administrator; what is not committed is lost."""
	frappe.init(SITE, sites_path=str(SITES_PATH), force=True)
	frappe.connect()
	try:
		yield
	finally:
		frappe.destroy()


def _finished() -> Path:
	"""Present once the site was made and seeded; holds the fingerprint of what it was migrated to."""
	return SITE_PATH / "migrated"


def _fingerprint() -> str:
	"""Changes when a file does that a migration reads."""
	folders = (ROOT / "gigafibre_fsm", ROOT / "sandbox" / "platform")
	files = sorted(
		path
		for folder in folders
		for pattern in MIGRATED
		for path in folder.rglob(pattern)
		if "public" not in path.parts
	)
	digest = hashlib.sha256()
	for path in files:
		digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
	return digest.hexdigest()
