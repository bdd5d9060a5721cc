"""Secrets in `__Auth`: users' passwords as hashes, Password fields encrypted with the site's key."""

import hashlib
import hmac
import os
import secrets
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

import frappe
from frappe import _

ITERATIONS = 29_000
_SCHEME = "pbkdf2-sha256"


def get_decrypted_password(
	doctype: str, name: str, fieldname: str = "password", raise_exception: bool = True
) -> str | None:
	"""A Password field in clear; ValidationError without one, unless told not to raise."""
	row = _row(doctype, name, fieldname, encrypted=1)
	if row:
		return decrypt(row, key=f"{doctype}.{name}.{fieldname}")
	if raise_exception:
		frappe.throw(_("Password not found for {0} {1} {2}").format(doctype, name, fieldname))
	return None


def set_encrypted_password(doctype: str, name: str, pwd: str, fieldname: str = "password") -> None:
	"""Keep a Password field, encrypted."""
	_store(doctype, name, fieldname, encrypt(pwd), encrypted=1)


def remove_encrypted_password(doctype: str, name: str, fieldname: str = "password") -> None:
	"""Forget a Password field."""
	frappe.db.sql(
		"DELETE FROM `__Auth` WHERE `doctype` = %s AND `name` = %s AND `fieldname` = %s",
		(doctype, name, fieldname),
	)


def check_password(
	user: str, pwd: str, doctype: str = "User", fieldname: str = "password", delete_tracker_cache: bool = True
) -> str:
	"""The user's name when the password is right, else AuthenticationError."""
	stored = _row(doctype, user, fieldname, encrypted=0)
	if not stored or not _matches(pwd, stored):
		raise frappe.AuthenticationError(_("Incorrect User or Password"))
	return user


def update_password(
	user: str,
	pwd: str,
	doctype: str = "User",
	fieldname: str = "password",
	logout_all_sessions: bool = False,
) -> None:
	"""Keep a user's password as a hash."""
	salt = secrets.token_hex(16)
	_store(
		doctype,
		user,
		fieldname,
		f"${_SCHEME}${ITERATIONS}${salt}${_digest(pwd, salt, ITERATIONS)}",
		encrypted=0,
	)
	if logout_all_sessions:
		from frappe.sessions import clear_sessions

		clear_sessions(user=user, keep_current=True, force=True)


def delete_all_passwords_for(doctype: str, name: str) -> None:
	"""Forget every secret of a document."""
	frappe.db.sql("DELETE FROM `__Auth` WHERE `doctype` = %s AND `name` = %s", (doctype, name))


def rename_password(doctype: str, old_name: str, new_name: str) -> None:
	"""Secrets follow a document to its new name."""
	frappe.db.sql(
		"UPDATE `__Auth` SET `name` = %s WHERE `doctype` = %s AND `name` = %s", (new_name, doctype, old_name)
	)


def encrypt(txt: str, encryption_key: str | None = None) -> str:
	"""Encrypt with the site's key."""
	return Fernet((encryption_key or get_encryption_key()).encode()).encrypt(txt.encode()).decode()


def decrypt(txt: str, encryption_key: str | None = None, key: str | None = None) -> str:
	"""Decrypt with the site's key; a ValidationError when it is another one's."""
	try:
		return Fernet((encryption_key or get_encryption_key()).encode()).decrypt(txt.encode()).decode()
	except InvalidToken:
		frappe.throw(
			_("Encryption key is invalid! Please check site_config.json") + (f" ({key})" if key else ""),
			title=_("Encryption key is invalid"),
		)
		raise


def get_encryption_key() -> str:
	"""The site's key; its folder's site_config.json has it."""
	return os.environ.get("FRAPPE_ENCRYPTION_KEY") or frappe.local.conf.encryption_key


def _digest(pwd: str, salt: str, iterations: int) -> str:
	return hashlib.pbkdf2_hmac("sha256", pwd.encode(), bytes.fromhex(salt), iterations).hex()


def _matches(pwd: str, stored: str) -> bool:
	_empty, scheme, iterations, salt, digest = stored.split("$")
	return scheme == _SCHEME and hmac.compare_digest(_digest(pwd, salt, int(iterations)), digest)


def _row(doctype: str, name: str, fieldname: str, encrypted: int) -> str | None:
	found = frappe.db.sql(
		"SELECT `password` FROM `__Auth` WHERE `doctype` = %s AND `name` = %s AND `fieldname` = %s AND `encrypted` = %s",
		(doctype, name, fieldname, encrypted),
	)
	return found[0][0] if found else None


def _store(doctype: str, name: str, fieldname: str, value: Any, encrypted: int) -> None:
	frappe.db.sql(
		"INSERT OR REPLACE INTO `__Auth` (`doctype`, `name`, `fieldname`, `password`, `encrypted`) "
		"VALUES (%s, %s, %s, %s, %s)",
		(doctype, name, fieldname, value, encrypted),
	)
