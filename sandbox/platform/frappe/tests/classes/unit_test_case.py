"""A test case that acts as Administrator and can compare documents."""

import datetime
import unittest
from collections.abc import Sequence
from typing import Any

import frappe
from frappe.utils import cint

_TIMES = (datetime.date, datetime.time, datetime.timedelta)


class UnitTestCase(unittest.TestCase):
	"""Administrator before and after the class; Frappe's assertions."""

	@classmethod
	def setUpClass(cls) -> None:
		if cls.__dict__.get("_unit_test_case_class_setup_done"):
			return
		super().setUpClass()
		frappe.set_user("Administrator")
		cls.addClassCleanup(frappe.set_user, "Administrator")
		cls._unit_test_case_class_setup_done = True

	def assertSequenceSubset(
		self, larger: Sequence[Any], smaller: Sequence[Any], msg: str | None = None
	) -> None:
		"""Every value of `smaller` is in `larger`."""
		self.assertTrue(set(smaller).issubset(set(larger)), msg=msg)

	def assertDocumentEqual(self, expected: Any, actual: Any) -> None:
		"""The fields of `expected` (a dict or a document, rows included) are those of `actual`."""
		values = expected.as_dict() if hasattr(expected, "as_dict") else expected
		for fieldname, value in values.items():
			if isinstance(value, list):
				self._compare_rows(fieldname, value, actual.get(fieldname))
			else:
				self._compare_value(fieldname, value, actual)

	def _compare_rows(self, fieldname: str, expected: list[Any], actual: list[Any]) -> None:
		self.assertEqual(len(expected), len(actual), msg=f"{fieldname} length should be same")
		for expected_row, row in zip(expected, actual, strict=True):
			self.assertDocumentEqual(expected_row, row)

	def _compare_value(self, fieldname: str, expected: Any, document: Any) -> None:
		actual, message = document.get(fieldname), f"{fieldname} should be same."
		if isinstance(expected, float):
			places = document.precision(fieldname)
			self.assertAlmostEqual(expected, actual, places=places, msg=message)
		elif isinstance(expected, int):
			self.assertEqual(expected, cint(actual), msg=message)
		elif isinstance(expected, _TIMES) or isinstance(actual, _TIMES):
			self.assertEqual(str(expected), str(actual), msg=message)
		else:
			self.assertEqual(expected, actual, msg=message)
