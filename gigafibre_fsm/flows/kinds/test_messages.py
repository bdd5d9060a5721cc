"""A flow writes to customers in their language, once, and says when there is nobody to write to."""

from unittest.mock import patch

import frappe

from gigafibre_fsm.messaging import conversations, record_consent
from gigafibre_fsm.tests.factories import make_customer, make_issue, make_user
from gigafibre_fsm.tests.factories_messages import make_phone_number, make_reachable_customer, make_template
from gigafibre_fsm.tests.kind_case import KindTestCase

BODY = {"text_fr": "Bonjour {{ customer.customer_name }}", "text_en": "Hello {{ customer.customer_name }}"}
MAIL = BODY | {"subject_fr": "Votre visite", "subject_en": "Your visit"}


class MessageCase(KindTestCase):
	def thread(self, customer) -> list[dict]:
		return conversations.of_customer(customer.name)["messages"]


class TestSms(MessageCase):
	def test_a_customer_gets_it_in_their_language(self):
		number = make_phone_number()
		customer = make_reachable_customer(number, "en", customer_name="Ève Roy")

		output = self.do("send_sms", customer, **BODY)

		message = frappe.get_doc("SMS Message", output["message"])
		self.assertEqual((message.to_number, message.body), (number, "Hello Ève Roy"))
		self.assertEqual((output["sent"], output["to"], message.customer), (True, number, customer.name))

	def test_a_step_done_twice_sends_once(self):
		customer = make_reachable_customer(language="fr")

		twice = [self.do("send_sms", customer, **BODY)["message"] for _time in range(2)]

		self.assertEqual(len(set(twice)), 1)
		self.assertEqual(frappe.db.count("SMS Message", {"customer": customer.name}), 1)
		self.assertEqual([message["text"] for message in self.thread(customer)], [f"Bonjour {customer.name}"])

	def test_missing_english_is_french(self):
		customer = make_reachable_customer(language="en")
		shown = self.show("send_sms", customer, text_fr="Bonjour")

		self.assertEqual([(one.kind, one.text) for one in shown], [("sms", "Bonjour")])

	def test_a_template_says_it_too(self):
		customer = make_reachable_customer(customer_name="Ève Roy", language="fr")
		template = make_template("Allô {{ doc.customer_name }}").name

		shown = self.show("send_sms", customer, source="template", template=template)

		self.assertEqual(shown[0].text, "Allô Ève Roy")

	def test_in_a_loop_each_customer_gets_their_own(self):
		outside = make_reachable_customer(customer_name="Ève Roy", language="fr")
		number = make_phone_number()
		other = make_reachable_customer(number, "en", customer_name="Bob Hall")

		output = self.do("send_sms", outside, **BODY, customer=other.name)

		message = frappe.get_doc("SMS Message", output["message"])
		self.assertEqual((message.to_number, message.body), (number, "Hello Bob Hall"))

	def test_who_opted_out_gets_nothing_and_both_the_flow_and_their_conversation_say_so(self):
		number = make_phone_number()
		customer = make_reachable_customer(number)
		record_consent(number, "SMS", "Withdrawn", "Test")

		output = self.do("send_sms", customer, **BODY)

		self.assertEqual((output["sent"], output["reason"]), (False, "this number has opted out"))
		self.assertEqual(frappe.db.get_value("SMS Message", output["message"], "status"), "Suppressed")
		(message,) = self.thread(customer)
		said = (message["status"], message["error"])
		self.assertEqual(said, ("suppressed", "this number has opted out"))
		self.assertIn("opted out", self.show("send_sms", customer, **BODY)[0].title)

	def test_it_is_in_the_conversation_of_whose_number_it_is_only(self):
		number = make_phone_number()
		customer = make_reachable_customer(number)

		self.do("send_sms", customer, key="RUN-1:landlord", **BODY, to=make_phone_number())
		self.assertEqual(self.thread(customer), [])
		self.do("send_sms", customer, key="RUN-1:typed", **BODY, to=number.removeprefix("+1"))
		self.assertEqual(len(self.thread(customer)), 1)

	def test_who_has_no_number_is_no_failure(self):
		customer = make_customer("Ève Roy")
		self.assertEqual(self.do("send_sms", customer, **BODY)["reason"], "Ève Roy has no mobile number")
		self.assertFalse(self.sample("send_sms", customer, **BODY)["sent"])

	def test_what_is_no_number_is_no_failure(self):
		output = self.do("send_sms", make_customer(), **BODY, to="ask Bob")
		self.assertEqual(output["reason"], "“ask Bob” is not a phone number")

	def test_a_misspelt_variable_is_refused_by_its_name(self):
		customer = make_reachable_customer()
		self.assertKindRefuses(
			"“custmer_name” is not a field", "send_sms", customer, text_fr="{{ doc.custmer_name }}"
		)

	def test_a_text_that_comes_out_empty_is_refused(self):
		customer = make_reachable_customer()
		self.assertKindRefuses("The message is empty", "send_sms", customer, text_fr="{{ doc.website }}")


