"""Tokens: what we hand out to people without a password, and what becomes of it.

The signature says that we made it and for what; the row of Access Token, whose name is the token's id, says whether
it was used or revoked.
"""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime

import frappe
from frappe.model.document import Document
from frappe.utils import get_datetime, now_datetime

from gigafibre_fsm.clock import to_utc
from gigafibre_fsm.collisions import begin_again
from gigafibre_fsm.identity import sessions
from gigafibre_fsm.identity.keys import secret_of, signing_key
from gigafibre_fsm.identity.refusals import NOT_VALID, OTHER_DEVICE, OVER, REVOKED, USED, refuse
from gigafibre_fsm.identity.signing import Claims, TokenError, TokenExpiredError, read, sign


def issue(
	purpose: str,
	*,
	subject: tuple[str, str],
	expires_on: datetime,
	user: str | None = None,
	single_use: bool = False,
) -> str:
	"""Return a new token about a document (`subject`: doctype, name); `expires_on` is in the site's zone."""
	doctype, name = subject
	# Whoever has one made was checked: the token goes to the subject's own address, or to who may write the subject.
	row = frappe.get_doc(
		doctype="Access Token",
		purpose=purpose,
		user=user,
		reference_doctype=doctype,
		reference_name=name,
		expires_on=expires_on.replace(microsecond=0),
		single_use=int(single_use),
	).insert(ignore_permissions=True)
	expires = int(to_utc(get_datetime(row.expires_on)).timestamp())
	return sign(signing_key(), Claims(purpose, row.name, _subject(row), expires))


@begin_again
def open_token(token: str | None, purpose: str, device: str | None = None) -> Document:
	"""Return the Access Token behind a token, marked as used, its row locked until the transaction ends.

	A single-use one opens once, however many try at the same time; the caller's transaction begins here. `device` is a
	secret only the caller's device knows: a token opened with one belongs to that device from then on.
	Raises LinkRefusedError.
	"""
	claims = _claims(token, purpose)
	row = _living_row(claims, for_update=True)
	if row.single_use and row.used_on:
		refuse(USED)
	if device:
		_bind(row, device)
	row.db_set({"used_on": row.used_on or now_datetime(), "bound_device": row.bound_device})
	return row


def require(token: str | None, purpose: str) -> None:
	"""Refuse a token that does not open for this purpose; it is not used up by asking. Raises LinkRefusedError."""
	row = _living_row(_claims(token, purpose))
	if row.single_use and row.used_on:
		refuse(USED)


def revoke(name: str) -> None:
	"""Have an Access Token open no more, and end the sessions it opened; a second time changes nothing."""
	row = frappe.get_doc("Access Token", name, for_update=True)
	if not row.revoked_on:
		row.db_set({"revoked_on": now_datetime(), "revoked_by": frappe.session.user})
	sessions.end_those_of(row)


def living(purpose: str, subject: tuple[str, str]) -> Iterable[str]:
	"""Return the Access Tokens of a document that may still be opened, or have sessions open."""
	about = {"purpose": purpose, "reference_doctype": subject[0], "reference_name": subject[1]}
	alive = {"revoked_on": ["is", "not set"], "expires_on": [">", now_datetime()]}
	return frappe.get_all("Access Token", {**about, **alive}, pluck="name", order_by="creation")


def _claims(token: object, purpose: str) -> Claims:
	try:
		return read(token, purpose, secret_of)
	except TokenExpiredError:
		refuse(OVER)
	except TokenError:
		refuse(NOT_VALID)


def _living_row(claims: Claims, for_update: bool = False) -> Document:
	if not frappe.db.exists("Access Token", claims.id):
		refuse(OVER)
	row = frappe.get_doc("Access Token", claims.id, for_update=for_update)
	if (row.purpose, _subject(row)) != (claims.purpose, claims.subject):
		refuse(NOT_VALID)
	if row.revoked_on:
		refuse(REVOKED)
	if get_datetime(row.expires_on) <= now_datetime():
		refuse(OVER)
	return row


def _subject(row: Document) -> str:
	return f"{row.reference_doctype}/{row.reference_name}"


def _bind(row: Document, device: str) -> None:
	"""Give a token to the first device that opens it, and refuse every other."""
	fingerprint = hashlib.sha256(device.encode()).hexdigest()
	row.bound_device = row.bound_device or fingerprint
	if not hmac.compare_digest(row.bound_device, fingerprint):
		refuse(OTHER_DEVICE)
