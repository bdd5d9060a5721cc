"""The services around documents: cache, files, mail, custom fields, methods over HTTP, dates, words."""

import datetime
import os
import time
from unittest.mock import patch

import frappe
from frappe.custom.doctype.custom_field.custom_field import create_custom_fields
from frappe.desk.doctype.todo.todo import new_todo
from frappe.rate_limiter import rate_limit
from frappe.tests import IntegrationTestCase
from frappe.utils import get_url_to_form, set_request
from frappe.utils.caching import redis_cache
from frappe.utils.fixtures import sync_fixtures
from frappe.utils.typing_validations import validate_argument_types

from gigafibre_fsm.tests.factories import make_customer, make_user


@validate_argument_types
def typed(count: int, names: list[str] | None = None, when: datetime.date | None = None):
	"""Checked as whitelisted methods are."""
	return count, names, when


class TestMethods(IntegrationTestCase):
	def test_arguments_are_cast_to_their_annotations(self):
		self.assertEqual(typed(count="3", when="2026-02-03"), (3, None, datetime.date(2026, 2, 3)))

	def test_a_wrong_argument_is_refused(self):
		with self.assertRaisesRegex(frappe.exceptions.FrappeTypeError, "count"):
			typed(count="many")

	def test_only_whitelisted_methods_are_called(self):
		frappe.is_whitelisted(new_todo)
		with self.assertRaises(frappe.PermissionError):
			frappe.is_whitelisted(make_user)

	def test_guests_call_only_what_is_open_to_them(self):
		with self.set_user("Guest"), self.assertRaises(frappe.PermissionError):
			frappe.is_whitelisted(new_todo)

	def test_calls_are_counted_and_stopped(self):
		@rate_limit(limit=2, seconds=60)
		def limited():
			return "ok"

		set_request(method="POST", path="/api/method/x")
		frappe.local.request_ip = "192.0.2.1"
		frappe.form_dict.cmd = f"platform-{frappe.generate_hash(length=6)}"
		self.addCleanup(frappe.form_dict.pop, "cmd")
		self.assertEqual([limited(), limited()], ["ok", "ok"])
		self.assertRaises(frappe.RateLimitExceededError, limited)
		frappe.local.request_ip = "192.0.2.2"
		self.assertEqual(limited(), "ok")


class TestCache(IntegrationTestCase):
	def test_values_live_until_they_expire_or_are_deleted(self):
		frappe.cache.set_value("platform:short", {"a": 1}, expires_in_sec=1)
		frappe.cache.set_value("platform:long", "kept")
		self.assertEqual(frappe.cache.get_value("platform:short"), {"a": 1})
		time.sleep(1.2)
		self.assertIsNone(frappe.cache.get_value("platform:short", use_local_cache=False))
		self.assertEqual(frappe.cache.get_value("platform:long"), "kept")
		frappe.cache.delete_value("platform:long")
		self.assertIsNone(frappe.cache.get_value("platform:long"))

	def test_a_value_can_be_made_when_it_is_missing(self):
		self.addCleanup(frappe.cache.delete_value, "platform:made")
		self.assertEqual(frappe.cache.get_value("platform:made", lambda: 7), 7)
		self.assertEqual(frappe.cache.get_value("platform:made", lambda: 8), 7)

	def test_hashes(self):
		self.addCleanup(frappe.cache.delete_value, "platform:hash")
		frappe.cache.hset("platform:hash", "a", 1)
		frappe.cache.hset("platform:hash", "b", [2])
		self.assertEqual(frappe.cache.hget("platform:hash", "b"), [2])
		self.assertEqual(frappe.cache.hget("platform:hash", "a"), 1)
		frappe.cache.hdel("platform:hash", "a")
		self.assertIsNone(frappe.cache.hget("platform:hash", "a"))

	def test_a_function_is_called_once_for_the_same_arguments(self):
		calls = []

		@redis_cache(ttl=60)
		def slow(number):
			calls.append(number)
			return number * 2

		self.addCleanup(slow.clear_cache)
		self.assertEqual([slow(2), slow(2), slow(3)], [4, 4, 6])
		self.assertEqual(calls, [2, 3])
		slow.clear_cache()
		slow(2)
		self.assertEqual(calls, [2, 3, 2])


class TestFiles(IntegrationTestCase):
	def make_file(self, **values):
		return frappe.get_doc(
			{"doctype": "File", "file_name": "photo.txt", "content": "light", **values}
		).insert()

	def test_a_private_file_is_kept_out_of_the_public_folder(self):
		file = self.make_file(is_private=1)
		self.addCleanup(lambda: os.path.exists(file.get_full_path()) and os.unlink(file.get_full_path()))

		self.assertTrue(file.file_url.startswith("/private/files/photo"))
		self.assertEqual(frappe.get_doc("File", file.name).get_content(), "light")
		self.assertTrue(os.path.exists(frappe.get_site_path(*file.file_url.strip("/").split("/"))))

	def test_a_file_goes_from_the_disk_with_its_record(self):
		file = self.make_file(is_private=1, content="gone soon")
		path = file.get_full_path()
		file.delete()

		self.assertFalse(os.path.exists(path))

	def test_a_private_file_is_read_by_those_who_may_read_what_it_belongs_to(self):
		customer = make_customer()
		file = self.make_file(is_private=1, attached_to_doctype="Customer", attached_to_name=customer.name)
		self.addCleanup(file.delete)
		seller, stranger = make_user("Sales User"), make_user()

		self.assertTrue(file.has_permission("read", user=seller))
		self.assertFalse(file.has_permission("read", user=stranger))


