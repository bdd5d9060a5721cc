"""Every whitelisted method says who may call it, and lets nobody else in."""

import pkgutil
from importlib import import_module

import frappe
from frappe.tests import IntegrationTestCase

from gigafibre_fsm import api
from gigafibre_fsm.api.access import AUDIENCES
from gigafibre_fsm.tests.factories import make_user

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
