"""One-time codes: six digits sent to an address, typed back within ten minutes, in five tries, where they were asked for.

The request writes a row whoever asks; only the job knows whether anybody is at the address, and only then does the row
hold a code somebody could know. Nothing but a keyed hash of it is stored.

A code is the browser's that asked for it, which has a secret of its own (a cookie): what others ask for, or try, at the
same address leaves it as it is.
"""

import hashlib
import hmac
import secrets

import frappe
from frappe import _
from frappe.utils import add_to_date, get_datetime, now_datetime

from gigafibre_fsm.identity import keys, post
from gigafibre_fsm.identity.addresses import Address, read_address
from gigafibre_fsm.identity.doors import Door, doors_at, doors_for_job, token_for
from gigafibre_fsm.identity.limits import count_wrong_code, seconds_to_wait, too_many_wrong_codes
from gigafibre_fsm.identity.links import on_its_way, too_soon

# What a code may be asked for: customers sign in with it.
PURPOSES = ("customer",)
MINUTES = 10
TRIES = 5
DIGITS = 6


def request_code(text: str, purpose: str, browser: str) -> dict:
	"""Have a code sent to an address, if it is a customer's: `{sent, message, resend_in}`.

	An older code of the same browser is dead then. The answer, and the work before it, are the same whether we know the address or not.
	Raises ValidationError for what is no address and for a purpose we do not know.
	"""
	address = read_address(text)
	_require_known(purpose)
	if wait := seconds_to_wait("code", address.value):
		return too_soon(wait)
	name = _make_row(address, purpose, browser)
	frappe.enqueue(send_code, queue="short", enqueue_after_commit=True, name=name, channel=address.channel)
	message = _("If {0} is a customer’s, a code is on its way. It is good for {1} minutes.")
	return on_its_way(message.format(text.strip(), MINUTES))


def check_code(text: str, purpose: str, code: str, browser: str) -> dict:
	"""Try a code: `{granted, choices: [{title, token}], message, tries_left}`; each token opens one customer's account.

	A wrong one is an answer (403) and no exception: the try must count. While somebody is guessing (429) none is
	looked at, and none counts. Raises ValidationError as `request_code`.
	"""
	address = read_address(text)
	_require_known(purpose)
	if too_many_wrong_codes():
		return _refused(429, 0, _("Codes are not taken at the moment. Please ask for a link instead."))
	row = _newest(address, purpose, browser)
	if row and _try(row, code) and (doors := doors_at(address)):
		choices = [{"title": door.title, "token": token_for(door)} for door in doors]
		return {"granted": True, "choices": choices, "message": "", "tries_left": 0}
	count_wrong_code()
	left = TRIES - row.attempts if row else 0
	return _refused(403, left, _refusal(left))


def send_code(name: str, channel: str) -> None:
	"""Job: send a code to the row's address, if anybody is there.

	The row is written last: somebody who tries a code meanwhile would wait for it, and learn that we look for long.
	"""
	row = frappe.get_doc("One Time Code", name)
	address = Address(channel, row.address)
	doors = doors_for_job(address)
	if not doors:
		return
	code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
	post.send_letter(_letter(doors[0], code), address, f"code:{name}", doors[0].customer)
	frappe.db.set_value("One Time Code", name, "code_hash", _hash(row, code, keys.signing_key()))


def _require_known(purpose: str) -> None:
	if purpose not in PURPOSES:
		frappe.throw(_("Purpose “{0}”: is not one of {1}").format(purpose[:140], ", ".join(PURPOSES)))


def _make_row(address: Address, purpose: str, browser: str) -> str:
	row = frappe.get_doc(
		doctype="One Time Code",
		address=address.value,
		purpose=purpose,
		browser=_fingerprint(browser),
		# Nobody's code, in the form of one: what stays when nobody is there.
		code_hash=f"{keys.signing_key().id}${secrets.token_hex(32)}",
		expires_on=add_to_date(now_datetime(), minutes=MINUTES),
	)
	# Anybody may ask, so often: what they asked for was counted.
	return row.insert(ignore_permissions=True).name


def _newest(address: Address, purpose: str, browser: str):
	"""Return the last row a browser asked for, locked; tries at the same time wait for each other."""
	asked = {"address": address.value, "purpose": purpose, "browser": _fingerprint(browser)}
	fields = ["name", "purpose", "address", "code_hash", "expires_on", "attempts", "used_on"]
	return frappe.db.get_value(
		"One Time Code", asked, fields, as_dict=True, order_by="creation desc", for_update=True
	)


def _try(row, code: str) -> bool:
	"""Count a try, and return whether it was right; a right one is used up."""
	if row.used_on or row.attempts >= TRIES or get_datetime(row.expires_on) <= now_datetime():
		row.attempts = TRIES
		return False
	row.attempts += 1
	right = _matches(row, code)
	frappe.db.set_value(
		"One Time Code", row.name, {"attempts": row.attempts, "used_on": now_datetime() if right else None}
	)
	return right


def _matches(row, code: str) -> bool:
	key_id, _separator, _digest = row.code_hash.partition("$")
	secret = keys.secret_of(key_id) or secrets.token_hex(32)
	typed = "".join(code.split())[: DIGITS + 1]
	return hmac.compare_digest(row.code_hash, _hash(row, typed, keys.Key(key_id, secret)))


def _hash(row, code: str, key: keys.Key) -> str:
	"""Return what is kept of a code: worthless to who reads the table without the key."""
	said = "\n".join((row.name, row.purpose, row.address, code))
	digest = hmac.new(key.secret.encode(), said.encode(), hashlib.sha256)
	return f"{key.id}${digest.hexdigest()}"


def _fingerprint(browser: str) -> str:
	return hashlib.sha256(browser.encode()).hexdigest()


def _refused(status: int, left: int, sentence: str) -> dict:
	frappe.local.response.http_status_code = status
	return {"granted": False, "choices": [], "message": sentence, "tries_left": left}


def _refusal(left: int) -> str:
	if left > 0:
		return _("This code is not right. Tries left: {0}").format(left)
	return _("This code is not right or no longer good. Ask for a new one.")


def _letter(door: Door, code: str) -> post.Letter:
	say = door.language
	return post.Letter(
		language=say,
		text=_("Your code to sign in: {0}. Good for {1} minutes; tell it to nobody.", say).format(
			code, MINUTES
		),
		subject=_("Your code to sign in: {0}", say).format(code),
		greeting=_("Hello {0},", say).format(door.title),
		sentence=_("Type this code where you asked for it, within {0} minutes.", say).format(MINUTES),
		ending=_("If you did not ask for it, tell it to nobody: we never ask for it on the phone.", say),
		code=code,
	)
