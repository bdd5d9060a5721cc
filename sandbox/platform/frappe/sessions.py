"""Sessions: a row of `tabSessions` by the `sid` of the cookie. Guests share one that is never stored."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

import frappe
import frappe.translate
import frappe.utils
from frappe import _

DEFAULT_EXPIRY = "240:00:00"

# How often a living session is written again, seconds.
REFRESH_AFTER = 600


def get_csrf_token() -> str:
	"""The session's token, made at the first call. Guests have none to check, so it is not stored for them."""
	if not frappe.local.session.data.csrf_token:
		generate_csrf_token()
	return frappe.local.session.data.csrf_token


def generate_csrf_token() -> None:
	"""Give the session a new token; it is kept at once, whatever becomes of the request."""
	frappe.local.session.data.csrf_token = frappe.generate_hash()
	if not frappe.in_test:
		frappe.local.session_obj.update(force=True)


def get_expiry_in_seconds(expiry: str | None = None) -> int:
	"""The life of a session: `hh:mm[:ss]` of System Settings, in seconds."""
	expiry = expiry or frappe.get_system_settings("session_expiry") or DEFAULT_EXPIRY
	hours, minutes, seconds = ([int(part or 0) for part in expiry.split(":")] + [0, 0])[:3]
	return hours * 3600 + minutes * 60 + seconds


def delete_session(sid: str | None = None, user: str | None = None, reason: str = "Session Expired") -> None:
	"""End one session now."""
	frappe.db.delete("Sessions", {"sid": sid})
	frappe.db.commit()


def clear_sessions(user: str | None = None, keep_current: bool = False, force: bool = False) -> None:
	"""End a user's sessions now, at most a hundred; `keep_current` spares the one of this request.

	Of one's own, the newest stay that `simultaneous_sessions` allows, unless `force`.
	"""
	for sid in get_sessions_to_clear(user, keep_current, force):
		delete_session(
			sid, reason="Force Logged out by the user" if force else "Logged In From Another Session"
		)


def get_sessions_to_clear(
	user: str | None = None, keep_current: bool = False, force: bool = False
) -> list[str]:
	"""The sessions `clear_sessions` ends, newest first."""
	user = user or frappe.session.user
	spared = 0
	if not force and user == frappe.session.user:
		spared = frappe.db.get_value("User", user, "simultaneous_sessions") or 1
	sessions = frappe.qb.DocType("Sessions")
	query = frappe.qb.from_(sessions).select(sessions.sid).where(sessions.user == user)
	if keep_current:
		spared = max(0, spared - 1)
		query = query.where(sessions.sid != frappe.session.sid)
	return query.orderby(sessions.lastupdate, order=frappe.qb.desc).limit(100).offset(spared).run(pluck=True)


class Session:
	"""The session of a request: resumed from the cookie, or started for a user who just logged in."""

	def __init__(
		self,
		user: str | None,
		resume: bool = False,
		full_name: str | None = None,
		user_type: str | None = None,
		session_end: str | None = None,
		audit_user: str | None = None,
	):
		cookie = unquote(frappe.local.request.cookies.get("sid", "Guest"))
		self.sid = str(frappe.form_dict.pop("sid", None) or cookie)
		self.user, self.user_type, self.full_name = user, user_type, full_name
		self.data = frappe._dict(data=frappe._dict())
		frappe.local.session = self.data
		if resume:
			self.resume()
		elif user:
			self.validate_user()
			self.start(session_end, audit_user)

	def validate_user(self) -> None:
		"""Raises ValidationError for a disabled user."""
		if not frappe.db.get_value("User", self.user, "enabled"):
			frappe.throw(
				_("User {0} is disabled. Please contact your System Manager.").format(self.user),
				frappe.ValidationError,
			)

	def start(self, session_end: str | None = None, audit_user: str | None = None) -> None:
		"""Begin a session; for a real user it is stored and committed. `session_end` (ISO 8601, UTC) ends it."""
		guest = self.user == "Guest"
		self.sid = "Guest" if guest else frappe.generate_hash()
		self.data.update(user=self.user, sid=self.sid)
		self.data.data.update(user=self.user, session_ip=frappe.local.request_ip)
		if guest:
			return
		now = frappe.utils.now()
		self.data.data.update(
			last_updated=now, creation=now, full_name=self.full_name, user_type=self.user_type
		)
		given = {"session_end": session_end, "audit_user": audit_user}
		self.data.data.update({key: value for key, value in given.items() if value})
		self._insert(now)
		frappe.db.set_value(
			"User",
			self.user,
			{"last_login": now, "last_ip": frappe.local.request_ip, "last_active": now},
			update_modified=False,
		)
		frappe.db.commit()

	def _insert(self, now: str) -> None:
		sessions = frappe.qb.DocType("Sessions")
		frappe.qb.into(sessions).columns("user", "sid", "sessiondata", "lastupdate", "status").insert(
			self.user, self.sid, self._as_text(), now, "Active"
		).run()

	def _as_text(self) -> str:
		return json.dumps(self.data.data, default=str)

	def resume(self) -> None:
		"""Load the session of the cookie; an unknown or expired one becomes Guest's."""
		data = self._stored() if self.sid != "Guest" else None
		if data is None and self.sid != "Guest":
			from frappe.auth import clear_cookies

			frappe.local.response["session_expired"] = 1
			clear_cookies()
			self.sid = "Guest"
		if data is None:
			self.user = "Guest"
			self.start()
			return
		self.user = data.user
		self.data.update(data=data, user=data.user, sid=self.sid)
		frappe.local.lang = frappe.translate.get_user_lang(self.user)

	def _stored(self) -> Any:
		sessions = frappe.qb.DocType("Sessions")
		oldest = frappe.utils.add_to_date(
			frappe.utils.now(), seconds=-get_expiry_in_seconds(), as_string=True, as_datetime=True
		)
		rows = (
			frappe.qb.from_(sessions)
			.select(sessions.user, sessions.sessiondata)
			.where((sessions.sid == self.sid) & (sessions.lastupdate > oldest))
			.run()
		)
		if not rows or not frappe.db.get_value("User", rows[0][0], "enabled"):
			return None
		data = frappe._dict(json.loads(rows[0][1] or "{}"), user=rows[0][0])
		if data.session_end and datetime.now(UTC) > datetime.fromisoformat(data.session_end):
			delete_session(self.sid)
			return None
		return data

	def update(self, force: bool = False) -> bool:
		"""Keep the session alive; written (and committed) when forced or not lately. True when written.

		After `frappe.set_user` the request no longer speaks for this session, so nothing is written.
		"""
		if self.user == "Guest" or self.data.sid != self.sid:
			return False
		now = frappe.utils.now()
		age = frappe.utils.time_diff_in_seconds(now, self.data.data.last_updated)
		if not force and age < REFRESH_AFTER:
			return False
		self.data.data.last_updated = now
		sessions = frappe.qb.DocType("Sessions")
		frappe.qb.update(sessions).set("sessiondata", self._as_text()).set("lastupdate", now).where(
			sessions.sid == self.sid
		).run()
		frappe.db.set_value("User", self.user, "last_active", now, update_modified=False)
		frappe.db.commit()
		return True
