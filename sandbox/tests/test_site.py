"""The site's files and tables: what migrating, several processes and an uninstall leave behind."""

import datetime
import subprocess
import sys
import tempfile
import textwrap
import threading
import unittest

import frappe
from frappe.custom.doctype.custom_field.custom_field import create_custom_fields
from frappe.installer import make_site, remove_app
from frappe.migrate import migrate
from frappe.model.naming import make_autoname
from frappe.query_builder.functions import Max

from sandbox.server.paths import ROOT

SITE = "records.localhost"
FIELD = {"fieldname": "sandbox_note", "fieldtype": "Data", "label": "Note", "insert_after": "description"}


def connect(sites_path: str) -> None:
	"""This thread on the test's site, as Administrator."""
	frappe.init(SITE, sites_path=sites_path, force=True)
	frappe.connect()


class TestSite(unittest.TestCase):
	@classmethod
	def setUpClass(cls):
		folder = tempfile.TemporaryDirectory()
		cls.addClassCleanup(folder.cleanup)
		cls.sites_path = folder.name
		make_site(SITE, folder.name, apps=["erpnext", "gigafibre_fsm"])
		frappe.destroy()

	def setUp(self):
		connect(self.sites_path)
		self.addCleanup(frappe.destroy)

	def test_a_second_migrate_writes_nothing(self):
		before = list(frappe.db._conn.iterdump())

		self.assertEqual(migrate(), {"patches": [], "doctypes": []})
		self.assertEqual(list(frappe.db._conn.iterdump()), before)

	def test_a_field_of_another_type_keeps_its_values(self):
		create_custom_fields({"ToDo": [FIELD]})
		todo = frappe.get_doc(doctype="ToDo", description="x", sandbox_note="42").insert()
		create_custom_fields({"ToDo": [{**FIELD, "fieldtype": "Int"}]})

		self.assertEqual(frappe.db.get_value("ToDo", todo.name, "sandbox_note"), 42)
		self.assertEqual(frappe.db.get_column_type("ToDo", "sandbox_note"), "INTEGER")

	def test_another_process_notices_a_new_field(self):
		frappe.get_meta("Issue")
		self.run_apart(
			"""
			from frappe.custom.doctype.custom_field.custom_field import create_custom_fields
			create_custom_fields({"Issue": [{"fieldname": "apart", "fieldtype": "Data", "label": "Apart"}]})
			frappe.db.commit()
			"""
		)
		connect(self.sites_path)

		self.assertTrue(frappe.get_meta("Issue").has_field("apart"))

	def test_names_given_at_once_are_all_different(self):
		before = frappe.db.count("Dispatch Tag")
		threads = [threading.Thread(target=self.make_tags, args=(number,)) for number in range(4)]
		for thread in threads:
			thread.start()
		for thread in threads:
			thread.join()
		numbers = frappe.get_all("ToDo", filters={"color": "#abcdef"}, pluck="description")

		self.assertEqual(frappe.db.count("Dispatch Tag"), before + 40)
		self.assertEqual(len(set(numbers)), 40)

	def make_tags(self, thread: int) -> None:
		connect(self.sites_path)
		try:
			for number in range(10):
				name = make_autoname("SERIES-.####")
				frappe.get_doc(doctype="Dispatch Tag", tag_name=f"tag {thread} {number}").insert()
				frappe.get_doc(doctype="ToDo", description=name, color="#abcdef").insert()
				frappe.db.commit()
		finally:
			frappe.destroy()

	def test_the_latest_of_dates_is_a_date(self):
		users = frappe.qb.DocType("User")
		latest = frappe.qb.from_(users).select(Max(users.creation)).run(pluck=True)[0]

		self.assertIsInstance(latest, datetime.datetime)
		self.assertEqual(latest, max(frappe.get_all("User", pluck="creation")))

	def test_a_field_that_may_not_be_read_may_not_be_searched_either(self):
		fields = [
			{"fieldname": "pay", "fieldtype": "Int", "permlevel": 1},
			{"fieldname": "who", "fieldtype": "Data"},
		]
		doctype = {"name": "Payroll", "module": "Gigafibre FSM", "custom": 1, "fields": fields}
		frappe.get_doc(
			{"doctype": "DocType", **doctype, "permissions": [{"role": "All", "read": 1}]}
		).insert()
		frappe.get_doc(doctype="Payroll", pay=5, who="Anne").insert()
		frappe.get_doc(doctype="User", email="curious@gigafibre.example", first_name="Curious").insert()
		frappe.set_user("curious@gigafibre.example")

		self.assertEqual(frappe.get_list("Payroll", fields=["who", "pay"]), [{"who": "Anne"}])
		for query in ({"filters": {"pay": 5}}, {"order_by": "pay desc"}, {"fields": [{"MAX": "pay"}]}):
			with self.subTest(query), self.assertRaisesRegex(frappe.PermissionError, "pay"):
				frappe.get_list("Payroll", **query)

	def test_the_disk_cache_counts_and_forgets_as_redis(self):
		self.assertEqual([frappe.cache.incrby("visits"), frappe.cache.incrby("visits", 2)], [1, 3])
		frappe.cache.hset("rooms", "a", {"open": 1})
		frappe.cache.set_value("short", "x", expires_in_sec=60)

		self.assertEqual(frappe.cache.get("visits"), b"3")
		self.assertEqual(frappe.cache.hgetall("rooms"), {"a": {"open": 1}})
		self.assertIn(frappe.cache.ttl("short"), (59, 60))
		frappe.cache.delete_keys("vis")
		self.assertEqual((frappe.cache.exists("visits"), frappe.cache.exists("rooms")), (0, 1))

	def run_apart(self, code: str) -> None:
		"""Run code in a process of its own, connected to the site."""
		lines = [
			"import frappe",
			f"frappe.init({SITE!r}, sites_path={self.sites_path!r})",
			"frappe.connect()",
		]
		code = "\n".join([*lines, textwrap.dedent(code)])
		subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


class TestUninstall(unittest.TestCase):
	def test_an_app_goes_with_its_doctypes_and_fields(self):
		with tempfile.TemporaryDirectory() as sites_path:
			make_site(SITE, sites_path, apps=["erpnext", "gigafibre_fsm"])
			self.addCleanup(frappe.destroy)
			remove_app("gigafibre_fsm")

			self.assertEqual(frappe.get_installed_apps(), ["frappe", "erpnext"])
			self.assertEqual(frappe.get_all("DocType", filters={"module": "Gigafibre FSM"}), [])
			self.assertEqual(frappe.get_all("Custom Field", filters={"dt": "Customer"}), [])
