"""What is delivered, and what must have come of it in the end, exactly once."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import requests

from gigafibre_fsm.tests import webhook_senders as senders
from sandbox.simulators.twilio import Account

AREAS = (
	"418 438 450 514 579 581 819 873 367 263 204 226 236 249 250 289 306 343 365 403 416 431 437 506 519 548"
	" 587 604 613 639 647 672 705 709 778 780 782 807 825 867 902 905"
).split()
TAKEN = ("Accepted", "Sent", "Delivered")


@dataclass(frozen=True, slots=True)
class Story:
	"""`request(number)` is the delivery, `effects(number)` counts what came of it, on the site: each must be 1."""

	name: str
	request: Callable[[int], senders.Request]
	effects: Callable[[int], dict[str, int]]
	prepare: Callable[[], None] = lambda: None


def own_handler() -> Story:
	"""The smallest handler there is: it writes one record."""
	return Story("a handler that writes a record", senders.kuma_request, _records, _handle_kuma)


def stop_by_sms(twilio: str, account: Account) -> Story:
	"""A customer writes ARRET: kept, put in a thread, consent withdrawn, answered by SMS at (simulated) Twilio."""

	def request(number: int) -> senders.Request:
		return senders.twilio_sms_request(number, From=_phone(number), To=account.numbers[0], Body="Arrêt")

	def effects(number: int) -> dict[str, int]:
		return _of_sms(number) | {"answers at Twilio": _answers(twilio, account, _phone(number))}

	return Story("an SMS that says ARRÊT", request, effects)


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
		"events done": frappe.db.count("Webhook Event", {"name": name, "status": "Done"}),
	}


def kept_as(request: senders.Request, provider: str) -> str:
	"""The name under which this delivery is kept."""
	from datetime import UTC, datetime

	from gigafibre_fsm.webhooks.delivery import Delivery
	from gigafibre_fsm.webhooks.providers import PROVIDERS

	delivery = Delivery(request.body, "", {}, senders.PUBLIC_URL + request.path, datetime.now(UTC))
	return f"{provider}:{PROVIDERS[provider].read(delivery).id}"


def _of_sms(number: int) -> dict[str, int]:
	import frappe

	sid, phone = senders.sid(number), _phone(number)
	communication = frappe.db.get_value("SMS Message", {"provider_id": sid}, "communication")
	return {
		"events done": frappe.db.count("Webhook Event", {"name": f"twilio_sms:{sid}", "status": "Done"}),
		"messages received": frappe.db.count("SMS Message", {"provider_id": sid}),
		"communications": frappe.db.count("Communication", {"name": communication or ""}),
		"consents withdrawn": frappe.db.count("Message Consent", {"address": phone, "status": "Withdrawn"}),
		"answers written": frappe.db.count("SMS Message", {"to_number": phone, "direction": "Sent"}),
		"answers taken by Twilio": frappe.db.count(
			"SMS Message", {"to_number": phone, "status": ("in", TAKEN)}
		),
	}


def _answers(twilio: str, account: Account, phone: str) -> int:
	url = f"{twilio}/2010-04-01/Accounts/{account.sid}/Messages.json"
	told = requests.get(url, params={"To": phone}, auth=(account.sid, account.token), timeout=10)
	told.raise_for_status()
	return len(told.json()["messages"])


def _phone(number: int) -> str:
	"""A number that is nobody's, and another for each number: eighty such numbers in each Canadian area."""
	area, line = divmod(number, 80)
	return f"+1{AREAS[area % len(AREAS)]}55501{line + 10}"


def wrong(found: dict[str, int]) -> dict[str, int]:
	"""What is not there exactly once."""
	return {name: count for name, count in Counter(found).items() if count != 1}
