"""Sending an SMS: the row is written with what caused it, claimed and committed before Twilio is asked, then settled.

A worker may die anywhere: before the claim the row is still Queued and the sweep sends it; after it, the row stays
Sending until the sweep asks Twilio what became of it (recovery.py). Twilio's reports may arrive before its answer.
"""

import hashlib
from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_to_date, now_datetime

from gigafibre_fsm.collisions import begin_again
from gigafibre_fsm.integrations.twilio import SentMessage, TwilioError
from gigafibre_fsm.messaging import reports, states
from gigafibre_fsm.messaging.consent import opted_out_sentence, suppressed
from gigafibre_fsm.messaging.phone_numbers import to_e164
from gigafibre_fsm.messaging.provider import TwilioOff, default_sender, status_callback, twilio
from gigafibre_fsm.messaging.segments import count

DOCTYPE = "SMS Message"
# Twilio refuses longer ones (21617).
MOST_CHARACTERS = 1600
LONGEST_KEY = 140
MOST_TRIES = 3
# Before the second try and before the third (s).
BACKOFF = (20, 90)
# A code or a link that is older was asked for anew, or is no longer awaited (s).
SECRET_LASTS = 600
# What a keyword is answered with goes to those who just withdrew, too.
ALWAYS_SENT = ("Automatic",)


def send_sms(
	to: str,
	text: str,
	*,
	key: str,
	purpose: str = "Transactional",
	customer: str | None = None,
	communication: str | None = None,
	sender: str | None = None,
	batch: str | None = None,
	send_after: datetime | None = None,
) -> str:
	"""Queue an SMS and return the name of its SMS Message; it leaves once the caller's transaction is committed.

	The same `key` twice is one message. A number that has opted out gets a row that is Suppressed at once, with the
	reason. Raises ValidationError for what is no number, an empty text or one that is too long, and QueryDeadlockError
	when another transaction wrote this key since the caller's began, which has to begin again (collisions.py).
	"""
	row = new_row(key, _number(to), _text(text), purpose=purpose, sender=sender, send_after=send_after)
	write([row | {"customer": customer, "communication": communication, "batch": batch}])
	if row["status"] == states.QUEUED and not send_after:
		# Also of a message that is there already: the claim sends it once.
		send_later(row["name"])
	return row["name"]


def new_row(
	key: str, to: str, text: str, *, purpose: str, sender: str | None, send_after: datetime | None
) -> dict:
	"""Return the values of a new SMS Message to a number in E.164, already Suppressed when it has opted out."""
	counted = count(text)
	row = {
		**identity_of(key),
		"direction": "Sent",
		"status": states.QUEUED,
		"from_number": sender or default_sender(),
		"to_number": to,
		"purpose": purpose,
		"body": text,
		"segments": counted.segments,
		"encoding": counted.encoding,
		"send_after": send_after,
		"error": None,
	}
	if purpose not in ALWAYS_SENT and suppressed(to, "SMS"):
		row |= {"status": states.SUPPRESSED, "error": opted_out_sentence()}
		row["body"] = None if purpose == "Security" else text
	return row


def identity_of(key: str) -> dict[str, str]:
	"""Return the name and the key of the one row this key makes, whoever asks, and without asking the database."""
	digest = hashlib.sha256(key.encode()).hexdigest()
	# Cut short by the column, two long keys could become one.
	return {"name": digest[:20], "idempotency_key": key if len(key) <= LONGEST_KEY else digest}


def write(rows: list[dict]) -> None:
	"""Insert rows, each with the same fields, at once; one whose key is taken already is left out."""
	now, user = now_datetime(), frappe.session.user
	stamp = {"creation": now, "modified": now, "owner": user, "modified_by": user, "docstatus": 0, "idx": 0}
	stamp["attempts"] = 0
	fields = [*rows[0], *stamp]
	values = [(*row.values(), *stamp.values()) for row in rows]
	frappe.db.bulk_insert(DOCTYPE, fields, values, ignore_duplicates=True)


def send_later(name: str) -> None:
	"""Have a worker send a message, once the transaction is committed."""
	frappe.enqueue(
		"gigafibre_fsm.messaging.outbox.deliver",
		queue="short",
		job_id=f"fsm_sms:{name}",
		enqueue_after_commit=True,
		name=name,
	)


def deliver(name: str) -> None:
	"""Send one message if it still waits (a job): whoever claims it first does, others do nothing."""
	message = claim(name)
	if message:
		hand_over(message)


