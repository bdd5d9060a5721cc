"""One message to many customers: who it reaches, in how many segments, and when the last one has left.

The rows are written at once, each with its slot; `drain` sends them at that pace. The key of a row is the blast's and
the address, so a blast that is asked for twice, or whose job is done again, writes nobody twice.
"""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from gigafibre_fsm.clock import to_iso
from gigafibre_fsm.messaging import outbox, pacing, states
from gigafibre_fsm.messaging.consent import opted_out_sentence, suppressed_among
from gigafibre_fsm.messaging.emails import AddressOptedOut
from gigafibre_fsm.messaging.keyword_answers import with_opt_out
from gigafibre_fsm.messaging.mailings import require_mailing_address, send_mass_mail
from gigafibre_fsm.messaging.people import company_name, disabled, email_addresses, mobile_numbers
from gigafibre_fsm.messaging.provider import TwilioOff, bulk_rates, twilio
from gigafibre_fsm.messaging.segments import count
from gigafibre_fsm.messaging.templates import Rendered, TemplateMistake, render
from gigafibre_fsm.words import N_

# More SMS than this are written by a job (they take some 2 ms each), and every e-mail: those take ten times as long.
AT_ONCE = 200
# After so many e-mails a job keeps what it wrote; done again, it writes the rest.
BATCH = 100
# How many texts stand for all in an estimate.
SAMPLE = 20
MOST = 20_000
MOST_LISTED = 100
NO_ADDRESS = {"SMS": N_("no mobile number"), "Email": N_("no e-mail address")}


@dataclass(slots=True)
class Audience:
	"""Who a blast goes to: customer → number or address, those who withdrew, and who is left out with the reason."""

	reached: dict[str, str] = field(default_factory=dict)
	suppressed: dict[str, str] = field(default_factory=dict)
	unreachable: dict[str, str] = field(default_factory=dict)

	def leave_out(self, reasons: dict[str, str]) -> None:
		"""Not write to these customers after all, for these reasons."""
		self.reached = {name: address for name, address in self.reached.items() if name not in reasons}
		self.unreachable |= reasons


@dataclass(slots=True)
class Texts:
	"""The message to each customer, and what was wrong with the template for others."""

	made: dict[str, Rendered] = field(default_factory=dict)
	mistakes: dict[str, str] = field(default_factory=dict)


def blast(template: str, customers: list[str], key: str) -> dict:
	"""Queue a template's text for these customers; the same key twice of the same user is one blast.

	Returns `{batch, state, queued, suppressed, unreachable, segments, eta, left_out}`: `state` is "queued", or
	"queueing" while a job writes a long list, or e-mails (the figures are then the estimate's); `eta` is when the last
	SMS has left (ISO; None for e-mail); `left_out` lists up to 100 `{customer, reason}`. Raises ValidationError.
	"""
	customers, document = _distinct(customers), _template(template)
	if _channel(document) == "SMS" and len(customers) <= AT_ONCE:
		return write(template, customers, key)
	figures = _figures(document, customers, key)
	frappe.enqueue(
		"gigafibre_fsm.messaging.blasts.write",
		queue="long",
		# The same key again, while it waits or runs, is no second job.
		job_id=f"fsm_blast:{outbox.identity_of(_own(key))['name']}",
		deduplicate=True,
		enqueue_after_commit=True,
		template=template,
		customers=customers,
		key=key,
	)
	return {"batch": key, "state": "queueing", **figures}


def estimate(template: str, customers: list[str]) -> dict:
	"""Return the figures of `blast` without writing anything; segments are judged by the first 20 texts."""
	customers = _distinct(customers)
	return _figures(_template(template), customers)


def write(template: str, customers: list[str], key: str) -> dict:
	"""Write the messages of a blast, SMS each with its slot, and say what they are (a job for a long list)."""
	document = _template(template)
	audience = _audience(customers, _channel(document))
	texts = _texts(document, list(audience.reached))
	audience.leave_out(texts.mistakes)
	if _channel(document) == "Email":
		_write_mails(audience, texts.made, key)
		figures = _said(audience, 0, 0)
	else:
		figures = _write_sms(audience, texts.made, key)
	return {"batch": key, "state": "queued", **figures}


def _write_mails(audience: Audience, texts: dict[str, Rendered], key: str) -> None:
	for number, (customer, address) in enumerate(audience.reached.items(), start=1):
		text = texts[customer]
		with suppress(AddressOptedOut):
			send_mass_mail(customer, address, text.subject, text.text, f"{_own(key)}:{address}")
		if number % BATCH == 0:
			frappe.db.commit()


def _write_sms(audience: Audience, texts: dict[str, Rendered], key: str) -> dict:
	sizes = [count(texts[customer].text).segments for customer in audience.reached]
	now, planned = now_datetime(), _plan(sizes, key)
	rows = [
		_row(key, customer, number, texts[customer].text)
		| {"from_number": slot.number, "send_after": now + timedelta(seconds=slot.at)}
		for (customer, number), slot in zip(audience.reached.items(), planned.slots, strict=True)
	]
	withdrawn = {"status": states.SUPPRESSED, "error": opted_out_sentence()}
	rows += [
		_row(key, customer, number, None) | withdrawn for customer, number in audience.suppressed.items()
	]
	if rows:
		outbox.write(rows)
		# The first slot is now: the scheduler's sweep would be late.
		frappe.enqueue("gigafibre_fsm.messaging.drain.start", queue="short", enqueue_after_commit=True)
	return _said(audience, sum(sizes), planned.ends_at)