class TestEmail(MessageCase):
	def test_a_customer_gets_it_in_their_language(self):
		customer = make_reachable_customer(language="en", email="eve@example.com", customer_name="Ève Roy")

		shown = self.show("send_email", customer, **MAIL)

		self.assertEqual((shown[0].title, shown[0].text), ("Your visit", "Hello Ève Roy"))
		self.assertEqual(shown[0].to, "Ève Roy <eve@example.com>")

	def test_a_site_without_an_account_says_so_and_is_not_tried_again(self):
		customer = make_reachable_customer(email="eve@example.com")
		missing = frappe.OutgoingEmailError("Please setup default outgoing Email Account")
		with patch("frappe.sendmail", side_effect=missing):
			self.assertKindRefuses("no account to send e-mail from", "send_email", customer, **MAIL)

	def test_a_step_done_twice_sends_once(self):
		customer = make_reachable_customer(language="fr", email="eve@example.com")

		twice = {self.do("send_email", customer, **MAIL)["message"] for _time in range(2)}

		self.assertEqual(frappe.db.count("Email Queue", {"reference_name": customer.name}), len(twice))
		self.assertEqual(len(twice), 1)
		(message,) = self.thread(customer)
		self.assertEqual((message["subject"], message["status"]), ("Votre visite", "queued"))

	def test_what_is_not_sent_is_not_in_the_conversation(self):
		customer = make_reachable_customer(email="eve@example.com")
		with patch.object(frappe, "sendmail", return_value=None):
			output = self.do("send_email", customer, **MAIL)

		self.assertEqual((output["sent"], output["reason"]), (False, "This address has opted out"))
		self.assertEqual(self.thread(customer), [])

	def test_it_is_in_the_conversation_of_whose_address_it_is_only(self):
		customer = make_reachable_customer(email="eve@example.com")

		self.do("send_email", customer, key="RUN-1:landlord", **MAIL, to="bob@example.com")
		self.assertEqual(self.thread(customer), [])
		self.do("send_email", customer, key="RUN-1:typed", **MAIL, to="Eve@example.com")
		self.assertEqual(len(self.thread(customer)), 1)

	def test_who_has_no_address_is_no_failure(self):
		customer = make_customer("Ève Roy")
		self.assertEqual(self.do("send_email", customer, **MAIL)["reason"], "Ève Roy has no e-mail address")

	def test_a_mail_needs_a_subject(self):
		customer = make_reachable_customer(email="eve@example.com")
		self.assertKindRefuses("Subject (French) is needed", "send_email", customer, text_fr="Bonjour")


class TestNotices(KindTestCase):
	NOTICE = {"subject_fr": "Billet {{ doc.name }}", "subject_en": "Ticket {{ doc.name }}"}

	def test_everybody_with_the_role_is_told_in_their_language(self):
		role = (
			frappe.get_doc(doctype="Role", role_name=f"Role {frappe.generate_hash(length=6)}").insert().name
		)
		french, english = make_user(role, language="fr"), make_user(role, language="en")
		make_user(role, enabled=0)
		ticket = make_issue(make_customer())

		output = self.do("notify_staff", ticket, whom="role", role=role, **self.NOTICE)

		fields = ["for_user", "subject"]
		notices = frappe.get_all(
			"Notification Log", {"document_name": ticket.name}, fields, order_by="subject"
		)
		self.assertEqual(output["notified"], 2)
		self.assertEqual(
			{notice.for_user: notice.subject for notice in notices},
			{french: f"Billet {ticket.name}", english: f"Ticket {ticket.name}"},
		)

	def test_a_person_gets_a_mail_once(self):
		user, ticket = make_user(), make_issue(make_customer())
		for _time in range(2):
			self.do("notify_staff", ticket, whom="user", user=user, by="email", **self.NOTICE)

		self.assertEqual(frappe.db.count("Email Queue Recipient", {"recipient": user}), 1)
		self.assertEqual(frappe.db.count("Notification Log", {"for_user": user}), 0)

	def test_of_many_readers_the_first_are_shown(self):
		ticket, readers = make_issue(make_customer()), [make_user("FSM Agent") for _turn in range(3)]
		with (
			patch("gigafibre_fsm.flows.kinds.notices.MOST_SHOWN", 2),
			patch("gigafibre_fsm.flows.kinds.notices.staff", lambda params: readers),
		):
			shown = self.show("notify_staff", ticket, whom="role", role="FSM Agent", **self.NOTICE)

		self.assertEqual([one.to for one in shown], [*readers[:2], ""])
		self.assertEqual(shown[-1].title, "And 1 others")

	def test_a_role_that_everybody_has_is_refused(self):
		ticket = make_issue(make_customer())
		refused = ("Everybody has the role", "notify_staff", ticket)
		self.assertKindRefuses(*refused, whom="role", role="All", **self.NOTICE)

	def test_what_a_record_says_is_no_html(self):
		user, ticket = make_user(), make_issue(make_customer(), subject="<b>Slow</b>")
		self.do("notify_staff", ticket, whom="user", user=user, subject_fr="{{ doc.subject }}")

		notice = frappe.db.get_value("Notification Log", {"for_user": user}, "subject")
		self.assertEqual(notice, "&lt;b&gt;Slow&lt;/b&gt;")
