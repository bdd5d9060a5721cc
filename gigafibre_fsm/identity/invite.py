"""Inviting a colleague: an account in Authentik, its groups, a password to begin with, a user here, and an e-mail.

Each step looks before it acts, so an invitation that stopped half-way is simply sent again.
"""

import secrets
import string
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from typing import NoReturn

import frappe
from frappe import _
from frappe.utils import strip_html

from gigafibre_fsm.identity import authentik, group_roles, invitation_mail, staff_users
from gigafibre_fsm.identity.invitation_rules import groups_beyond, require_invitable
from gigafibre_fsm.identity.passwords import make_password
from gigafibre_fsm.identity.staff_users import SignInRefused, Visitor
from gigafibre_fsm.integrations.authentik import Account, Authentik, AuthentikError
from gigafibre_fsm.words import N_

# Written into accounts we make: the password of any other is its owner's affair.
MADE_BY_US = {"gigafibre_fsm": "invited"}
USERNAME_TRIES = 3
LOOK_ALIKES = "l1o0i"

DONE, ALREADY, FAILED, SKIPPED = "done", "already", "failed", "skipped"
Outcome = tuple[str, str]


class Stopped(Exception):
	"""A step cannot be done; the message says why."""


@dataclass(slots=True)
class Invitation:
	"""One invitation on its way: who, and what the steps found out."""

	email: str
	first_name: str
	last_name: str
	groups: list[str]
	client: Authentik
	account: Account | None = None
	# Frappe's Error Log shows what variables held.
	password: str | None = field(default=None, repr=False)

	def visitor(self) -> Visitor:
		"""Return the colleague as somebody who comes from Authentik; the link is a step of its own."""
		groups = tuple(self.groups)
		return Visitor("", self.email, groups, first_name=self.first_name, last_name=self.last_name)


def invite_colleague(email: str, first_name: str, last_name: str, groups: list[str]) -> dict:
	"""Invite a colleague: `{email, steps: [{step, label, state, message}], password}`.

	`state` is done, already, failed or skipped (an earlier one failed). `password` is told this once and kept nowhere;
	None unless it was set now. Throws, having done nothing, when the invitation is not allowed or cannot be meant.
	"""
	email = staff_users.one_address(email) or _refuse_email(email)
	require_invitable(email, first_name, last_name, groups)
	try:
		client = authentik.admin()
	except authentik.AuthentikOff as off:
		frappe.throw(authentik.describe_failure(off))
	invitation = Invitation(email, first_name.strip(), last_name.strip(), groups, client)
	steps = _run(invitation)
	return {"email": email, "steps": steps, "password": invitation.password}


def _refuse_email(email: str) -> NoReturn:
	frappe.throw(_("{0} “{1}”: {2}").format(_("Email"), email, _("is not an e-mail address")))


def _run(invitation: Invitation) -> list[dict]:
	steps, has_failed = [], False
	for name, label, action in STEPS:
		state, message = (SKIPPED, "") if has_failed else _attempt(action, invitation)
		has_failed = has_failed or state == FAILED
		steps.append({"step": name, "label": _(label), "state": state, "message": message})
	return steps


def _attempt(action: Callable[[Invitation], Outcome], invitation: Invitation) -> Outcome:
	"""Return what became of a step. One that fails leaves nothing half written here."""
	frappe.db.savepoint("invitation_step")
	try:
		return action(invitation)
	except AuthentikError as error:
		message = authentik.describe_failure(error)
	except (Stopped, SignInRefused, frappe.ValidationError, frappe.OutgoingEmailError) as error:
		# Frappe writes its messages in HTML.
		message = " ".join(unescape(strip_html(str(error))).split())
		frappe.clear_messages()
	frappe.db.rollback(save_point="invitation_step")
	return FAILED, message


def _have_account(invitation: Invitation) -> Outcome:
	invitation.account = invitation.client.find_account(invitation.email)
	if not invitation.account:
		invitation.account = _create_account(invitation)
		return DONE, _("Username {0}").format(invitation.account.username)
	if not invitation.account.is_active:
		raise Stopped(_("The account {0} is deactivated in Authentik").format(invitation.account.username))
	if not _is_made_by_us(invitation.account):
		sentence = _("Username {0}, there before any invitation: make sure that it is theirs")
		return ALREADY, sentence.format(invitation.account.username)
	return ALREADY, _("Username {0}").format(invitation.account.username)


