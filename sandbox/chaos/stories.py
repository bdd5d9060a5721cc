"""What is delivered, and what must have come of it in the end, exactly once. The texts customers write are in texts.py."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from gigafibre_fsm.tests import webhook_senders as senders
from sandbox.chaos.world import World

AREAS = (
	"418 438 450 514 579 581 819 873 367 263 204 226 236 249 250 289 306 343 365 403 416 431 437 506 519 548"
	" 587 604 613 639 647 672 705 709 778 780 782 807 825 867 902 905"
).split()


@dataclass(frozen=True, slots=True)
class Story:
	"""`request(number)` is the delivery, `effects(number)` counts what came of it, on the site: each must be 1.

	`before(world, number)` is what has happened when it is delivered; `prepare` is done in every process, on the site.
	"""

	name: str
	request: Callable[[int], senders.Request]
	effects: Callable[[int], dict[str, int]]
	prepare: Callable[[], None] = lambda: None
	before: Callable[[World, int], None] = lambda world, number: None


def own_handler() -> Story:
	"""The smallest handler there is: it writes one record."""
	return Story("a handler that writes a record", senders.kuma_request, _records, _handle_kuma)


def failed_report() -> Story:
	"""Twilio reports that a message of ours failed, its reader having opted out: it ends, consent is withdrawn."""

	def request(number: int) -> senders.Request:
		report = {"To": phone(number), "MessageStatus": "failed", "ErrorCode": "21610"}
		return senders.twilio_status_request(number, **report)

	def before(world: World, number: int) -> None:
		world.must(world.do(lambda: _message_sent(number)))

	return Story("a report that an SMS failed", request, _of_report, before=before)


def missed_call() -> Story:
	"""3CX reports a call nobody took: it is in the thread of its number, unread."""

	def request(number: int) -> senders.Request:
		return senders.pbx_request(call_type="Missed", number=phone(number))

	return Story("a missed call", request, lambda number: _of_call(request(number), phone(number)))


def _handle_kuma() -> None:
	from dataclasses import replace

	from gigafibre_fsm.webhooks.providers import PROVIDERS

	PROVIDERS["kuma"] = replace(PROVIDERS["kuma"], handler="gigafibre_fsm.tests.webhook_case.handler")


def _records(number: int) -> dict[str, int]:
	import frappe

	from gigafibre_fsm.tests.webhook_case import EFFECT

	name = kept_as(senders.kuma_request(number), "kuma")
	return {
		"records": frappe.db.count("ToDo", {"description": ("like", f"%{EFFECT}{name}%")}),
		"events done": events_done(name),
	}


def kept_as(request: senders.Request, provider: str) -> str:
	"""The name under which this delivery is kept."""
	from datetime import UTC, datetime

	from gigafibre_fsm.webhooks.delivery import Delivery
	from gigafibre_fsm.webhooks.providers import PROVIDERS

	delivery = Delivery(request.body, "", {}, senders.PUBLIC_URL + request.path, datetime.now(UTC))
	return f"{provider}:{PROVIDERS[provider].read(delivery).id}"


def _message_sent(number: int) -> None:
	import frappe

	frappe.get_doc(
		doctype="SMS Message",
		direction="Sent",
		status="Sent",
		to_number=phone(number),
		body="Allô",
		provider_id=senders.sid(number),
	).insert()
	frappe.db.commit()


def _of_report(number: int) -> dict[str, int]:
	import frappe

	failed = {"provider_id": senders.sid(number), "status": "Failed", "error_code": 21610}
	return {
		"events done": events_done(f"twilio_status:{senders.sid(number)}:failed"),
		"messages failed": frappe.db.count("SMS Message", failed),
		"consents withdrawn": consents_withdrawn(phone(number)),
	}


def _of_call(request: senders.Request, number: str) -> dict[str, int]:
	return {"events done": events_done(kept_as(request, "pbx"))} | in_thread(number, "Phone")


def events_done(name: str) -> int:
	"""How many events of this name have been handled."""
	import frappe

	return frappe.db.count("Webhook Event", {"name": name, "status": "Done"})


def consents_withdrawn(address: str) -> int:
	"""How often this number is said to have opted out."""
	import frappe

	return frappe.db.count("Message Consent", {"address": address, "status": "Withdrawn"})


def in_thread(number: str, medium: str) -> dict[str, int]:
	"""What this number said or did is one entry of one thread, and unread."""
	import frappe

	said = {"phone_no": number, "communication_medium": medium, "sent_or_received": "Received"}
	threads = frappe.get_all("Conversation", {"address": number}, pluck="unread", order_by="name")
	return {
		"communications": frappe.db.count("Communication", said),
		"conversations": len(threads),
		"unread": sum(threads),
	}


def phone(number: int) -> str:
	"""A number that is nobody's, and another for each number: eighty such numbers in each Canadian area."""
	area, line = divmod(number, 80)
	return f"+1{AREAS[area % len(AREAS)]}55501{line + 10}"


def wrong(found: dict[str, int]) -> dict[str, int]:
	"""What is not there exactly once."""
	return {name: count for name, count in Counter(found).items() if count != 1}
