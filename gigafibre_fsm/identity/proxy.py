"""Sign-in by the headers of a trusted proxy (Authentik's forward auth). Off unless FSM Settings say otherwise.

The proxy must replace these headers in whatever it passes on, as Authentik's do, and append to X-Forwarded-For.
"""

import hashlib

import frappe

from gigafibre_fsm.identity.proxy_trust import came_from
from gigafibre_fsm.identity.staff_users import SignInRefused, Visitor, admit, one_address

USERNAME, EMAIL = "X-authentik-username", "X-authentik-email"
GROUPS, USERID = "X-authentik-groups", "X-authentik-uid"
LONGEST = 2000
READING = ("GET", "HEAD")


def sign_in() -> None:
	"""Open a session for whom the proxy names, once; anybody else goes on as they are. A hook of every request.

	Reading requests only: one that writes was checked for its session's token before we are asked, and a guest has
	none, so another site could have made the browser send it.
	"""
	request = frappe.local.request
	if USERNAME not in request.headers or request.method not in READING:
		return
	settings = frappe.get_cached_doc("FSM Settings")
	if not settings.proxy_sign_in:
		return
	if not came_from(request.environ, (settings.trusted_proxies or "").split()):
		frappe.logger("gigafibre_fsm").warning(
			"Sign-in headers from %s, which is not listed", request.remote_addr
		)
		return
	visitor = _visitor()
	if visitor and _is_somebody_else(visitor):
		_open_session(visitor)


def _visitor() -> Visitor | None:
	"""Return who the headers name; None when they cannot be true."""
	username, email, groups, userid = (_header(name) for name in (USERNAME, EMAIL, GROUPS, USERID))
	# Two headers of one name come joined by a comma: one of them is not the proxy's.
	if None in (username, email, groups, userid) or "," in f"{username}{userid}" or not username:
		return None
	if not one_address(email):
		return None
	names = tuple(name.strip() for name in groups.split("|") if name.strip())
	return Visitor(userid, one_address(email), names)


def _header(name: str) -> str | None:
	"""Return what a header says, "" when it is not there; None when it holds what no header may."""
	value = frappe.local.request.headers.get(name, "").strip(" \t")
	try:
		# WSGI reads bytes as Latin-1; names are UTF-8.
		value = value.encode("latin-1").decode()
	except UnicodeError:
		return None
	return value if len(value) <= LONGEST and (value.isprintable() or not value) else None


def _is_somebody_else(visitor: Visitor) -> bool:
	"""Whether there is no session yet, or the proxy opened it for somebody else: another person, or in other groups."""
	if frappe.session.user == "Guest":
		return True
	opened_for = frappe.session.data.get("proxy_visitor")
	return bool(opened_for) and opened_for != _mark(visitor)


def _open_session(visitor: Visitor) -> None:
	try:
		user = admit(visitor, may_create=False)
	except SignInRefused as refusal:
		frappe.logger("gigafibre_fsm").warning("The proxy's %s is not let in: %s", visitor.email, refusal)
		_forget_session()
	else:
		frappe.local.login_manager.login_as(user)
		frappe.session.data.proxy_visitor = _mark(visitor)
		frappe.local.session_obj.update(force=True)
	# Reading requests keep nothing; the roles this changed stay changed.
	frappe.db.commit()


def _forget_session() -> None:
	"""The person who had it is no longer there."""
	if frappe.session.user != "Guest":
		frappe.local.login_manager.logout()


def _mark(visitor: Visitor) -> str:
	said = "\n".join((visitor.userid, visitor.email, *sorted(visitor.groups)))
	return hashlib.sha256(said.encode()).hexdigest()