class TestCustomFields(IntegrationTestCase):
	def make(self, fieldname, **values):
		create_custom_fields({"ToDo": [{"fieldname": fieldname, "label": "Platform Test", **values}]})
		self.addCleanup(self.remove, f"ToDo-{fieldname}")

	def remove(self, name):
		frappe.db.rollback()
		frappe.delete_doc("Custom Field", name, force=True)
		frappe.db.commit()

	def test_custom_fields_are_made_once(self):
		self.make("platform_number", fieldtype="Int")
		self.make("platform_number", fieldtype="Int")

		self.assertEqual(frappe.db.count("Custom Field", {"dt": "ToDo", "fieldname": "platform_number"}), 1)
		todo = frappe.get_doc({"doctype": "ToDo", "description": "x", "platform_number": "4"}).insert()
		self.assertEqual(frappe.db.get_value("ToDo", todo.name, "platform_number"), 4)

	def test_a_custom_field_can_be_changed(self):
		self.make("platform_text", fieldtype="Data")
		self.make("platform_text", fieldtype="Data", label="After")

		self.assertEqual(frappe.get_meta("ToDo").get_field("platform_text").label, "After")


class TestAround(IntegrationTestCase):
	def test_the_clock_can_be_stopped(self):
		with self.freeze_time("2026-02-03 04:05:06"):
			self.assertEqual(frappe.utils.now(), "2026-02-03 04:05:06.000000")
			self.assertEqual(frappe.utils.nowdate(), "2026-02-03")

	def test_words_come_back_when_nobody_translated_them(self):
		self.assertEqual(frappe._("A sentence of the platform tests"), "A sentence of the platform tests")
		self.assertEqual(frappe._("{0} of {1}").format(1, 2), "1 of 2")

	def test_words_are_translated_by_the_site(self):
		translation = {"language": "fr", "source_text": "Platform sentence", "translated_text": "Phrase"}
		frappe.get_doc({"doctype": "Translation", **translation}).insert()
		self.assertEqual(frappe._("Platform sentence", lang="fr"), "Phrase")
		self.assertEqual(frappe._("Platform sentence", lang="en"), "Platform sentence")

	def test_the_address_of_a_form(self):
		self.assertTrue(get_url_to_form("Service Location", "LOC-1").endswith("/desk/service-location/LOC-1"))

	def test_templates_are_rendered_and_escaped_where_asked(self):
		text = frappe.render_template("Hello {{ name }}{{ frappe.utils.cint('3') }}", {"name": "Zoé"})
		self.assertEqual(text, "Hello Zoé3")

	def test_errors_are_logged_with_a_title(self):
		log = frappe.log_error(title="Platform", message="What happened")
		self.assertEqual(
			frappe.db.get_value("Error Log", log.name, ["method", "error"]), ("Platform", "What happened")
		)

	def test_defaults_are_kept_for_everybody(self):
		frappe.db.set_default("platform_test", "yes")
		self.assertEqual(frappe.db.get_default("platform_test"), "yes")
		self.assertEqual(frappe.defaults.get_user_default("platform_test"), "yes")

	def test_mail_is_queued_for_each_address(self):
		with patch.dict(frappe.local.conf, {"mail_server": "127.0.0.1", "auto_email_id": "fsm@example.com"}):
			frappe.sendmail(
				["a@example.com", "b@example.com"], subject="Platform mail", message="<p>Hello</p>"
			)

		queued = frappe.get_last_doc("Email Queue")
		self.assertEqual(queued.status, "Not Sent")
		addresses = {row.recipient: row.status for row in queued.recipients}
		self.assertEqual(addresses, {"a@example.com": "Not Sent", "b@example.com": "Not Sent"})

	def test_events_of_other_apps_documents_reach_the_app(self):
		customer = make_customer("Platform Émile")
		entry = {"reference_doctype": "Customer", "reference_name": customer.name}
		self.assertEqual(frappe.db.count("Search Entry", entry), 1)
		customer.delete()
		self.assertEqual(frappe.db.count("Search Entry", entry), 0)

	def test_syncing_fixtures_again_doubles_nothing(self):
		sync_fixtures("gigafibre_fsm")
		self.assertEqual(frappe.db.count("Role", {"name": ["like", "FSM %"]}), 4)

	def test_comments_stay_with_their_document(self):
		customer = make_customer()
		customer.add_comment("Comment", "Called twice")
		found = frappe.get_all(
			"Comment",
			filters={"reference_doctype": "Customer", "reference_name": customer.name},
			pluck="content",
		)
		self.assertIn("Called twice", found)
