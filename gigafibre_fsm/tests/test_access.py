"""Every whitelisted method says who may call it, lets nobody else in, and shows each only what is theirs to see.

The walk tries each as everybody: tests/access_walk.py. A new method needs its line in tests/access_examples.py.
"""

import frappe
from frappe.permissions import add_user_permission

from gigafibre_fsm.api.access import AUDIENCES, Audience
from gigafibre_fsm.permissions import OPS
from gigafibre_fsm.tests import access_callers as callers
from gigafibre_fsm.tests.access_examples import EXAMPLES, PREFIX
from gigafibre_fsm.tests.access_walk import (
	Caller,
	asks_for_proof,
	gets_in,
	is_about_one_customer,
	whitelisted_methods,
)
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_customer, make_user
from gigafibre_fsm.tests.factories_fsm import make_ont

# Methods that let in fewer than their audience for the record of their example: a task asked of agents.
NARROWER = {
	f"{PREFIX}flow_tasks.complete": ("FSM Agent", "FSM Manager"),
	f"{PREFIX}flow_tasks.assign": ("FSM Dispatcher", "FSM Manager"),
}


def tried() -> list[tuple[str, Audience]]:
	"""Return the methods that have their example; that all have is a test of its own."""
	return [(path, AUDIENCES[path]) for path in sorted(AUDIENCES) if path.removeprefix(PREFIX) in EXAMPLES]


class TestDeclared(SiteTestCase):
	def test_every_whitelisted_method_declares_its_audience(self):
		methods = whitelisted_methods()

		self.assertIn("gigafibre_fsm.api.devices.diagnose", methods)
		self.assertEqual(methods - set(AUDIENCES), set())

	def test_every_method_is_tried(self):
		self.assertEqual(whitelisted_methods() ^ {PREFIX + method for method in EXAMPLES}, set())

	def test_what_has_a_token_for_its_audience_is_tried_with_one(self):
		whitelisted_methods()
		for path, audience in tried():
			if audience.token:
				with self.subTest(method=path):
					example = EXAMPLES[path.removeprefix(PREFIX)]
					self.assertEqual(example["token"], f"{{{audience.token}_token}}")

	def test_what_a_token_opens_is_posted(self):
		"""A GET leaves nothing behind, and browsers and logs keep its address."""
		whitelisted_methods()
		for path, audience in tried():
			if audience.token or (audience.guest and asks_for_proof(path)):
				with self.subTest(method=path):
					allowed = frappe.allowed_http_methods_for_whitelisted_func[frappe.get_attr(path)]
					self.assertEqual(allowed, ["POST"])


class TestWhoGetsIn(SiteTestCase):
	def setUp(self):
		super().setUp()
		whitelisted_methods()
		self.callers = callers.everybody()

	def test_each_gets_in_where_they_are_the_audience_and_nowhere_else(self):
		for path, audience in tried():
			for label, caller in self.callers.items():
				with self.subTest(method=path, caller=label):
					self.assertEqual(gets_in(path, caller), self.should_get_in(path, audience, label))

	def should_get_in(self, path: str, audience: Audience, label: str) -> bool:
		if asks_for_proof(path):
			return label == callers.PROOF
		if audience.guest:
			return True
		if audience.customer:
			about_another = label == callers.CUSTOMER_ON_ANOTHER and is_about_one_customer(path)
			return label in (callers.CUSTOMER, callers.CUSTOMER_ON_ANOTHER) and not about_another
		if label == callers.KEPT_AGENT:
			return "FSM Agent" in audience.roles and not is_about_one_customer(path)
		return not set(callers.ROLES.get(label, ())).isdisjoint(NARROWER.get(path, audience.roles))

	def test_no_role_is_shown_another_customer_than_the_one_it_is_kept_to(self):
		mine, theirs = (
			self.callers[callers.CUSTOMER].records,
			self.callers[callers.CUSTOMER_ON_ANOTHER].records,
		)
		about_one = [path for path, audience in tried() if audience.roles and is_about_one_customer(path)]
		for role in OPS:
			user = make_user(role)
			add_user_permission("Customer", mine["customer"], user)
			for path in about_one:
				with self.subTest(role=role, method=path):
					self.assertFalse(gets_in(path, Caller(user, theirs)))
					allowed = role in NARROWER.get(path, AUDIENCES[path].roles)
					self.assertEqual(gets_in(path, Caller(user, mine)), allowed)

	def test_factory_settings_are_for_managers(self):
		path = f"{PREFIX}devices.task"
		for label, allowed in ((callers.AGENT, False), (callers.DISPATCHER, False), (callers.MANAGER, True)):
			with self.subTest(caller=label):
				caller = self.callers[label]
				reset = {"equipment": caller.records["equipment"], "action": "factory_reset"}
				self.assertEqual(gets_in(path, caller, reset), allowed)


class TestWhatIsListed(SiteTestCase):
	"""Lists refuse nobody of the staff: they leave out what is not theirs to see."""

	def setUp(self):
		super().setUp()
		whitelisted_methods()
		self.device = make_ont()

	def test_who_is_kept_to_one_customer_finds_nothing_of_another(self):
		user, serial = make_user("FSM Agent"), self.device.serial_number
		add_user_permission("Customer", make_customer().name, user)
		with self.set_user(user):
			self.assertEqual(self.call("search.search", query=serial)["results"], [])
			self.assertIsNone(self.call("devices.lookup", serial=serial)["equipment"])
			listed = self.call("clients.list_clients", page_length=200)["rows"]
		self.assertNotIn(self.device.customer, [row["name"] for row in listed])

	def call(self, method: str, **arguments):
		return frappe.get_attr(PREFIX + method)(**arguments)
