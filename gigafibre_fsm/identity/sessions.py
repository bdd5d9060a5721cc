"""Sessions that a link opened: they end at an exact time, and with the link."""

import hashlib
from datetime import UTC, datetime

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.sessions import delete_session

from gigafibre_fsm.clock import to_utc
from gigafibre_fsm.collisions import begin_again
from gigafibre_fsm.identity.refusals import REVOKED, refuse

# A link that is opened again and again keeps the latest ones; the others end at the same time anyway.
MOST_REMEMBERED = 50


class SomebodyElseError(frappe.ValidationError):
	"""Somebody else is signed in in this browser: the person is asked first."""

	http_status_code = 409


def ask_who_is_there(user: str) -> None:
	"""Raises SomebodyElseError, with the question, when the browser is signed in as another than this user."""
	if frappe.session.user in ("Guest", user):
		return
	here, comes = (frappe.db.get_value("User", name, "full_name") for name in (frappe.session.user, user))
	question = _("You are signed in here as {0}. Continue as {1}?")
	frappe.throw(question.format(here, comes), SomebodyElseError)


def start(token: Document, user: str, end: datetime) -> None:
	"""Sign the caller in as this user until `end` (in the site's zone), with a new session id.

	The session is committed together with the token's use: a crash leaves both or neither.
	Raises LinkRefusedError when the token was revoked meanwhile; the session is ended then.
	"""
	frappe.local.login_manager.login_as(user, session_end=to_utc(end).isoformat())
	# A cookie of an older session, over now, made Frappe have the browser forget it: ours goes by the same name.
	frappe.local.cookie_manager.to_delete.clear()
	if not _remember(token.name, frappe.session.sid):
		frappe.local.login_manager.logout()
		refuse(REVOKED)


def end_if_over() -> None:
	"""End the request's session when its time is over (hook of every request).

	Frappe looks at a session's end only where it finds the session in its cache: emptied, it would let one more in.
	"""
	end = (frappe.session.data or {}).get("session_end")
	if end and datetime.now(UTC) > datetime.fromisoformat(end):
		frappe.local.login_manager.logout()


def end_those_of(token: Document) -> None:
	"""End the sessions that a token opened, once what the caller did is safe."""
	opened = set((token.session or "").split())
	if opened:
		frappe.db.after_commit.add(lambda: _end(token.user, opened))


def _end(user: str, opened: set[str]) -> None:
	sessions = frappe.qb.DocType("Sessions")
	for (sid,) in frappe.qb.from_(sessions).select(sessions.sid).where(sessions.user == user).run():
		if _fingerprint(sid) in opened:
			delete_session(sid, user=user, reason="Link revoked")


@begin_again
def _remember(name: str, sid: str) -> bool:
	"""Note that a token opened this session; False when the token was revoked meanwhile."""
	# Signing in has read since it committed: a row that changed meanwhile is only locked by who reads it first.
	frappe.db.commit()
	token = frappe.get_doc("Access Token", name, for_update=True)
	opened = [*(token.session or "").split(), _fingerprint(sid)][-MOST_REMEMBERED:]
	token.db_set("session", "\n".join(opened))
	return not token.revoked_on


def _fingerprint(sid: str) -> str:
	"""Return what is kept of a session's id: whoever reads the token's row cannot take the session over."""
	return hashlib.sha256(sid.encode()).hexdigest()