def claim(name: str) -> Document | None:
	"""Take a message that waits and commit that it is taken; None when it is not ours to send."""
	message = locked_anew(name)
	if message.status != states.QUEUED or not _is_due(message):
		return None
	if message.purpose not in ALWAYS_SENT and suppressed(message.to_number, "SMS"):
		message.advance(states.SUPPRESSED, error=opted_out_sentence())
		frappe.db.commit()
		return None
	if is_too_late(message):
		message.advance(states.FAILED, error=too_late_sentence())
		frappe.db.commit()
		return None
	taken = {"claimed_on": now_datetime(), "attempts": message.attempts + 1}
	# Recovery asks Twilio for what left from this number: the default one may be another by then.
	message.advance(states.SENDING, from_number=message.from_number or default_sender(), **taken)
	frappe.db.commit()
	return message


def is_too_late(message: Document) -> bool:
	"""Return whether this is a code or a link nobody waits for any more."""
	made_before = add_to_date(now_datetime(), seconds=-SECRET_LASTS)
	return message.purpose == "Security" and message.creation < made_before


def too_late_sentence() -> str:
	"""Return what is read of a message that could not be sent in time."""
	return _("too late: it could not be sent within {0} minutes").format(SECRET_LASTS // 60)


def hand_over(message: Document) -> None:
	"""Ask Twilio to send a claimed message and write down its answer."""
	try:
		sent = twilio().send(
			message.from_number or _no_sender(),
			message.to_number,
			message.body,
			status_callback=status_callback(message.name),
		)
	except TwilioOff as off:
		give_up(message.name, str(off))
	except TwilioError as error:
		_refused(message, error)
	else:
		accept(message.name, sent)


def accept(name: str, sent: SentMessage) -> None:
	"""Write down that Twilio has taken a message, unless its reports said so already, and commit."""
	message = locked_anew(name)
	if not message.provider_id:
		message.db_set("provider_id", sent.sid)
	reports.apply(message, sent.status, sent.error_code)
	frappe.db.commit()


def give_up(name: str, sentence: str, code: int | None = None) -> None:
	"""Park a message as failed with the reason, unless a report said meanwhile that it did leave, and commit."""
	message = locked_anew(name)
	if message.status == states.SENDING:
		reports.fail(message, states.FAILED, code, sentence)
	frappe.db.commit()


def try_again(name: str, why: str) -> None:
	"""Put a message back in the queue for a later try, with what went wrong so far, and commit."""
	message = locked_anew(name)
	if message.status == states.SENDING:
		later = add_to_date(now_datetime(), seconds=BACKOFF[min(message.attempts, len(BACKOFF)) - 1])
		message.db_set({"status": states.QUEUED, "send_after": later, "error": why})
	frappe.db.commit()


def leave_in_doubt(name: str, why: str) -> None:
	"""Say of a message that it may or may not have left: the sweep looks before anything is sent again; and commit."""
	message = locked_anew(name)
	if message.status == states.SENDING:
		message.db_set("error", why)
	frappe.db.commit()


@begin_again
def locked_anew(name: str) -> Document:
	"""Return the message as it is by now, locked, in a transaction that begins here.

	Twilio's report may have come before its answer, and who has read before may not lock what changed since.
	"""
	frappe.db.commit()
	return frappe.get_doc(DOCTYPE, name, for_update=True)


def _refused(message: Document, error: TwilioError) -> None:
	why = reports.sentence(error.code, str(error))
	if error.maybe_done:
		leave_in_doubt(message.name, why)
	elif error.retryable and message.attempts < MOST_TRIES:
		try_again(message.name, why)
	else:
		give_up(message.name, why, error.code)


def _is_due(message: Document) -> bool:
	return not message.send_after or message.send_after <= now_datetime()


def _no_sender() -> str:
	raise TwilioOff(_("No number to send from is set in FSM Settings"))


def _number(text: str) -> str:
	try:
		number = to_e164(text)
	except ValueError:
		number = None
	if not number:
		frappe.throw(_("“{0}” is not a phone number").format(text or ""))
	return number


def _text(text: str) -> str:
	text = (text or "").strip()
	if not text:
		frappe.throw(_("The message is empty"))
	if len(text) > MOST_CHARACTERS:
		frappe.throw(_("The message is too long: at most {0} characters").format(MOST_CHARACTERS))
	return text
