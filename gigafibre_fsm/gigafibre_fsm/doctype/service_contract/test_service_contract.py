"""What was agreed to is not rewritten, and nobody signs for a customer by hand."""

from unittest.mock import patch

import frappe

from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_customer
from gigafibre_fsm.tests.factories_fsm import make_contract, make_subscription

IGNORE_TEST_RECORD_DEPENDENCIES = [
	"Customer",
	"Message Template",
	"Quotation",
	"Service Location",
	"Service Subscription",
]


class TestServiceContract(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.contract = make_contract()

	def saved(self, **values):
		return self.contract.reload().update(values).save()

	def test_the_signature_is_not_written_by_hand(self):
		for values in ({"status": "Signed"}, {"signed_by": "Somebody"}, {"terms_digest": "0"}):
			with self.subTest(values):
				self.assertRefused("not by hand", lambda values=values: self.saved(**values))
		signed = frappe.new_doc("Service Contract", customer=self.contract.customer, status="Signed")
		self.assertRefused("a new contract is a draft", signed.insert)

	def test_terms_change_until_they_are_sent(self):
		self.saved(terms="<p>36 mois</p>")
		self.contract.move("Sent")
		self.assertRefused("was sent", lambda: self.saved(terms="<p>1 mois</p>"))
		self.assertRefused("was sent", lambda: self.saved(customer=make_customer().name))

	def test_only_what_was_sent_is_signed_and_that_is_the_end(self):
		self.assertRefused("only a contract that was sent", self.contract.sign, "Maude", "0", None)
		self.contract.reload().move("Sent")
		self.contract.sign("Maude Tremblay", self.contract.digest_of_terms(), "198.51.100.7")
		self.assertRefused("cannot follow Signed", self.contract.move, "Cancelled")
		self.assertRefused("it stays", frappe.delete_doc, "Service Contract", self.contract.name)

	def test_flows_hear_of_a_signature_once(self):
		with patch("gigafibre_fsm.flows.triggering.doc_events.fire") as fire:
			self.contract.move("Sent")
			self.contract.sign("Maude Tremblay", self.contract.digest_of_terms(), None)
			self.contract.save()

		[(event, contract, told, *_occurrence)] = [call.args for call in fire.call_args_list]
		self.assertEqual((event, contract.name), ("on_contract_signed", self.contract.name))
		self.assertEqual(told["signed_by"], "Maude Tremblay")

	def test_a_subscription_of_somebody_else_is_refused(self):
		other = make_subscription()
		self.assertRefused(
			f"belongs to {other.customer}", lambda: self.saved(service_subscription=other.name)
		)
