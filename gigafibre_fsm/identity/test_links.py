"""Links by address: what is sent to whom, and that strangers learn nothing."""

from unittest.mock import patch

import frappe

from gigafibre_fsm import identity, messaging
from gigafibre_fsm.identity import doors, links
from gigafibre_fsm.identity.post import Letter
from gigafibre_fsm.tests.address_case import AddressTestCase
from gigafibre_fsm.tests.factories import make_customer


class TestLinks(AddressTestCase):
	def send(self, address: str | None = None) -> list[tuple[Letter, str]]:
		with self.mailbox() as mail:
			self.ask(address or self.email)
		return mail

	def ask(self, address: str):
		"""Ask for a link, and do the job."""
		self.later()
		with patch("frappe.enqueue") as enqueued:
			identity.request_link(address)
		links.send_links(enqueued.call_args.kwargs["asked"])

	def opens(self, letter: Letter) -> str:
		return identity.open_token(letter.link.partition("/enter#")[2], doors.PURPOSE).reference_name

	def test_a_customer_gets_a_link_that_opens_their_account(self):
		[(letter, to)] = self.send()

		self.assertEqual((to, self.opens(letter)), (self.email, self.customer))
		self.assertIn(letter.link, letter.text)

	def test_it_is_written_in_the_customers_language(self):
		frappe.db.set_value("Customer", self.customer, "language", "fr")
		[(french, _to)] = self.send()
		frappe.db.set_value("Customer", self.customer, "language", "en")
		[(english, _to)] = self.send()

		self.assertEqual((french.language, english.language), ("fr", "en"))
		self.assertEqual(english.button, "Open my account")

	def test_several_customers_of_one_number_get_a_link_each(self):
		number = "+15145550177"
		names = {make_customer(mobile_no=number).name for _count in range(2)}

		self.assertEqual({self.opens(letter) for letter, _to in self.send(number)}, names)

	def test_a_number_many_share_is_nobodys(self):
		for _count in range(doors.MOST_CUSTOMERS + 1):
			make_customer(mobile_no="+15145550178")

		self.assertEqual(self.send("+15145550178"), [])

	def test_strangers_and_disabled_customers_get_nothing(self):
		frappe.db.set_value("Customer", self.customer, "disabled", 1)

		self.assertEqual(self.send(), [])
		self.assertEqual(self.send("nobody@example.com"), [])

	def test_the_address_in_it_is_the_settings_and_not_what_a_request_claims(self):
		frappe.db.set_single_value("FSM Settings", "public_url", "https://isp.example/")
		frappe.clear_document_cache("FSM Settings", "FSM Settings")
		[(letter, _to)] = self.send()

		self.assertTrue(letter.link.startswith("https://isp.example/enter#"))

	def test_known_and_unknown_are_answered_alike(self):
		with patch("frappe.enqueue") as enqueued:
			known = identity.request_link(self.email)
			unknown = identity.request_link("nobody@example.com")

		self.assertEqual(known["message"].replace(self.email, "nobody@example.com"), unknown["message"])
		self.assertEqual({**known, "message": ""}, {**unknown, "message": ""})
		self.assertEqual(enqueued.call_count, 2)

	def test_what_is_no_address_is_named(self):
		for typed in ("", "alex", "12", "a@b", "a@b.example, c@d.example", "A <a@b.example>", "x" * 200):
			with self.subTest(typed=typed):
				self.assertRefused(
					f"Address “{typed[:140]}”: is neither", lambda typed=typed: identity.request_link(typed)
				)

	def test_the_address_is_not_in_the_job_that_a_failure_would_keep(self):
		with patch("frappe.enqueue") as enqueued:
			identity.request_link(self.email)

		self.assertNotIn(self.email, str(enqueued.call_args))

	def test_it_goes_where_it_was_asked_for(self):
		with patch("gigafibre_fsm.messaging.emails.send_email", return_value="queued") as send_email:
			self.ask(self.email)
		(to, subject, html), options = send_email.call_args

		self.assertEqual(
			(to, subject, options["customer"]), (self.email, "Your link to sign in", self.customer)
		)
		self.assertRegex(html, r'href="http\S+/enter#[\w.-]+"')
		self.assertIn(messaging.company_name(), html)

	def test_a_text_message_with_a_link_is_no_message_an_agent_reads(self):
		number = "+15145550179"
		make_customer(mobile_no=number, language="en")
		self.ask(number)

		message = frappe.get_last_doc("SMS Message", {"to_number": number})
		self.assertEqual(message.purpose, "Security")
		self.assertRegex(message.body, r"^Sign in within 15 minutes, once: http\S+/enter#[\w.-]+$")
