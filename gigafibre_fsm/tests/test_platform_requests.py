"""What Frappe makes of a request's body, address and headers, and how a method shapes the answer."""

import frappe
from werkzeug.wrappers import Response

from gigafibre_fsm.tests.http_case import HTTPTestCase

JSON = {"Content-Type": "application/json"}


def echo():
	"""The arguments as they arrived."""
	return {key: value for key, value in frappe.form_dict.items() if key != "cmd"}


def address():
	"""Who is calling."""
	return frappe.local.request_ip


def markup():
	"""An answer of the method's own making."""
	return Response("<Response/>", status=201, content_type="text/xml")


def listing():
	"""A text to keep."""
	frappe.local.response.update(type="txt", doctype="devices", result="one\ntwo")


def cookie():
	"""Give the browser something to keep from its scripts."""
	frappe.local.cookie_manager.set_cookie("fsm_device", "a b", httponly=True, samesite="Strict", max_age=60)


def refuse():
	"""Answer with a status of its own."""
	frappe.local.response.http_status_code = 202
	return "later"


def before(*arguments, **keywords):
	"""Note that a request begins."""
	frappe.flags.platform_began = True


def after(response, request):
	"""Say in the answer whether the beginning was noted."""
	response.headers["X-Platform"] = f"{bool(frappe.flags.platform_began)} {request.method}"


class TestBodies(HTTPTestCase):
	def setUp(self):
		super().setUp()
		self.echo = self.open_to_guests(echo)

	def post(self, body: bytes, headers: dict | None = None):
		return self.ask("POST", self.echo, data=body, headers=headers or JSON)

	def assertArrives(self, body: bytes, arguments: dict):
		answer = self.post(body)
		self.assertEqual((answer.status_code, answer.json.get("message")), (200, arguments))

	def assertRefusedBody(self, body: bytes, kind: str):
		answer = self.post(body)
		self.assertEqual((answer.status_code, answer.json["exc_type"]), (417, kind))

	def test_an_object_is_the_arguments(self):
		self.assertArrives(b'{"a": [1, null], "_": 3}', {"a": [1, None]})

	def test_a_list_is_the_argument_data(self):
		self.assertArrives(b"[1, 2]", {"data": [1, 2]})

	def test_nothing_is_no_arguments(self):
		self.assertArrives(b"", {})

	def test_what_is_no_text_in_utf8_is_replaced(self):
		self.assertArrives(b'{"a": "\xff"}', {"a": "\ufffd"})

	def test_a_number_beyond_64_bits_is_rounded(self):
		self.assertArrives(b'{"a": 123456789012345678901234567890}', {"a": 1.2345678901234568e29})

	def test_what_is_not_json_is_refused(self):
		for body in (b"{", b'{"a": NaN}', b'{"a": "\\ud800"}', b"{'a': 1}", b'{"a": 1}x', b"\x00"):
			with self.subTest(body=body):
				self.assertRefusedBody(body, "DataError")

	def test_what_is_nested_too_deeply_is_refused(self):
		self.assertRefusedBody(b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "DataError")

	def test_a_single_value_is_refused(self):
		for body in (b"1", b'"text"', b"null", b"true"):
			with self.subTest(body=body):
				self.assertRefusedBody(body, "ValidationError")

	def test_other_types_of_body_are_not_read_as_arguments(self):
		answer = self.post(b'{"a": 1}', {"Content-Type": "text/plain"})
		self.assertEqual((answer.status_code, answer.json["message"]), (200, {}))

	def test_a_form_is_the_arguments(self):
		answer = self.ask("POST", f"{self.echo}?a=1&b=2", data={"b": "3", "c": "é"})
		self.assertEqual(answer.json["message"], {"a": "1", "b": "3", "c": "é"})

	def test_a_body_names_the_method_before_the_address_does(self):
		answer = self.ask("POST", self.echo, json={"cmd": "frappe.ping"})
		self.assertEqual((answer.status_code, answer.json), (200, {"message": "pong"}))


class TestAnswers(HTTPTestCase):
	def test_a_response_of_the_methods_own_is_passed_on(self):
		answer = self.ask("POST", self.open_to_guests(markup))

		self.assertEqual((answer.status_code, answer.text), (201, "<Response/>"))
		self.assertEqual(answer.content_type, "text/xml")

	def test_a_method_can_choose_its_status(self):
		answer = self.ask("POST", self.open_to_guests(refuse))
		self.assertEqual((answer.status_code, answer.json), (202, {"message": "later"}))

	def test_a_text_leaves_as_a_file(self):
		answer = self.ask("GET", self.open_to_guests(listing))

		self.assertEqual(answer.text, "one\ntwo")
		self.assertIn("devices.txt", answer.headers["Content-Disposition"])

	def test_a_cookie_says_who_may_read_it(self):
		answer = self.ask("POST", self.open_to_guests(cookie))
		mine = next(line for line in answer.headers.getlist("Set-Cookie") if line.startswith("fsm_device="))

		self.assertTrue(mine.startswith("fsm_device=a%20b;"))
		for part in ("HttpOnly", "SameSite=Strict", "Max-Age=60", "Path=/"):
			self.assertIn(part, mine)

	def test_a_request_begins_and_ends_with_the_hooks(self):
		self.hook("before_request", before)
		self.hook("after_request", after)
		answer = self.ask("POST", "/api/method/ping")

		self.assertEqual(answer.headers["X-Platform"], "True POST")


class TestAddresses(HTTPTestCase):
	def address_of(self, **headers):
		headers = {name.replace("_", "-"): value for name, value in headers.items()}
		answer = self.ask("GET", self.path, headers=headers, environ_base={"REMOTE_ADDR": "192.0.2.7"})
		return answer.json["message"]

	def test_the_caller_is_whom_a_proxy_names_first(self):
		self.path = self.open_to_guests(address)

		self.assertEqual(self.address_of(), "192.0.2.7")
		self.assertEqual(self.address_of(X_Forwarded_For=" 203.0.113.9 , 198.51.100.1"), "203.0.113.9")
