"""What the outbox does at each tick of the scheduler: messages whose job was lost, those to try again, and those left half-way."""

from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_to_date, now_datetime

from gigafibre_fsm.clock import to_iso
from gigafibre_fsm.integrations.twilio import SentMessage, TwilioError
from gigafibre_fsm.messaging import drain, outbox, reports, states
from gigafibre_fsm.messaging.provider import TwilioOff, twilio

# A message that waits longer than this has lost its job (s).
LOST_AFTER = 60
# One that is being sent for longer than this has lost its worker: the client waits 18 s at most (s).
STALE_AFTER = 90
# Twilio's report of a message that is silent for so long was lost; it is asked each time again, for some days (s, days).
SILENT_AFTER = 3600
ASKED_FOR = 2
MOST_ASKED = 20
# At most so many of each kind a sweep: the queue of jobs is not ours alone.
MOST = 100


def sweep() -> None:
	"""Have workers send what waits and is due, and find out about what was left half-way (scheduler)."""
	for name in (*_lost(), *_due()):
		_enqueue("outbox.deliver", f"fsm_sms:{name}", name)
	for name in _stale():
		_enqueue("recovery.recover", f"fsm_sms_recover:{name}", name)
	for name in _unreported():
		_enqueue("recovery.ask", f"fsm_sms_ask:{name}", name)
	drain.start()


def recover(name: str) -> None:
	"""Find out whether a message a worker left half-way did leave: adopt it, else send it again (a job)."""
	message = _take_over(name)
	if not message:
		return
	try:
		sent = _found(message)
	except (TwilioOff, TwilioError) as error:
		# Nothing is known: the next sweep asks again, as long as tries are left.
		if message.attempts > outbox.MOST_TRIES:
			outbox.give_up(name, str(error))
		return
	if sent:
		outbox.accept(name, sent)
	elif outbox.is_too_late(message):
		outbox.give_up(name, outbox.too_late_sentence())
	elif message.attempts > outbox.MOST_TRIES:
		outbox.give_up(name, _("Twilio gave no answer, and does not know the message"))
	else:
		outbox.hand_over(message)


def ask(name: str) -> None:
	"""Ask Twilio what became of a message it took and never reported the end of (a job)."""
	sid = frappe.db.get_value(outbox.DOCTYPE, name, "provider_id")
	try:
		found = twilio().fetch(sid)
	except (TwilioOff, TwilioError):
		found = None
	message = outbox.locked_anew(name)
	# Also when there is nothing new: the others come first then.
	message.db_set("modified", now_datetime(), update_modified=False)
	if found:
		reports.apply(message, found.status, found.error_code)
	frappe.db.commit()


def _take_over(name: str) -> Document | None:
	"""Claim a stale message anew and commit; None when it is settled by now, or somebody else took it over."""
	message = outbox.locked_anew(name)
	if message.status != states.SENDING or message.claimed_on > _ago(STALE_AFTER) or _has_a_twin(message):
		return None
	message.db_set({"claimed_on": now_datetime(), "attempts": message.attempts + 1})
	frappe.db.commit()
	return message


def _has_a_twin(message: Document) -> bool:
	"""Return whether the same text is on its way to the same number: whose id Twilio would name cannot be told."""
	under_way = {
		"name": ("!=", message.name),
		"to_number": message.to_number,
		"body": message.body,
		"status": states.SENDING,
		"claimed_on": (">", _ago(STALE_AFTER)),
	}
	return bool(frappe.db.exists(outbox.DOCTYPE, under_way))


def _found(message: Document) -> SentMessage | None:
	"""Return the message as Twilio has it, if it does: the oldest with this text that is no other row's."""
	since = datetime.fromisoformat(to_iso(message.creation))
	candidates = twilio().find(message.to_number, since, message.body)
	# A new look at the database: what others wrote down while Twilio was asked is theirs.
	frappe.db.commit()
	known = frappe.get_all(
		outbox.DOCTYPE,
		{"provider_id": ("in", [sent.sid for sent in candidates])},
		pluck="provider_id",
		order_by="name",
	)
	unknown = [sent for sent in candidates if sent.sid not in known and sent.sender == message.from_number]
	return unknown[-1] if unknown else None


def _lost() -> list[str]:
	return _names(["send_after", "is", "not set"], ["creation", "<", _ago(LOST_AFTER)], status=states.QUEUED)


def _due() -> list[str]:
	"""What waited for its time; a blast has its own pace (drain.py)."""
	# Frappe takes an empty date for a very early one.
	come = (["send_after", "is", "set"], ["send_after", "<=", now_datetime()])
	return _names(*come, ["purpose", "!=", "Bulk"], status=states.QUEUED)


def _stale() -> list[str]:
	return _names(["claimed_on", "<", _ago(STALE_AFTER)], status=states.SENDING)


def _unreported() -> list[str]:
	"""Messages whose end was to be reported: many carriers never say that one has arrived, hence the days."""
	wanted = [
		["status", "in", (states.ACCEPTED, states.SENT)],
		["creation", ">", add_to_date(now_datetime(), days=-ASKED_FOR)],
		["modified", "<", _ago(SILENT_AFTER)],
		["provider_id", "is", "set"],
	]
	return frappe.get_all(outbox.DOCTYPE, wanted, pluck="name", order_by="modified asc", limit=MOST_ASKED)


def _names(*filters: list, status: str) -> list[str]:
	wanted = [["status", "=", status], *filters]
	return frappe.get_all(outbox.DOCTYPE, wanted, pluck="name", order_by="creation asc", limit=MOST)


def _ago(seconds: int) -> datetime:
	return add_to_date(now_datetime(), seconds=-seconds)


def _enqueue(function: str, job_id: str, name: str) -> None:
	method = f"gigafibre_fsm.messaging.{function}"
	frappe.enqueue(method, queue="short", job_id=job_id, deduplicate=True, name=name)
