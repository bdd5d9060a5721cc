"""What a worker does with an event. It may die at any line: the row says where it was, the sweep takes it up again."""

import random
import time

import frappe
from frappe.utils import get_datetime, now_datetime

from gigafibre_fsm.webhooks import queue
from gigafibre_fsm.webhooks.providers import PROVIDERS

# Seconds to wait after the first, second, … failure; after the last the event is parked.
BACKOFF = (10, 60, 5 * 60, 30 * 60)
MAX_ATTEMPTS = len(BACKOFF) + 1
# Two handlers that met on a row of the database: one of them only has to start over, when the other has gone by.
# MariaDB says so too (1020) of a row that changed since the transaction first read anything.
COLLISIONS = (frappe.QueryDeadlockError, frappe.QueryTimeoutError)
MAX_COLLISIONS = 8
# So many times the number of collisions so far, at most, is waited (s): those that met must not meet again.
PAUSE = 0.1
MAX_ERROR_LETTERS = 20_000


def process(name: str) -> None:
	"""Claim an event and have its handler do it, at most once at a time; a failure is kept and tried again later."""
	# An event is nobody's errand: not that of the guest who delivered it.
	frappe.set_user("Administrator")
	attempt = _claim(name)
	if not attempt:
		return
	try:
		_handle(name, attempt)
	except Exception:
		trace = frappe.get_traceback()
		frappe.db.rollback()
		_fail(name, attempt, trace)


def _claim(name: str) -> int | None:
	"""Mark the event as ours and return the number of this attempt; None when it is not to be done now."""
	event = _locked(name)
	if not event or not _is_due(event):
		frappe.db.rollback()
		return None
	if event.attempts >= MAX_ATTEMPTS:
		_park(name, "The worker was stopped each time it tried: no handler came to its end.")
		return None
	attempt = event.attempts + 1
	lease = queue.seconds_from_now(queue.LEASE)
	_set(name, status="Processing", attempts=attempt, next_attempt_on=lease)
	frappe.db.commit()
	return attempt


def _handle(name: str, attempt: int) -> None:
	"""Run the handler and say so in one transaction: either all of it happened, or nothing."""
	found = _looked_up(name)
	for collision in range(1, MAX_COLLISIONS + 1):
		try:
			_handle_once(name, attempt, found)
			return
		except COLLISIONS:
			if collision == MAX_COLLISIONS:
				raise
			frappe.db.rollback()
			time.sleep(random.uniform(0, PAUSE * collision))


def _looked_up(name: str) -> tuple:
	"""Return what the handler needs besides the event, asked of the outside while no row is locked."""
	event = frappe.get_doc("Webhook Event", name)
	path = PROVIDERS[event.provider].look_up
	found = (frappe.get_attr(path)(event),) if path else ()
	# The handler must see what others have written meanwhile.
	frappe.db.rollback()
	return found


def _handle_once(name: str, attempt: int, found: tuple) -> None:
	event = frappe.get_doc("Webhook Event", name, for_update=True)
	if (event.status, event.attempts) != ("Processing", attempt):
		# We were thought dead, and somebody else has it now.
		frappe.db.rollback()
		return
	frappe.get_attr(PROVIDERS[event.provider].handler)(event, *found)
	_set(name, status="Done", processed_on=now_datetime(), next_attempt_on=None, error=None)
	frappe.db.commit()


def _fail(name: str, attempt: int, trace: str) -> None:
	event = _locked(name)
	if not event or (event.status, event.attempts) != ("Processing", attempt):
		frappe.db.rollback()
	elif attempt >= MAX_ATTEMPTS:
		_park(name, trace)
	else:
		due = queue.seconds_from_now(BACKOFF[attempt - 1])
		_set(name, status="Received", next_attempt_on=due, error=trace[-MAX_ERROR_LETTERS:])
		frappe.db.commit()


def _park(name: str, error: str) -> None:
	"""Leave the event to people: FSM Managers see it in the list of failed ones, with a Retry button."""
	_set(name, status="Failed", next_attempt_on=None, error=error[-MAX_ERROR_LETTERS:])
	frappe.db.commit()


def _is_due(event: frappe._dict) -> bool:
	if event.status == "Received" and not event.attempts:
		return True
	return (
		event.status in ("Received", "Processing") and get_datetime(event.next_attempt_on) <= now_datetime()
	)


def _locked(name: str) -> frappe._dict | None:
	fields = ["status", "attempts", "next_attempt_on"]
	return frappe.db.get_value("Webhook Event", name, fields, as_dict=True, for_update=True)


def _set(name: str, **values: object) -> None:
	frappe.db.set_value("Webhook Event", name, values)
