"""A contract is sent, read and signed once; what was agreed to, by whom and from where, is kept."""

import hashlib
from datetime import timedelta
from unittest.mock import patch

import frappe
from frappe.utils import now_datetime

from gigafibre_fsm import billing, identity
from gigafibre_fsm.identity.refusals import LinkRefusedError
from gigafibre_fsm.messaging import conversations
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_customer
from gigafibre_fsm.tests.factories_fsm import make_location, make_subscription
from gigafibre_fsm.tests.factories_messages import (
	make_event,
	make_phone_number,
	make_reachable_customer,
	make_template,
)

TERMS = (
	"Forfait {{ subscription.plan_name }} à {{ subscription.price | money }} par mois.\n\nDurée : 24 mois."
)
TERMS_EN = "Plan {{ subscription.plan_name }} at {{ subscription.price | money }} a month."


class ContractCase(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.phone = make_phone_number()
		self.customer = make_reachable_customer(self.phone, "fr", customer_name="Maude Tremblay")
		self.sent = []
		replaced = patch("gigafibre_fsm.identity.send_letter", self.keep)
		replaced.start()
		self.addCleanup(replaced.stop)

	def keep(self, letter, address, key, customer=None, communication=None):
		self.sent.append((letter, address, key, communication))

	def contract(self, customer=None, **values):
		customer = customer or self.customer
		place = make_location(customer)
		subscription = make_subscription(
			customer, service_location=place.name, plan_name="Fibre 500", price=74.95
		)
		template = make_template(TERMS, body_en=TERMS_EN, applies_to="Service Contract").name
		return billing.new_contract(
			customer.name,
			template,
			service_subscription=subscription.name,
			service_location=place.name,
			**values,
		).insert()

	def link(self, contract=None):
		"""The token of a contract that was sent just now."""
		billing.send_contract(contract or self.contract())
		return self.sent[-1][0].link.partition("#")[2]

	def sign(self, token, name="Maude Tremblay", accepted=True, digest=None):
		return billing.sign_contract(token, name, accepted, digest or billing.read_contract(token)["digest"])


class TestSending(ContractCase):
	def test_the_terms_come_from_the_template_in_the_customers_language(self):
		contract = self.contract()
		self.assertEqual((contract.status, contract.language), ("Draft", "fr"))
		self.assertIn("Fibre 500 à 74,95", contract.terms)
		self.assertIn("<p>Durée : 24 mois.</p>", contract.terms)

		other = self.contract(make_reachable_customer(language="en"))
		self.assertIn("Plan Fibre 500 at $74.95 a month", other.terms)

	def test_a_link_goes_by_sms_and_opens_the_page_in_their_language(self):
		contract = self.contract()
		sent = billing.send_contract(contract)

		letter, address, _key, _communication = self.sent[0]
		self.assertEqual((sent["channel"], address.value), ("SMS", self.phone))
		self.assertIn("/contract?lang=fr#", letter.text)
		self.assertEqual((contract.reload().status, bool(contract.sent_on)), ("Sent", True))

	def test_their_conversation_shows_it_without_the_link(self):
		for number, channel in enumerate(("SMS", "Email")):
			customer = make_reachable_customer(email=f"maude{number}@example.com", language="en")
			contract = self.contract(customer)
			billing.send_contract(contract, channel=channel)

			letter, _address, _key, communication = self.sent[-1]
			(message,) = conversations.of_customer(customer.name)["messages"]
			self.assertEqual((message["name"], message["channel"]), (communication, channel))
			self.assertIn(f"Your contract {contract.name} is ready", message["text"])
			kept = frappe.get_doc("Communication", communication).as_json()
			self.assertNotIn(letter.link.partition("#")[2], kept)
			self.assertNotIn("/contract", kept)

	def test_by_email_to_who_has_no_mobile_number_or_when_told(self):
		customer = make_customer(email_id="maude@example.com", language="fr")
		self.assertEqual(billing.send_contract(self.contract(customer))["address"], "maude@example.com")
		self.assertRefused(
			"has no e-mail address", lambda: billing.send_contract(self.contract(), channel="Email")
		)

	def test_who_cannot_be_reached_leaves_the_contract_a_draft(self):
		contract = self.contract(make_customer("Ève Roy"))
		self.assertRefused("Ève Roy has neither", billing.send_contract, contract)
		self.assertEqual(contract.reload().status, "Draft")

	def test_a_contract_without_terms_says_what_to_do(self):
		empty = frappe.new_doc("Service Contract", customer=self.customer.name).insert()
		self.assertRefused("choose a template", billing.send_contract, empty)

	def test_a_commercial_one_is_sent_in_docuseal(self):
		contract = self.contract(contract_type="Commercial")
		self.assertRefused("signed in DocuSeal", billing.send_contract, contract)

		contract.reload().update({"docuseal_submission": "77"}).save()

		self.assertEqual(billing.send_contract(contract)["channel"], "DocuSeal")
		self.assertEqual((contract.status, self.sent), ("Sent", []))


class TestSigning(ContractCase):
	def test_what_is_kept_of_a_signature(self):
		contract = self.contract()
		token = self.link(contract)
		with patch("gigafibre_fsm.billing.signatures.caller", return_value="198.51.100.7"):
			shown = self.sign(token, "  Maude   Tremblay ")

		contract.reload()
		self.assertEqual((contract.status, shown["status"]), ("Signed", "Signed"))
		self.assertEqual((contract.signed_by, contract.signed_from), ("Maude Tremblay", "198.51.100.7"))
		agreed = f"{contract.terms}\n{contract.offer}"
		self.assertEqual(contract.terms_digest, hashlib.sha256(agreed.encode()).hexdigest())
		self.assertTrue(contract.signed_on)

	def test_what_was_offered_is_what_is_signed_whatever_becomes_of_the_service(self):
		contract = self.contract()
		token = self.link(contract)
		digest = billing.read_contract(token)["digest"]
		frappe.db.set_value("Service Subscription", contract.service_subscription, "price", 95)

		shown = self.sign(token, digest=digest)

		self.assertEqual(
			(shown["status"], shown["plan"]["price"], shown["digest"]), ("Signed", 74.95, digest)
		)

	def test_what_is_agreed_to_stays_once_it_was_sent(self):
		contract = self.contract()
		self.link(contract)
		contract.reload().service_location = make_location(contract.customer).name
		self.assertRefused("was sent", contract.save)

	def test_a_script_in_the_terms_reaches_no_page(self):
		contract = self.contract()
		contract.terms = '"<img src=x onerror=alert(1)>"'
		contract.save()

		self.assertNotIn("onerror", billing.read_contract(self.link(contract))["terms"])

	def test_the_page_shows_the_contract_as_often_as_one_likes(self):
		token = self.link()
		for _time in range(3):
			shown = billing.read_contract(token)
		self.assertEqual((shown["customer"], shown["plan"]["price"]), ("Maude Tremblay", 74.95))
		self.assertEqual((shown["message"], shown["signed_on"]), ("", None))

	def test_signing_twice_says_it_is_signed_already_and_changes_nothing(self):
		contract = self.contract()
		token = self.link(contract)
		self.sign(token)
		first = contract.reload().signed_on

		shown = self.sign(token, "Somebody Else")

		self.assertIn("Maude Tremblay", shown["message"])
		self.assertEqual((contract.reload().signed_by, contract.signed_on), ("Maude Tremblay", first))

	def test_no_name_no_tick_or_other_terms_is_no_signature(self):
		token = self.link(self.contract(make_reachable_customer(language="en")))
		for values, sentence in (
			({"name": " . "}, "first and last name"),
			({"accepted": False}, "accept the terms"),
			({"digest": "0" * 64}, "have changed"),
		):
			with self.subTest(values):
				self.assertRefused(sentence, lambda values=values: self.sign(token, **values))
		self.assertEqual(billing.read_contract(token)["status"], "Sent")

	def test_a_cancelled_contract_opens_no_more(self):
		contract = self.contract()
		token = self.link(contract)
		contract.reload().move("Cancelled")
		self.assertRefused("withdrawn", billing.read_contract, token, exception=LinkRefusedError)
		self.assertRefused("not sent any more", billing.send_contract, contract)

	def test_a_link_lasts_thirty_days_and_opens_nothing_else(self):
		contract = self.contract()
		token = self.link(contract)
		row = frappe.get_last_doc("Access Token")
		self.assertAlmostEqual(
			row.expires_on, now_datetime() + timedelta(days=30), delta=timedelta(minutes=1)
		)
		with self.assertRaises(LinkRefusedError):
			identity.require(token, "customer")


class TestDocuSeal(ContractCase):
	def tell(self, type="form.completed", **data):
		told = {"id": 5, "name": "Guy Roy", "ip": "198.51.100.9", **data}
		event = make_event("docuseal", data=told)
		event.event_type = type
		billing.receive_form(event)

	def test_a_form_that_all_have_signed_signs_the_contract(self):
		contract = self.contract(contract_type="Commercial", docuseal_submission="77")
		billing.send_contract(contract)

		for submission in ({"id": 77, "status": "pending"}, {"id": 77}):
			self.tell(submission=submission)
			self.assertEqual(contract.reload().status, "Sent")
		for _time in range(2):
			self.tell(submission={"id": 77, "status": "completed"})

		self.assertEqual((contract.reload().status, contract.signed_by), ("Signed", "Guy Roy"))

	def test_a_form_that_was_refused_declines_it(self):
		contract = self.contract(contract_type="Commercial", docuseal_submission="78")
		billing.send_contract(contract)
		self.tell("form.declined", submission_id=78)
		self.assertEqual(contract.reload().status, "Declined")

	def test_one_of_nobodys_changes_nothing(self):
		contract = self.contract(docuseal_submission="79")
		self.tell(submission={"id": 79})
		self.tell(submission={"id": 80})
		self.assertEqual(contract.reload().status, "Draft")
