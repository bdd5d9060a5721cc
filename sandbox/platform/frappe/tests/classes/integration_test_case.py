"""A test case on a site. What the class wrote and did not commit is rolled back after it, as in Frappe."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import frappe
from frappe.tests.classes.unit_test_case import UnitTestCase


class IntegrationTestCase(UnitTestCase):
	"""One transaction a class; Frappe's test records of linked doctypes are not made here."""

	TEST_SITE = "test_site"
	SHOW_TRANSACTION_COMMIT_WARNINGS = False
	maxDiff = 10_000

	@classmethod
	def setUpClass(cls) -> None:
		if cls.__dict__.get("_integration_test_case_class_setup_done"):
			return
		super().setUpClass()
		cls.TEST_SITE = frappe.local.site
		cls._primary_connection = frappe.local.db
		cls._secondary_connection = None
		frappe.db.commit()
		cls.addClassCleanup(_restore_locals, copy.deepcopy(frappe.local.flags))
		cls.addClassCleanup(_rollback)
		cls._integration_test_case_class_setup_done = True

	@contextmanager
	def primary_connection(self) -> Iterator[None]:
		"""Use the connection the tests began with."""
		with _using(self._primary_connection):
			yield

	@contextmanager
	def secondary_connection(self) -> Iterator[None]:
		"""Use a second connection, for what two users do at once; both are rolled back at the test's end."""
		if self._secondary_connection is None:
			self.__class__._secondary_connection = _new_connection()
		self.addCleanup(self._rollback_connections)
		with _using(self._secondary_connection):
			yield

	def _rollback_connections(self) -> None:
		self._primary_connection.rollback()
		self._secondary_connection.rollback()

	@contextmanager
	def assertQueryCount(self, count: int, query_type: tuple[str, ...] | None = None) -> Iterator[None]:
		"""At most `count` queries (of these kinds, for example ("select",)) are made inside."""
		queries: list[str] = []
		database = frappe.db.__class__
		real = database.sql

		def counted(connection: Any, *args: Any, **kwargs: Any) -> Any:
			result = real(connection, *args, **kwargs)
			queries.append(str(connection.last_query))
			return result

		database.sql = counted
		try:
			yield
		finally:
			database.sql = real
		made = [query for query in queries if not query_type or _kind(query) in query_type]
		self.assertLessEqual(len(made), count, msg="Queries executed: \n" + "\n\n".join(made))


def _kind(query: str) -> str:
	return query.split(maxsplit=1)[0].lower()


@contextmanager
def _using(connection: Any) -> Iterator[None]:
	before = frappe.local.db
	frappe.local.db = connection
	try:
		yield
	finally:
		frappe.local.db = before


def _new_connection() -> Any:
	before, user = frappe.local.db, frappe.session.user
	try:
		frappe.connect()
		return frappe.local.db
	finally:
		frappe.local.db = before
		frappe.set_user(user)


def _rollback() -> None:
	frappe.db.value_cache.clear()
	frappe.db.rollback()


def _restore_locals(flags: Any) -> None:
	frappe.local.flags = flags
	frappe.local.error_log, frappe.local.message_log, frappe.local.debug_log = [], [], []
	frappe.local.conf = frappe._dict(frappe.get_site_config())
	frappe.local.response = frappe._dict({"docs": []})
	frappe.local.lang = "en"
	if hasattr(frappe.local, "request"):
		del frappe.local.request
