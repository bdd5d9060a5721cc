"""The base of the tests of kinds: a step done, or only shown, on a record, without a run around it."""

from typing import Any
from unittest.mock import patch

import frappe

from gigafibre_fsm.flows.kinds import fill, registry
from gigafibre_fsm.flows.kinds.base import Context, Refused, Shown
from gigafibre_fsm.flows.running import facts
from gigafibre_fsm.messaging import language_of
from gigafibre_fsm.tests.cases import SiteTestCase

KEY = "RUN-1:step"


class KindTestCase(SiteTestCase):
	"""`do` and `show` take the kind's name, the record and the parameters as the editor keeps them."""

	def setUp(self):
		super().setUp()
		# A mail is queued for an account; nothing is sent before a commit.
		account = {"mail_server": "127.0.0.1", "mail_port": 9, "auto_email_id": "fsm@example.com"}
		self.enterContext(patch.dict(frappe.local.conf, account))
		# Frappe keeps the account it found with the connection.
		frappe.local.outgoing_email_account = {}

	def do(self, kind: str, document: Any, key: str = KEY, **params: Any) -> Any:
		"""Do a step and return its output, or its Waiting."""
		return self._filled(kind, document, key, params, "perform")

	def show(self, kind: str, document: Any, **params: Any) -> list[Shown]:
		"""Return what a simulation would show of a step."""
		return self._filled(kind, document, KEY, params, "simulate")

	def sample(self, kind: str, document: Any, **params: Any) -> dict[str, Any]:
		"""Return what a simulation has later steps see."""
		return self._filled(kind, document, KEY, params, "sample")

	def assertKindRefuses(self, sentence: str, kind: str, document: Any, **params: Any) -> None:
		"""The step must be Refused, and its message must hold this sentence."""
		with self.assertRaises(Refused) as refusal:
			self.do(kind, document, **params)
		self.assertIn(sentence, str(refusal.exception))

	def _filled(self, name: str, document: Any, key: str, params: dict[str, Any], method: str) -> Any:
		kind, context = registry.get(name), context_of(document, key)
		return getattr(kind, method)(context, fill.fill(kind, params, context))


def context_of(document: Any, key: str = KEY, **seen: Any) -> Context:
	"""Where a step about this record is done; `seen` are further facts (steps, vars, item, …)."""
	run, instance = key.split(":", 1)
	name = facts.customer_of(document)
	customer = frappe.get_doc("Customer", name) if name else None
	known = {
		"doc": facts.values_of(document),
		"customer": customer and facts.values_of(customer),
		"trigger": {"event": "manual"},
		"steps": {},
		"vars": {},
		"now": facts.plain(frappe.utils.now_datetime()),
		**seen,
	}
	return Context(run, instance, "step", key, 1, document, customer, known, language_of(name))
