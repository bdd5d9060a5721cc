"""Which user of this site somebody of Authentik is: known by its lasting id, else by the e-mail address."""

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import validate_email_address

from gigafibre_fsm.identity import group_roles

# The name of our Social Login Key, and of the rows of it that users have.
PROVIDER = "authentik"


class SignInRefused(Exception):
	"""This person may not come in; the message says why, in their language.

	No frappe exception: what was decided about roles on the way is kept.
	"""


@dataclass(frozen=True, slots=True)
class Visitor:
	"""Who Authentik says is there. `userid` is its `sub`, which outlives a change of address; may be empty."""

	userid: str
	email: str
	groups: tuple[str, ...]
	email_is_sure: bool = True
	first_name: str = ""
	last_name: str = ""


def one_address(text: str) -> str:
	"""Return an e-mail address in small letters; "" when the text is not exactly one."""
	typed = text.strip()
	is_one = not any(sign in typed for sign in " ,;\r\n\t") and validate_email_address(typed) == typed
	return typed.lower() if is_one else ""


def admit(visitor: Visitor, may_create: bool) -> str:
	"""Return the visitor's user, with the roles of their groups. Raises SignInRefused.

	Somebody in no group of the table is refused, and what groups had given them is taken back.
	"""
	user = find(visitor)
	if user:
		group_roles.follow(user, visitor.groups)
	if not group_roles.roles_of(visitor.groups):
		raise SignInRefused(
			_("None of your groups in Authentik may use this site. Ask a manager to invite you.")
		)
	if not user and not may_create:
		raise SignInRefused(_("{0} has no account here. Ask a manager to invite you.").format(visitor.email))
	return user or create(visitor).name


def find(visitor: Visitor) -> str | None:
	"""Return the user this visitor is, linked to them from now on; None when there is none yet.

	Raises SignInRefused for an account that is not theirs, is disabled, or is not of the staff.
	"""
	user = linked_user(visitor.userid)
	if user:
		_require_staff(user, is_linked=True)
		return user
	if not visitor.email:
		raise SignInRefused(
			_("Authentik did not tell your e-mail address. Ask your administrator to set it.")
		)
	if not visitor.email_is_sure:
		sentence = _("Authentik has not verified your e-mail address {0}. Ask a manager to invite you.")
		raise SignInRefused(sentence.format(visitor.email))
	if not frappe.db.exists("User", visitor.email):
		return None
	_require_staff(visitor.email, is_linked=bool(linked_id(visitor.email)))
	link(visitor.email, visitor.userid)
	return visitor.email


def create(visitor: Visitor) -> Document:
	"""Make the user, with the roles of the visitor's groups."""
	user = frappe.new_doc("User", email=visitor.email, enabled=1, send_welcome_email=0)
	user.update(
		{"first_name": visitor.first_name or visitor.email.split("@")[0], "last_name": visitor.last_name}
	)
	user.append_roles(*sorted(group_roles.roles_of(visitor.groups)))
	if visitor.userid:
		user.append("social_logins", {"provider": PROVIDER, "userid": visitor.userid})
	user.flags.no_welcome_mail = True
	# Authentik says who they are, or whoever invites them was checked.
	return user.insert(ignore_permissions=True)


def link(user: str, userid: str) -> bool:
	"""Remember which account of Authentik is this user's; False when it was known. Raises SignInRefused."""
	known = linked_id(user)
	if known and userid and known != userid:
		sentence = _("{0} belongs to another account of Authentik. Ask a System Manager to unlink it.")
		raise SignInRefused(sentence.format(user))
	if known or not userid:
		return False
	document = frappe.get_doc("User", user)
	document.append("social_logins", {"provider": PROVIDER, "userid": userid})
	# The same; and an account is linked once.
	document.flags.ignore_permissions = True
	document.save()
	return True


def linked_user(userid: str) -> str | None:
	"""Return the user linked to this account of Authentik."""
	rule = {"provider": PROVIDER, "userid": userid, "parenttype": "User"}
	return frappe.db.get_value("User Social Login", rule, "parent") if userid else None


def linked_id(user: str) -> str | None:
	"""Return the id of the account of Authentik this user is linked to."""
	return frappe.db.get_value("User Social Login", {"provider": PROVIDER, "parent": user}, "userid")


def _require_staff(user: str, is_linked: bool) -> None:
	"""Refuse who must not come in this way: Administrator, the disabled, and customers."""
	found = frappe.db.get_value("User", user, ["enabled", "user_type"], as_dict=True)
	if user in frappe.STANDARD_USERS:
		raise SignInRefused(_("{0} signs in with a password only").format(user))
	if not found.enabled:
		raise SignInRefused(_("{0} is disabled here. Ask a manager.").format(user))
	# A technician has no desk: a website user, who is of the staff once linked by an invitation.
	if found.user_type != "System User" and not is_linked:
		raise SignInRefused(_("{0} is not a staff account. Ask a manager to invite you.").format(user))