def _figures(template: Document, customers: list[str], key: str = "") -> dict:
	audience = _audience(customers, _channel(template))
	sample = _texts(template, list(audience.reached)[:SAMPLE])
	audience.leave_out(sample.mistakes)
	if _channel(template) == "Email":
		return _said(audience, 0, 0)
	sizes = [count(text.text).segments for text in sample.made.values()]
	each = max(1, round(sum(sizes) / len(sizes))) if sizes else 1
	expected = sizes + [each] * (len(audience.reached) - len(sizes))
	return _said(audience, sum(expected), _plan(expected, key).ends_at)


def _texts(template: Document, customers: list[str]) -> Texts:
	"""Fill the template for each; one it cannot be filled for does not keep the others from theirs."""
	texts = Texts()
	for customer in customers:
		try:
			texts.made[customer] = _text(template, customer)
		except TemplateMistake as mistake:
			texts.mistakes[customer] = str(mistake)
	if texts.mistakes and not texts.made:
		customer, mistake = next(iter(texts.mistakes.items()))
		frappe.throw(_("Template “{0}”, customer {1}: {2}").format(template.name, customer, mistake))
	return texts


def _text(template: Document, customer: str) -> Rendered:
	"""Return the message to a customer; an SMS says who sends it and how to end it, which a mailing does below its text.

	Canada's anti-spam law asks for both.
	"""
	rendered, name = render(template, frappe.get_doc("Customer", customer)), company_name()
	if _channel(template) == "Email":
		return rendered
	text = rendered.text
	signed = text if name.casefold() in text.casefold() else f"{text}\n{name}"
	signed = with_opt_out(signed, rendered.language)
	if len(signed) > outbox.MOST_CHARACTERS:
		raise TemplateMistake(_("more than {0} characters").format(outbox.MOST_CHARACTERS))
	return replace(rendered, text=signed)


def _said(audience: Audience, segments: int, seconds: float) -> dict:
	left_out = audience.unreachable | dict.fromkeys(audience.suppressed, opted_out_sentence())
	listed = list(left_out.items())[:MOST_LISTED]
	ends = now_datetime() + timedelta(seconds=seconds)
	return {
		"queued": len(audience.reached),
		"suppressed": len(audience.suppressed),
		"unreachable": len(audience.unreachable),
		"segments": segments,
		"eta": to_iso(ends.replace(microsecond=0)) if segments else None,
		"left_out": [{"customer": customer, "reason": reason} for customer, reason in listed],
	}


def _audience(customers: list[str], channel: str) -> Audience:
	"""Customers who share an address get one message: the first of them."""
	addresses, left = (
		(email_addresses if channel == "Email" else mobile_numbers)(customers),
		disabled(customers),
	)
	withdrawn, first, audience = suppressed_among(addresses.values(), channel), {}, Audience()
	for customer in customers:
		address = addresses.get(customer)
		if customer in left:
			audience.unreachable[customer] = _("no longer a customer")
		elif not address:
			audience.unreachable[customer] = _(NO_ADDRESS[channel])
		elif address in withdrawn:
			audience.suppressed[customer] = address
		elif first.setdefault(address, customer) != customer:
			audience.unreachable[customer] = _("same address as {0}").format(first[address])
		else:
			audience.reached[customer] = address
	return audience


def _channel(template: Document) -> str:
	return "Email" if template.channel == "Email" else "SMS"


def _plan(sizes: list[int], key: str = "") -> pacing.Plan:
	try:
		twilio()
	except TwilioOff as off:
		frappe.throw(str(off))
	lanes = [pacing.Lane(number, rate, _free_at(number, key)) for number, rate in bulk_rates().items()]
	if not lanes:
		frappe.throw(_("No number to send from is set in FSM Settings"))
	return pacing.plan(sizes, lanes)


def _free_at(number: str, key: str) -> float:
	"""Return in how many seconds this number has sent what other blasts have queued."""
	waiting = {"status": states.QUEUED, "purpose": "Bulk", "from_number": number}
	waiting["batch"] = ("!=", key)
	last = frappe.get_all(
		outbox.DOCTYPE, waiting, ["send_after", "segments"], order_by="send_after desc", limit=1
	)
	if not last:
		return 0.0
	left = (last[0].send_after - now_datetime()).total_seconds()
	return max(0.0, left + pacing.duration(last[0].segments, bulk_rates()[number]))


def _row(key: str, customer: str, number: str, text: str | None) -> dict:
	counted = count(text or "")
	return {
		**outbox.identity_of(f"{_own(key)}:{number}"),
		"direction": "Sent",
		"status": states.QUEUED,
		"from_number": None,
		"to_number": number,
		"purpose": "Bulk",
		"body": text,
		"segments": counted.segments,
		"encoding": counted.encoding,
		"send_after": None,
		"error": None,
		"customer": customer,
		"batch": key,
	}


def _own(key: str) -> str:
	"""Return the key of a blast as nobody else can have it: two people may well choose the same."""
	return f"{frappe.session.user}:{key}"


def _template(name: str) -> Document:
	template = frappe.get_doc("Message Template", name)
	if template.disabled:
		frappe.throw(_("Template “{0}” is disabled").format(name))
	if template.applies_to != "Customer":
		frappe.throw(_("Template “{0}” is not about customers").format(name))
	if _channel(template) == "Email":
		require_mailing_address()
	return template


def _distinct(customers: list[str]) -> list[str]:
	names = list(dict.fromkeys(customers))
	if not names:
		frappe.throw(_("There is nobody to write to"))
	if len(names) > MOST:
		frappe.throw(_("At most {0} customers at once").format(MOST))
	return names
