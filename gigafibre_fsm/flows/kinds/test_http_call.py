"""Requests to other systems: where they may go, and with which secret."""

from typing import Any
from unittest.mock import patch

import frappe

from gigafibre_fsm.flows.checks.validation import check
from gigafibre_fsm.flows.kinds.base import Context, Refused
from gigafibre_fsm.flows.kinds.fill import fill
from gigafibre_fsm.flows.kinds.http_call import HttpCall
from gigafibre_fsm.integrations.http import Answer, HTTPError
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_customer, make_user
from gigafibre_fsm.tests.factories_flows import drawing, step

ALLOWED = "https://api.example"


class TestHttpCall(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.allow(address=ALLOWED, header="X-Api-Key", secret="sesame")
		self.customer = make_customer()
		call = patch("gigafibre_fsm.flows.kinds.http_call.call", return_value=Answer(201, {"id": 7}))
		self.call = call.start()
		self.addCleanup(call.stop)

	def allow(self, **host: Any) -> None:
		settings = frappe.get_doc("FSM Settings")
		settings.set("flow_hosts", [host])
		settings.save()

	def perform(self, **params: Any) -> dict[str, Any]:
		facts = {"vars": {"plan": "Fibre 500"}}
		about = Context("R1", "ask", "ask", "R1:ask", 1, self.customer, self.customer, facts, "en")
		return HttpCall().perform(about, fill(HttpCall(), params, about))

	def test_the_answer_is_kept_and_the_request_carries_the_secret_and_the_key_of_the_step(self):
		output = self.perform(address=f"{ALLOWED}/orders", body={"plan": "{{ vars.plan }}"})

		self.assertEqual(output, {"status": 201, "content": {"id": 7}})
		method, address, headers, body = self.call.call_args.args
		self.assertEqual((method, address, body), ("POST", f"{ALLOWED}/orders", {"plan": "Fibre 500"}))
		self.assertEqual(headers, {"X-Api-Key": "sesame", "Idempotency-Key": "R1:ask"})

	def test_a_header_of_the_connection_is_never_sent(self):
		for name in ("Host", "content-length", "Transfer-Encoding"):
			with self.subTest(name=name), self.assertRaises(Refused) as refused:
				self.perform(address=ALLOWED, headers={name: "x"})
			self.assertIn(name, str(refused.exception))
		self.call.assert_not_called()

	def test_a_secret_that_is_drawn_is_a_problem_of_the_drawing(self):
		headers = {
			"Authorization": "Bearer abc",
			"x-api-key": "abc",
			"Cookie": "id=1",
			"Host": "other.example",
			"X-Trace": "1",
			"X-Auth-Token": "{{ vars.token }}",
		}
		drawn = [step("ask", "http_call", params={"address": ALLOWED, "headers": headers})]
		drawn.append(step("keep", "set_variable", params={"name": "token", "value": 1}))
		said = [one["message"] for one in check(drawing(steps=drawn))]

		self.assertEqual(len(said), 4, said)
		self.assertEqual(
			[
				word
				for word in ("Authorization", "x-api-key", "Cookie")
				if f"{word} is a secret" in " ".join(said)
			],
			["Authorization", "x-api-key", "Cookie"],
		)
		self.assertIn("Host is written by the connection", " ".join(said))

	def test_an_answer_too_long_to_be_remembered_is_refused_and_not_cut(self):
		self.call.return_value = Answer(200, [{"id": number, "plan": "Fibre 500"} for number in range(1000)])

		with self.assertRaisesRegex(Refused, "more than can be remembered"):
			self.perform(address=ALLOWED)

	def test_a_host_that_is_not_listed_is_never_called(self):
		for address in ("https://other.example/", "http://api.example/", "https://api.example:8443/"):
			with self.subTest(address), self.assertRaisesRegex(Refused, "not one of the addresses"):
				self.perform(address=address)
		self.call.assert_not_called()

	def test_a_refusal_is_for_good_and_an_outage_may_be_tried_again(self):
		self.call.side_effect = HTTPError("HTTP 422 Unprocessable: no such plan", status=422)
		with self.assertRaisesRegex(Refused, "no such plan"):
			self.perform(address=ALLOWED)
		self.call.side_effect = HTTPError("HTTP 503", status=503)
		with self.assertRaisesRegex(frappe.ValidationError, "503"):
			self.perform(address=ALLOWED)

	def test_only_a_system_manager_says_where_flows_may_call(self):
		frappe.set_user(make_user("FSM Manager"))

		with self.assertRaises(frappe.PermissionError):
			self.allow(address="http://192.0.2.7:8080")

	def test_an_address_without_a_host_is_refused_in_the_settings(self):
		with self.assertRaisesRegex(frappe.ValidationError, "is not an address such as https://api.example"):
			self.allow(address="api.example")
