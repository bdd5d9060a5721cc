"""Accounts without a password, for whoever comes through a link."""

import re
import unicodedata
from typing import Any

import frappe

# Nobody's roles: everyone has them.
EVERYONES = {"All", "Guest"}


def may_sign_in(user: str | None) -> bool:
	"""Return whether a link may open a session as this user: enabled, and without the desk.

	What opens with a text message must not open the staff's door.
	"""
	return bool(user and frappe.db.exists("User", {"name": user, "enabled": 1, "user_type": "Website User"}))


def has_only(user: str, role: str) -> bool:
	"""Return whether a user has this role or none."""
	return set(frappe.get_roles(user)) <= {role, *EVERYONES}


def make_account(addresses: list[str], role: str, **fields: Any) -> str:
	"""Make a Website User with this role under the first address nobody has; its name.

	No mail is sent. Somebody may take an address at the same moment: the next one is tried then.
	Raises DuplicateEntryError when all are taken.
	"""
	free = [address for address in addresses if not frappe.db.exists("User", address.lower())]
	for address in free:
		frappe.db.savepoint("make_account")
		try:
			return _insert(address, role, fields)
		except frappe.DuplicateEntryError:
			frappe.db.rollback(save_point="make_account")
			frappe.clear_last_message()
	raise frappe.DuplicateEntryError("User", ", ".join(addresses))


def _insert(address: str, role: str, fields: dict[str, Any]) -> str:
	user = frappe.get_doc(
		doctype="User", email=address, send_welcome_email=0, roles=[{"role": role}], **fields
	)
	# Asked for by a job of ours, or by a dispatcher who may write the technician: nobody chooses the role.
	user.flags.ignore_permissions = user.flags.no_welcome_mail = True
	return user.insert().name


def placeholder_addresses(name: str, domain: str) -> list[str]:
	"""Return two addresses no mail server takes (RFC 2606) for who has none; the second is surely free."""
	plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
	slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "somebody"
	return [f"{slug}@{domain}", f"{slug}-{frappe.generate_hash(length=8)}@{domain}"]
