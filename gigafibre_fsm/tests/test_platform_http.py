"""Frappe over HTTP: sessions, methods, records, errors, and what is committed."""

import json

import frappe
from frappe.utils.password import update_password

from gigafibre_fsm.tests.factories import make_user
from gigafibre_fsm.tests.http_case import HTTPTestCase, remove_user

PASSWORD = "Fibre-optique-34"


class TestHTTP(HTTPTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.user = make_user("System Manager")
		update_password(cls.user, PASSWORD)
		frappe.db.commit()
		cls.addClassCleanup(remove_user, cls.user)

	def setUp(self):
		super().setUp()
		self.addCleanup(_remove_todos)

	def log_in(self):
		return self.ask("POST", "/api/method/login", data={"usr": self.user, "pwd": PASSWORD})

	def test_a_login_opens_a_session(self):
		answer = self.log_in()
		self.assertEqual((answer.status_code, answer.json["message"]), (200, "Logged In"))
		whoami = self.ask("GET", "/api/method/frappe.auth.get_logged_user")
		self.assertEqual(whoami.json, {"message": self.user})

	def test_a_wrong_password_is_refused(self):
		answer = self.ask("POST", "/api/method/login", data={"usr": self.user, "pwd": "wrong"})
		self.assertEqual((answer.status_code, answer.json["exc_type"]), (401, "AuthenticationError"))

	def test_a_logout_ends_the_session(self):
		self.log_in()
		self.ask("POST", "/api/method/logout")
		answer = self.ask("GET", "/api/method/frappe.auth.get_logged_user")
		self.assertEqual((answer.status_code, answer.json["exc_type"]), (403, "PermissionError"))

	def test_a_guest_calls_only_what_is_open_to_guests(self):
		self.assertEqual(self.ask("GET", "/api/method/ping").json, {"message": "pong"})
		answer = self.ask("GET", "/api/method/frappe.client.get_count?doctype=User")
		self.assertEqual(answer.status_code, 403)

	def test_what_is_not_whitelisted_is_not_called(self):
		self.log_in()
		answer = self.ask("GET", "/api/method/gigafibre_fsm.tests.factories.make_user")
		self.assertEqual((answer.status_code, answer.json["exc_type"]), (403, "PermissionError"))

	def test_reading_methods_leave_nothing_behind(self):
		self.log_in()
		path = "/api/method/frappe.desk.doctype.todo.todo.new_todo"
		self.assertEqual(self.ask("GET", path, query_string={"description": "http get"}).status_code, 200)
		self.assertEqual(self.ask("POST", path, data={"description": "http post"}).status_code, 200)

		self.assertEqual(_todos(), ["http post"])

	def test_a_failed_request_leaves_nothing_behind(self):
		self.log_in()
		values = {"description": "http half", "reference_type": "User", "reference_name": "nobody"}
		answer = self.ask("POST", "/api/resource/ToDo", json=values)

		self.assertEqual((answer.status_code, answer.json["exc_type"]), (417, "LinkValidationError"))
		self.assertIn("Could not find", json.loads(json.loads(answer.json["_server_messages"])[0])["message"])
		self.assertEqual(_todos(), [])

	def test_a_wrong_type_of_argument_is_named(self):
		self.log_in()
		answer = self.ask(
			"POST", "/api/method/frappe.desk.doctype.todo.todo.new_todo", json={"description": {"a": 1}}
		)
		self.assertEqual((answer.status_code, answer.json["exc_type"]), (417, "FrappeTypeError"))
		self.assertIn("description", answer.json["exception"])

	def test_records_are_made_read_changed_and_deleted(self):
		self.log_in()
		made = self.ask(
			"POST", "/api/resource/ToDo", json={"description": "http record", "allocated_to": self.user}
		).json["data"]
		path = f"/api/resource/ToDo/{made['name']}"
		self.assertEqual(self.ask("GET", path).json["data"]["description"], "http record")
		changed = self.ask("PUT", path, json={"priority": "High"}).json["data"]
		self.assertEqual((changed["priority"], changed["description"]), ("High", "http record"))
		deleted = self.ask("DELETE", path)
		self.assertEqual((deleted.status_code, deleted.json), (202, {"data": "ok"}))
		self.assertEqual(self.ask("GET", path).status_code, 404)

	def test_lists_take_fields_filters_order_and_pages(self):
		self.log_in()
		for text in ("http a", "http b", "http c"):
			self.ask("POST", "/api/resource/ToDo", json={"description": text})
		query = {
			"fields": '["description"]',
			"filters": '[["description", "like", "http %"]]',
			"order_by": "description desc",
			"limit_page_length": 2,
		}
		rows = self.ask("GET", "/api/resource/ToDo", query_string=query).json["data"]

		self.assertEqual(rows, [{"description": "http c"}, {"description": "http b"}])

	def test_a_stranger_sees_no_records(self):
		answer = self.ask("GET", "/api/resource/ToDo")
		self.assertEqual((answer.status_code, answer.json["exc_type"]), (403, "PermissionError"))

	def test_an_unknown_doctype_is_not_found(self):
		self.log_in()
		self.assertEqual(self.ask("GET", "/api/resource/Nothing Such").status_code, 404)


def _todos() -> list[str]:
	filters = {"description": ["like", "http %"]}
	return frappe.get_all("ToDo", filters=filters, pluck="description", order_by="description")


def _remove_todos() -> None:
	frappe.db.delete("ToDo", {"description": ["like", "http %"]})
	frappe.db.commit()