def _create_account(invitation: Invitation) -> Account:
	name = f"{invitation.first_name} {invitation.last_name}".strip()
	for tries_left in reversed(range(USERNAME_TRIES)):
		username = make_username(invitation.email)
		try:
			return invitation.client.create_account(username, name, invitation.email, MADE_BY_US)
		except AuthentikError as error:
			if error.cause != "invalid" or not tries_left:
				raise
	raise AssertionError("the last try returns or raises")


def _is_made_by_us(account: Account) -> bool:
	return MADE_BY_US.items() <= account.attributes.items()


def make_username(email: str) -> str:
	"""Return a new username out of the address's local part, such as `marie-tremblay-k4x`."""
	local = "".join(letter if letter.isalnum() else "-" for letter in email.split("@")[0])
	alphabet = [sign for sign in string.ascii_lowercase + string.digits if sign not in LOOK_ALIKES]
	ending = "".join(secrets.choice(alphabet) for _number in range(4))
	return f"{local.strip('-')[:60]}-{ending}"


def _have_groups(invitation: Invitation) -> Outcome:
	missing = [name for name in invitation.groups if name not in invitation.account.groups]
	for name in missing:
		group = invitation.client.find_group(name)
		if not group:
			raise Stopped(_("Authentik has no group named {0}").format(name))
		invitation.client.add_to_group(invitation.account, group)
	return (DONE if missing else ALREADY), ", ".join(invitation.groups)


def _have_password(invitation: Invitation) -> Outcome:
	account = invitation.account
	if account.has_signed_in:
		return ALREADY, _("Signed in before: the password stays as it is")
	if account.is_superuser or not _is_made_by_us(account):
		return ALREADY, _("The account was not made by an invitation: its password stays as it is")
	if beyond := groups_beyond(account.groups):
		sentence = _("The account is in {0}, which you may not invite into: its password stays as it is")
		return ALREADY, sentence.format(", ".join(beyond))
	password = make_password()
	invitation.client.set_password(account, password)
	invitation.password = password
	return DONE, _("For the first sign-in. Tell it yourself: it is in no e-mail and kept nowhere")


def _have_user(invitation: Invitation) -> Outcome:
	roles = group_roles.roles_of(invitation.groups)
	if not frappe.db.exists("User", invitation.email):
		staff_users.create(invitation.visitor())
		return DONE, ", ".join(sorted(map(_, roles)))
	user = frappe.get_doc("User", invitation.email)
	if not user.enabled:
		raise Stopped(_("{0} is disabled here: enable the user first").format(user.name))
	missing = roles - {row.role for row in user.roles}
	if missing:
		user.append_roles(*sorted(missing))
		# Whoever invites was checked: their right over this account, and to give each of these roles.
		user.flags.ignore_permissions = True
		user.save()
	return (DONE if missing else ALREADY), ", ".join(sorted(map(_, roles)))


def _have_link(invitation: Invitation) -> Outcome:
	account = invitation.account
	other = staff_users.linked_user(account.uid)
	if other and other != invitation.email:
		raise Stopped(_("The account {0} of Authentik is {1}'s here").format(account.username, other))
	is_new = staff_users.link(invitation.email, account.uid)
	return (DONE if is_new else ALREADY), _("Signs in through Authentik")


def _have_mail(invitation: Invitation) -> Outcome:
	return invitation_mail.send(invitation.email, invitation.first_name, invitation.account.username)


STEPS: tuple[tuple[str, str, Callable[[Invitation], Outcome]], ...] = (
	("account", N_("Account in Authentik"), _have_account),
	("groups", N_("Groups"), _have_groups),
	("user", N_("User and roles here"), _have_user),
	("link", N_("Sign-in through Authentik"), _have_link),
	("password", N_("Temporary password"), _have_password),
	("email", N_("Invitation by e-mail"), _have_mail),
)
