"""Logging in with a password: finding the user, and locking out who guesses too often."""

from datetime import datetime, timedelta
from typing import Any

import frappe
from frappe import _
from frappe.utils.password import check_password

# As Frappe's System Settings begin: ten tries, a minute's pause.
DEFAULT_TRIES = 10
DEFAULT_PAUSE_SECONDS = 60


def find_by_credentials(user_name: str, password: str) -> Any:
	"""The user of this address, with `is_authenticated` for a right password; None when there is none."""
	user = frappe.db.get_value("User", {"name": user_name}, ["name", "enabled"], as_dict=True)
	if not user:
		return None
	try:
		check_password(user.name, password, delete_tracker_cache=False)
		user.is_authenticated = True
	except frappe.AuthenticationError:
		user.is_authenticated = False
	return user


def get_login_attempt_tracker(key: str, raise_locked_exception: bool = True) -> "LoginAttemptTracker":
	"""The tracker of a user or an address. Raises SecurityException while it is locked."""
	tries = frappe.get_system_settings("allow_consecutive_login_attempts") or DEFAULT_TRIES
	pause = frappe.get_system_settings("allow_login_after_fail") or DEFAULT_PAUSE_SECONDS
	tracker = LoginAttemptTracker(key, int(tries), int(pause))
	if raise_locked_exception and not tracker.is_user_allowed():
		frappe.throw(
			_("Your account has been locked and will resume after {0} seconds").format(pause),
			frappe.SecurityException,
		)
	return tracker


class LoginAttemptTracker:
	"""Counts failures in a row within `lock_interval` seconds of the first."""

	def __init__(self, key: str, max_consecutive_login_attempts: int = 3, lock_interval: int = 300):
		self.key = key
		self.max_failed_logins = max_consecutive_login_attempts
		self.lock_interval = timedelta(seconds=lock_interval)

	def _failures(self) -> tuple[datetime, int] | None:
		failures = frappe.cache.hget("login_failures", self.key)
		return failures if failures and failures[0] + self.lock_interval > datetime.now() else None

	def add_failure_attempt(self) -> None:
		"""One more wrong password."""
		first, count = self._failures() or (datetime.now(), 0)
		frappe.cache.hset("login_failures", self.key, (first, count + 1))

	def add_success_attempt(self) -> None:
		"""Forget the failures."""
		frappe.cache.hdel("login_failures", self.key)

	def is_user_allowed(self) -> bool:
		"""Whether another try is welcome."""
		failures = self._failures()
		return not failures or failures[1] <= self.max_failed_logins
