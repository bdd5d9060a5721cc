"""The keys our tokens are signed with: the newest signs, a retired one still verifies until it is over."""

import secrets

import frappe
from frappe.utils import get_datetime, now_datetime
from frappe.utils.password import get_decrypted_password

from gigafibre_fsm.identity.signing import Key


def signing_key() -> Key:
	"""Return the key that signs now; the first one is made when it is needed."""
	name = frappe.db.get_value("Token Key", {"retired_on": ["is", "not set"]}, order_by="creation desc")
	name = name or _make_key()
	return Key(name, _secret(name))


def secret_of(key_id: str) -> str | None:
	"""Return the secret of a key that still verifies, else None."""
	key = frappe.db.get_value("Token Key", key_id, ["name", "retired_on"], as_dict=True)
	if not key or (key.retired_on and get_datetime(key.retired_on) <= now_datetime()):
		return None
	return _secret(key.name)


def rotate_key(at_once: bool = False) -> str:
	"""Sign with a new key from now on; returns its name.

	The others verify until the last link that is out is over; `at_once`, for a secret somebody saw, ends every link
	now.
	"""
	until = now_datetime() if at_once else _end_of_the_last_token()
	for key in frappe.get_all("Token Key", fields=["name", "retired_on"], order_by="creation"):
		if not key.retired_on or get_datetime(key.retired_on) > until:
			frappe.db.set_value("Token Key", key.name, "retired_on", until)
	return _make_key()


def _end_of_the_last_token():
	living = {"revoked_on": ["is", "not set"]}
	last = frappe.db.get_value("Access Token", living, "expires_on", order_by="expires_on desc")
	return max(get_datetime(last), now_datetime()) if last else now_datetime()


def _make_key() -> str:
	key = frappe.get_doc(doctype="Token Key", secret=secrets.token_urlsafe(48))
	# Made for whoever needs a signature first, or for a System Manager who rotates it.
	return key.insert(ignore_permissions=True).name


def _secret(name: str) -> str:
	return get_decrypted_password("Token Key", name, "secret")
