"""What tests of conversations start from: a site with Twilio switched on, and ways to say things."""

from typing import Any
from unittest.mock import patch

import frappe

from gigafibre_fsm.messaging import conversations
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_contact, make_customer, make_user

PHONE, OTHER_PHONE, OUR_NUMBER = "+15145550177", "+15145550178", "+14505550100"


class ConversationCase(SiteTestCase):
	"""Jobs are not run and mails not sent; what the pages are told is kept in `self.told`."""

	def setUp(self):
		super().setUp()
		frappe.db.set_single_value("FSM Settings", "twilio_enabled", 1)
		frappe.clear_document_cache("FSM Settings", "FSM Settings")
		self.told: list[dict] = []
		for name, instead in (("frappe.enqueue", None), ("frappe.publish_realtime", self._hear)):
			patched = patch(name, **({"side_effect": instead} if instead else {}))
			setattr(self, name.rpartition(".")[2], patched.start())
			self.addCleanup(patched.stop)

	def _hear(self, event: str | None = None, message: dict | None = None, **where: Any) -> None:
		self.told.append({"event": event, "message": message, **where})

	def heard(self, event: str) -> list[str]:
		"""Return the names the pages were told of under this event."""
		return [told["message"].get("name") for told in self.told if told["event"] == event]

	def someone(self, phone: str = PHONE, email: str = "", **fields: Any) -> str:
		"""Return a new customer with a contact of this number and address."""
		customer = make_customer(**fields)
		make_contact(customer, phone=phone, email=email)
		return customer.name

	def agent(self) -> str:
		return make_user("FSM Agent")

	def write(self, text: str = "Hello", phone: str = PHONE, key: str = "", **values: Any) -> str:
		"""Let a number write to us; returns its conversation."""
		key = key or frappe.generate_hash(length=12)
		return conversations.take_in("SMS", phone, text, external_id=key, **values).conversation

	def texts(self, conversation: str) -> list[str]:
		return [message["text"] for message in conversations.thread(conversation)["messages"]]

	def stored(self, conversation: str, *fields: str) -> Any:
		return frappe.db.get_value("Conversation", conversation, list(fields))
