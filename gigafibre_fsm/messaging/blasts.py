"""One message to many customers: who it reaches, in how many segments, and when the last one has left.

The rows are written at once, each with its slot; `drain` sends them at that pace. The key of a row is the blast's and
the address, so a blast that is asked for twice, or whose job is done again, writes nobody twice.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from gigafibre_fsm.clock import to_iso
from gigafibre_fsm.messaging import outbox, pacing, states
from gigafibre_fsm.messaging.consent import opted_out_sentence, suppressed_among
from gigafibre_fsm.messaging.people import company_name, mobile_numbers
from gigafibre_fsm.messaging.provider import bulk_rates
from gigafibre_fsm.messaging.segments import count
from gigafibre_fsm.messaging.templates import TemplateMistake, render

# More recipients than this are written by a job (they take some 2 ms each).
AT_ONCE = 200
# How many texts stand for all in an estimate.
SAMPLE = 20
MOST = 20_000
MOST_LISTED = 100


@dataclass(slots=True)
class Audience:
	"""Who a blast goes to: customer → number, those who withdrew, and who is left out with the reason."""

	reached: dict[str, str] = field(default_factory=dict)
	suppressed: dict[str, str] = field(default_factory=dict)
	unreachable: dict[str, str] = field(default_factory=dict)


def blast(template: str, customers: list[str], key: str) -> dict:
	"""Queue a template's text for these customers; the same key twice is one blast.

	Returns `{batch, state, queued, suppressed, unreachable, segments, eta, left_out}`: `state` is "queued", or
	"queueing" while a job writes the rows of a long list (the figures are then the estimate's); `eta` is when the last
	one has left (ISO, None for nobody); `left_out` lists up to 100 `{customer, reason}`. Raises ValidationError.
	"""
	customers = _distinct(customers)
	document = _template(template)
	if len(customers) <= AT_ONCE:
		return write(template, customers, key)
	figures = _figures(document, _audience(customers), customers)
	frappe.enqueue(
		"gigafibre_fsm.messaging.blasts.write",
		queue="long",
		job_id=f"fsm_blast:{key}",
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
	return _figures(_template(template), _audience(customers), customers)


def write(template: str, customers: list[str], key: str) -> dict:
	"""Write the rows of a blast, each with its slot, and say what they are (a job for a long list)."""
	document, audience = _template(template), _audience(customers)
	texts = {customer: _text(document, customer) for customer in (*audience.reached, *audience.suppressed)}
	sizes = [count(texts[customer]).segments for customer in audience.reached]
	now, planned = now_datetime(), _plan(sizes)
	rows = [
		_row(key, customer, number, texts[customer], slot.number, now + timedelta(seconds=slot.at))
		for (customer, number), slot in zip(audience.reached.items(), planned.slots, strict=True)
	]
	rows += [_row(key, customer, number, texts[customer]) for customer, number in audience.suppressed.items()]
	if rows:
		outbox.write(rows)
	return {"batch": key, "state": "queued", **_said(audience, sum(sizes), planned.ends_at)}


def _figures(template: Document, audience: Audience, customers: list[str]) -> dict:
	sample = list(audience.reached)[:SAMPLE]
	sizes = [count(_text(template, customer)).segments for customer in sample]
	each = sum(sizes) / len(sizes) if sizes else 0
	expected = sizes + [round(each)] * (len(audience.reached) - len(sizes))
	return _said(audience, sum(expected), _plan(expected).ends_at)


def _said(audience: Audience, segments: int, seconds: float) -> dict:
	left_out = audience.unreachable | dict.fromkeys(audience.suppressed, opted_out_sentence())
	listed = list(left_out.items())[:MOST_LISTED]
	ends = now_datetime() + timedelta(seconds=seconds)
	return {
		"queued": len(audience.reached),
		"suppressed": len(audience.suppressed),
		"unreachable": len(audience.unreachable),
		"segments": segments,
		"eta": to_iso(ends.replace(microsecond=0)) if audience.reached else None,
		"left_out": [{"customer": customer, "reason": reason} for customer, reason in listed],
	}


def _audience(customers: list[str]) -> Audience:
	"""Customers who share a number get one message: the first of them."""
	numbers, audience = mobile_numbers(customers), Audience()
	withdrawn, first = suppressed_among(numbers.values(), "SMS"), {}
	for customer in customers:
		number = numbers.get(customer)
		if not number:
			audience.unreachable[customer] = _("no mobile number")
		elif number in withdrawn:
			audience.suppressed[customer] = number
		elif first.setdefault(number, customer) != customer:
			audience.unreachable[customer] = _("same number as {0}").format(first[number])
		else:
			audience.reached[customer] = number
	return audience


def _text(template: Document, customer: str) -> str:
	"""Return the text for a customer, naming who sends it: the law asks for that."""
	try:
		text = render(template, frappe.get_doc("Customer", customer)).text
	except TemplateMistake as mistake:
		frappe.throw(_("Template “{0}”, customer {1}: {2}").format(template.name, customer, mistake))
	name = company_name()
	return text if name.casefold() in text.casefold() else f"{text}\n{name}"


def _plan(sizes: list[int]) -> pacing.Plan:
	lanes = [pacing.Lane(number, rate, _free_at(number)) for number, rate in bulk_rates().items()]
	try:
		return pacing.plan(sizes, lanes)
	except ValueError:
		frappe.throw(_("No number to send from is set in FSM Settings"))


def _free_at(number: str) -> float:
	"""Return in how many seconds this number has sent what other blasts have queued."""
	waiting = {"status": states.QUEUED, "purpose": "Bulk", "from_number": number}
	last = frappe.get_all(
		outbox.DOCTYPE, waiting, ["send_after", "segments"], order_by="send_after desc", limit=1
	)
	if not last:
		return 0.0
	left = (last[0].send_after - now_datetime()).total_seconds()
	return max(0.0, left + pacing.duration(last[0].segments, bulk_rates()[number]))


def _row(
	key: str,
	customer: str,
	number: str,
	text: str,
	sender: str | None = None,
	send_after: datetime | None = None,
) -> dict:
	"""Return a row with its slot, or one that is Suppressed when it has no sender."""
	counted = count(text)
	return {
		"name": frappe.generate_hash(length=16),
		"direction": "Sent",
		"status": states.QUEUED if sender else states.SUPPRESSED,
		"from_number": sender,
		"to_number": number,
		"purpose": "Bulk",
		"body": text,
		"segments": counted.segments,
		"encoding": counted.encoding,
		"send_after": send_after,
		"error": None if sender else opted_out_sentence(),
		"customer": customer,
		"batch": key,
		"idempotency_key": outbox.key_that_fits(f"{key}:{number}"),
	}


def _template(name: str) -> Document:
	template = frappe.get_doc("Message Template", name)
	if template.disabled:
		frappe.throw(_("Template “{0}” is disabled").format(name))
	if template.applies_to != "Customer":
		frappe.throw(_("Template “{0}” is not about customers").format(name))
	return template


def _distinct(customers: list[str]) -> list[str]:
	names = list(dict.fromkeys(customers))
	if not names:
		frappe.throw(_("There is nobody to write to"))
	if len(names) > MOST:
		frappe.throw(_("At most {0} customers at once").format(MOST))
	return names
