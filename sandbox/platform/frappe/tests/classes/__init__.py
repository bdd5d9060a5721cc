"""The two test cases, with the context managers hung on them as static methods."""

from frappe.tests.classes import context_managers
from frappe.tests.classes.integration_test_case import IntegrationTestCase
from frappe.tests.classes.unit_test_case import UnitTestCase

for _manager in (context_managers.freeze_time, context_managers.set_user, context_managers.patch_hooks):
	setattr(UnitTestCase, _manager.__name__, staticmethod(_manager))
IntegrationTestCase.change_settings = staticmethod(context_managers.change_settings)

__all__ = ["IntegrationTestCase", "UnitTestCase"]
