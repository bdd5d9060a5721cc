"""Every whitelisted method says who may call it, lets nobody else in, and shows each only what is theirs to see."""

import pkgutil
from importlib import import_module

import frappe
from frappe.permissions import add_user_permission
from frappe.tests import IntegrationTestCase

from gigafibre_fsm import api
from gigafibre_fsm.api.access import AUDIENCES
from gigafibre_fsm.tests.factories import make_customer, make_user
from gigafibre_fsm.tests.factories_fsm import make_job, make_location, make_ont, make_technician
from gigafibre_fsm.tests.fake_acs import SERIAL, NetworkTestCase

# What tests whitelist for themselves is not the app.
OURS = ("gigafibre_fsm.api.", "gigafibre_fsm.www.", "gigafibre_fsm.gigafibre_fsm.")


def whitelisted_methods() -> set[str]:
	"""Return the dotted path of each whitelisted function of the app."""
	for module in pkgutil.walk_packages(api.__path__, f"{api.__name__}."):
		import_module(module.name)
	ours = (method for method in frappe.whitelisted if method.__module__.startswith(OURS))
	return {f"{method.__module__}.{method.__name__}" for method in ours}


class TestAccess(IntegrationTestCase):
	def test_every_whitelisted_method_declares_its_audience(self):
		methods = whitelisted_methods()

		self.assertIn("gigafibre_fsm.api.devices.diagnose", methods)
		self.assertEqual(methods - set(AUDIENCES), set())

	def test_no_method_lets_in_a_user_without_one_of_its_roles(self):
		whitelisted_methods()
		for user in ("Guest", make_user("FSM Technician"), make_user()):
			for path in AUDIENCES:
				with self.subTest(user=user, method=path), self.set_user(user):
					self.assertRaises(frappe.PermissionError, frappe.get_attr(path))


class TestWhoGetsThrough(NetworkTestCase):
	"""Each method is called with arguments that are right, about a device of a customer, as each kind of caller."""

	def setUp(self):
		super().setUp()
		whitelisted_methods()
		self.addCleanup(setattr, frappe.local, "lang", frappe.local.lang)
		self.device = make_ont(serial_number=SERIAL)
		self.about_one = {
			"clients.client": {"name": self.device.customer},
			"devices.diagnose": {"equipment": self.device.name},
			"devices.hosts": {"equipment": self.device.name},
			"devices.readings": {"equipment": self.device.name},
			"devices.task": {"equipment": self.device.name, "action": "reboot"},
		}
		self.about_all = {
			"clients.list_clients": {},
			"devices.fleet_summary": {},
			"devices.lookup": {"serial": SERIAL},
			"search.search": {"query": SERIAL},
			"session.boot": {},
			"session.set_language": {"language": "en"},
		}
		self.managers_only = {"settings.test_genieacs": {}}

	def calls(self) -> dict[str, dict]:
		return {**self.about_one, **self.about_all, **self.managers_only}

	def let_in(self, user: str, calls: dict[str, dict]) -> set[str]:
		"""Return the methods that answered this user; any other failure than a refusal is one of the test."""
		with self.set_user(user):
			return {method for method, arguments in calls.items() if answers(method, arguments)}

	def test_every_method_is_tried(self):
		tried = {f"gigafibre_fsm.api.{method}" for method in self.calls()}

		self.assertEqual({path for path in AUDIENCES if path.startswith("gigafibre_fsm.api.")}, tried)

	def test_each_role_gets_through_to_what_is_for_it(self):
		of_staff = {*self.about_one, *self.about_all}
		expected = {
			("FSM Agent",): of_staff,
			("FSM Dispatcher",): of_staff,
			("FSM Manager",): of_staff | set(self.managers_only),
			("System Manager",): set(self.managers_only),
			("FSM Technician",): set(),
			("Sales User",): set(),
		}
		for roles, methods in expected.items():
			with self.subTest(roles=roles):
				self.assertEqual(self.let_in(make_user(*roles), self.calls()), methods)

	def test_a_guest_gets_through_to_nothing(self):
		self.assertEqual(self.let_in("Guest", self.calls()), set())

	def test_a_technician_gets_through_to_nothing_be_it_their_own_job_or_another(self):
		helper, stranger = make_user("FSM Technician"), make_user("FSM Technician")
		make_job(self.device.service_location, make_technician(helper))
		make_job(make_location(), make_technician(stranger))

		for user in (helper, stranger):
			self.assertEqual(self.let_in(user, self.calls()), set())

	def test_who_is_kept_to_one_customer_gets_nothing_of_another(self):
		for role in ("FSM Agent", "FSM Dispatcher", "FSM Manager"):
			with self.subTest(role=role):
				user = make_user(role)
				add_user_permission("Customer", make_customer().name, user)
				self.assertEqual(self.let_in(user, self.about_one), set())
				with self.set_user(user):
					self.assertEqual(call("search.search", {"query": SERIAL})["results"], [])
					self.assertIsNone(call("devices.lookup", {"serial": SERIAL})["equipment"])
					listed = call("clients.list_clients", {"page_length": 200})["rows"]
				self.assertNotIn(self.device.customer, [row["name"] for row in listed])

	def test_factory_settings_are_for_managers(self):
		reset = {"devices.task": {"equipment": self.device.name, "action": "factory_reset"}}
		for role, allowed in (("FSM Agent", False), ("FSM Dispatcher", False), ("FSM Manager", True)):
			with self.subTest(role=role):
				self.assertEqual(bool(self.let_in(make_user(role), reset)), allowed)


def call(method: str, arguments: dict):
	return frappe.get_attr(f"gigafibre_fsm.api.{method}")(**arguments)


def answers(method: str, arguments: dict) -> bool:
	try:
		call(method, arguments)
	except frappe.PermissionError:
		return False
	return True
