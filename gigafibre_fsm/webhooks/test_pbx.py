"""3CX: the template it is given speaks to us in our words, and it may ask who calls."""

import json
import re
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import frappe

from gigafibre_fsm.integrations.threecx import read_call
from gigafibre_fsm.tests import webhook_senders as senders
from gigafibre_fsm.tests.factories import make_contact, make_customer
from gigafibre_fsm.tests.webhook_case import WebhookTestCase

TEMPLATE = Path(frappe.get_app_path("gigafibre_fsm", "public", "3cx", "gigafibre-fsm.xml"))
# As 3CX fills them.
FILLED = {
	"CallType": "Inbound",
	"Number": "+15145550142",
	"Agent": "101",
	"AgentFirstName": "Sam",
	"AgentLastName": "Tremblay",
	"AgentEmail": "sam@isp.example",
	"Duration": "00:03:20",
}
SECRET = {"X-Gigafibre-Secret": senders.SECRETS["pbx_secret"]}


class PbxCase(WebhookTestCase):
	def customer_with_number(self) -> str:
		number = "+15145550177"
		customer = make_customer("Zoé Lookup")
		contact = make_contact(customer, phone=number)
		frappe.db.commit()
		self.addCleanup(_remove, ("Contact", contact.name), ("Customer", customer.name))
		return number


class TestTemplate(PbxCase):
	def test_a_report_made_by_the_template_is_the_call(self):
		request = self.scenario("ReportCall").find("Request")
		values = {value.get("Key"): self.filled(value.text) for value in request.iter("Value")}
		secret = values.pop("X-Gigafibre-Secret")
		body = json.dumps(values).encode()
		path = request.get("Url").removeprefix("[Site]")

		answer = self.deliver(
			senders.Request(path, body, {"Content-Type": senders.JSON, "X-Gigafibre-Secret": secret})
		)

		self.assertEqual(answer.status_code, 200, answer.text)
		call = read_call(json.loads(self.event(provider="pbx").payload))
		self.assertEqual(
			(call.kind, call.number, call.agent_name), ("Inbound", "+15145550142", "Sam Tremblay")
		)
		self.assertEqual((call.duration, call.queue, call.started_at.minute), (200, None, 30))

	def test_the_lookup_of_the_template_is_where_the_answer_is(self):
		scenario = self.scenario("")
		url = scenario.find("Request").get("Url").removeprefix("[Site]")
		number = self.customer_with_number()
		answer = self.ask("GET", url.partition("[[")[0] + quote(number), headers=SECRET).json

		for variable in scenario.iter("Variable"):
			found = answer
			for part in variable.get("Path").split("."):
				found = found[part]
			self.assertTrue(found, variable.get("Path"))

	def scenario(self, identifier: str):
		scenarios = ElementTree.parse(TEMPLATE).getroot().iter("Scenario")
		return next(scenario for scenario in scenarios if scenario.get("Id") == identifier)

	def filled(self, text: str) -> str:
		"""What 3CX sends for a value of the template; what it does not know stays as it is."""
		if text == "[Secret]":
			return SECRET["X-Gigafibre-Secret"]
		if text.startswith("[["):
			return "2026-11-21T12:30:00Z"
		return re.sub(r"\[(\w+)\]", lambda found: FILLED.get(found[1], found[0]), text)


class TestLookup(PbxCase):
	path = "/api/method/gigafibre_fsm.api.pbx.lookup?number="

	def test_a_number_nobody_has_is_nobodys(self):
		answer = self.ask("GET", self.path + quote("+15145550111"), headers=SECRET)

		self.assertEqual(answer.json["message"], {"contact": None})

	def test_who_does_not_share_the_secret_is_told_nothing(self):
		number = self.customer_with_number()
		for headers in ({}, {"X-Gigafibre-Secret": "guess"}):
			with self.subTest(headers=headers):
				answer = self.ask("GET", self.path + quote(number), headers=headers)
				self.assertEqual(answer.status_code, 401)
				self.assertNotIn("Zoé", answer.text)


def _remove(*records: tuple[str, str]) -> None:
	frappe.db.rollback()
	for doctype, name in records:
		frappe.delete_doc(doctype, name, force=True, ignore_permissions=True)
	frappe.db.commit()
