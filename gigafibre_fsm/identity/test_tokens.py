"""A token opens what it was made for until it is used, over, withdrawn, or its key is retired."""

from datetime import timedelta
from unittest.mock import patch

import frappe
from frappe.utils import add_to_date, now_datetime
from hypothesis import given, settings
from hypothesis import strategies as st

from gigafibre_fsm import identity
from gigafibre_fsm.identity import keys, retention, tokens
from gigafibre_fsm.identity.refusals import LinkRefusedError
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_customer

PURPOSE = "look"


class TestTokens(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.customer = make_customer().name

	def issue(self, minutes: float = 10, **options) -> str:
		subject = options.pop("subject", ("Customer", self.customer))
		expires_on = add_to_date(now_datetime(), minutes=minutes)
		return identity.issue(PURPOSE, subject=subject, expires_on=expires_on, **options)

	def row(self) -> str:
		return frappe.db.get_value(
			"Access Token", {"reference_name": self.customer}, order_by="creation desc"
		)

	def assertCloses(self, sentence: str, token: str | None, purpose: str = PURPOSE, **options):
		self.assertRefused(
			sentence, lambda: identity.open_token(token, purpose, **options), exception=LinkRefusedError
		)

	def later(self, **time):
		return patch("gigafibre_fsm.identity.keys.now_datetime", lambda: now_datetime() + timedelta(**time))

	def test_it_says_whom_it_is_about(self):
		row = identity.open_token(self.issue(), PURPOSE)

		self.assertEqual((row.reference_doctype, row.reference_name), ("Customer", self.customer))
		self.assertTrue(row.used_on)

	def test_it_opens_again_unless_it_was_made_for_one_use(self):
		lasting, single = self.issue(), self.issue(single_use=True)
		for token in (lasting, lasting, single):
			identity.open_token(token, PURPOSE)

		self.assertCloses("already used", single)

	def test_asking_whether_it_is_good_does_not_use_it_up(self):
		token = self.issue(single_use=True)
		identity.require(token, PURPOSE)
		identity.open_token(token, PURPOSE)

		self.assertRefused(
			"already used", lambda: identity.require(token, PURPOSE), exception=LinkRefusedError
		)

	def test_it_opens_for_its_purpose_only(self):
		self.assertCloses("not valid", self.issue(), "customer")

	def test_it_does_not_open_once_over(self):
		self.assertCloses("expired", self.issue(minutes=-1))

	def test_a_row_whose_end_was_brought_forward_closes_the_token(self):
		token = self.issue()
		frappe.db.set_value("Access Token", self.row(), "expires_on", now_datetime())

		self.assertCloses("expired", token)

	def test_a_row_that_speaks_of_somebody_else_closes_the_token(self):
		token = self.issue()
		frappe.db.set_value("Access Token", self.row(), "reference_name", make_customer().name)

		self.assertCloses("not valid", token)

	def test_a_token_whose_row_is_gone_is_over(self):
		token = self.issue()
		frappe.db.delete("Access Token", {"name": self.row()})

		self.assertCloses("expired", token)

	def test_withdrawn_it_says_so_and_by_whom_is_kept(self):
		token = self.issue()
		identity.revoke(self.row())

		self.assertCloses("withdrawn", token)
		self.assertEqual(frappe.db.get_value("Access Token", self.row(), "revoked_by"), "Administrator")

	def test_it_belongs_to_the_first_device(self):
		token = self.issue()
		identity.open_token(token, PURPOSE, device="mine")
		identity.open_token(token, PURPOSE, device="mine")

		self.assertCloses("another device first", token, device="other")

	def test_names_with_any_letters_fit_in(self):
		name = make_customer("é" * 140).name

		row = identity.open_token(self.issue(subject=("Customer", name)), PURPOSE)
		self.assertEqual(row.reference_name, name)

	@settings(max_examples=40, deadline=None)
	@given(
		st.one_of(st.none(), st.text(max_size=300), st.integers(), st.lists(st.text(max_size=5), max_size=3))
	)
	def test_garbage_is_refused_with_our_own_words(self, garbage):
		self.assertCloses("not valid", garbage)

	def test_the_first_key_is_made_when_it_is_needed(self):
		frappe.db.delete("Token Key")
		identity.open_token(self.issue(), PURPOSE)

		self.assertEqual(frappe.db.count("Token Key"), 1)

	def test_a_key_that_was_rotated_out_verifies_until_the_last_link_is_over(self):
		frappe.db.delete("Access Token")
		token = self.issue(minutes=10)
		new = identity.rotate_key()

		self.assertEqual(keys.signing_key().id, new)
		identity.open_token(token, PURPOSE)
		with self.later(minutes=9):
			identity.open_token(token, PURPOSE)
		with self.later(minutes=11):
			self.assertCloses("not valid", token)
			identity.open_token(self.issue(), PURPOSE)

	def test_a_secret_somebody_saw_opens_nothing_from_then_on(self):
		token = self.issue()
		identity.rotate_key(at_once=True)

		self.assertCloses("not valid", token)
		identity.open_token(self.issue(), PURPOSE)

	def test_a_retired_key_does_not_come_back_with_the_next_rotation(self):
		self.issue(minutes=1000)
		retired = keys.signing_key().id
		identity.rotate_key(at_once=True)
		over = frappe.db.get_value("Token Key", retired, "retired_on")
		identity.rotate_key()

		self.assertEqual(frappe.db.get_value("Token Key", retired, "retired_on"), over)

	def test_secrets_are_not_in_the_table(self):
		key = keys.signing_key()

		self.assertNotIn(key.secret, frappe.db.get_value("Token Key", key.id, "secret"))

	def test_what_ended_long_ago_is_deleted_each_night(self):
		self.issue()
		kept = self.row()
		self.issue(minutes=-60 * 24 * (retention.DAYS + 1))
		retention.delete_old()

		rows = frappe.get_all(
			"Access Token", {"reference_name": self.customer}, pluck="name", order_by="name"
		)
		self.assertEqual(rows, [kept])

	def test_a_key_that_retired_long_ago_is_deleted_with_its_secret(self):
		key = keys.signing_key().id
		identity.rotate_key()
		frappe.db.set_value("Token Key", key, "retired_on", add_to_date(now_datetime(), days=-31))
		retention.delete_old()

		self.assertFalse(frappe.db.exists("Token Key", key))
		self.assertIsNone(keys.secret_of(key))

	def test_the_living_ones_of_a_document_are_found(self):
		for _number in range(2):
			self.issue()
		identity.revoke(self.row())

		self.assertEqual(len(tokens.living(PURPOSE, ("Customer", self.customer))), 1)
