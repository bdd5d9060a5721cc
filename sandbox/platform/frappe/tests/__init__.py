"""What Frappe offers to tests, under its own names."""

from frappe.tests.classes import IntegrationTestCase, UnitTestCase
from frappe.tests.classes.context_managers import change_settings, freeze_time, patch_hooks, set_user, timeout

__all__ = [
	"IntegrationTestCase",
	"UnitTestCase",
	"change_settings",
	"freeze_time",
	"patch_hooks",
	"set_user",
	"timeout",
]
