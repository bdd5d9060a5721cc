"""Sign-in by a proxy's headers, over HTTP: who is believed, who comes in, and how often."""

import frappe

from gigafibre_fsm.tests.factories import make_user
from gigafibre_fsm.tests.http_case import HTTPTestCase, remove_user

PROXY, OTHER = "192.0.2.10", "203.0.113.5"
WHOAMI = "/api/method/frappe.auth.get_logged_user"
PING = "/api/method/frappe.ping"
TABLE = [{"group_name": "agents", "role": "FSM Agent"}, {"group_name": "équipe", "role": "FSM Dispatcher"}]
BEFORE = ("proxy_sign_in", "trusted_proxies", "group_roles")


class ProxyCase(HTTPTestCase):
	def setUp(self):
		super().setUp()
		frappe.set_user("Administrator")
		settings = frappe.get_doc("FSM Settings")
		before = {fieldname: settings.get(fieldname) for fieldname in BEFORE}
		self.addCleanup(self.set_settings, **before)
		self.set_settings(proxy_sign_in=1, trusted_proxies=f"{PROXY}\n198.51.100.0/24", group_roles=TABLE)
		self.user = self.make_user("FSM Dispatcher", "Sales User")

	def set_settings(self, **values):
		settings = frappe.get_doc("FSM Settings")
		settings.update(values)
		settings.save()
		frappe.db.commit()

	def make_user(self, *roles, **fields):
		user = make_user(*roles, **fields)
		self.addCleanup(remove_user, user)
		return user

	def come(self, path=WHOAMI, method="GET", hops=("127.0.0.1", PROXY), client=None, environ=(), **headers):
		"""Ask as a proxy passes it on: `hops` are the socket's peer, then X-Forwarded-For from the right."""
		told = {"X-authentik-username": "zoe", "X-authentik-email": self.user, "X-authentik-groups": "agents"}
		told |= {name.replace("_", "-"): value for name, value in headers.items() if value is not None}
		for name in [name for name, value in headers.items() if value is None]:
			told.pop(name.replace("_", "-"))
		if forwarded := ", ".join(reversed(hops[1:])):
			told["X-Forwarded-For"] = forwarded
		seen = {"REMOTE_ADDR": hops[0], **dict(environ)}
		return self.ask(method, path, client=client, headers=told, environ_overrides=seen)

	def assertLetIn(self, answer):
		self.assertEqual((answer.status_code, answer.json["message"]), (200, self.user))

	def assertGuest(self, answer):
		self.assertIn(answer.status_code, (401, 403))

	def roles(self):
		return {row.role for row in frappe.get_doc("User", self.user).roles}

	def sessions(self):
		return frappe.db.count("Sessions", {"user": self.user})


class TestBelieved(ProxyCase):
	def test_a_listed_proxy_signs_its_people_in_once_with_the_roles_of_their_groups(self):
		self.assertLetIn(self.come())
		self.assertLetIn(self.come())
		self.assertLetIn(self.ask("GET", WHOAMI))

		self.assertEqual(self.sessions(), 1)
		self.assertEqual(self.roles(), {"FSM Agent", "Sales User"})

	def test_groups_in_utf_8_are_read(self):
		self.assertLetIn(self.come(X_authentik_groups="agents| équipe ".encode().decode("latin-1")))
		self.assertEqual(self.roles(), {"FSM Agent", "FSM Dispatcher", "Sales User"})

	def test_a_proxy_that_reaches_us_directly_or_by_its_network_is_believed(self):
		self.assertLetIn(self.come(hops=(PROXY,)))
		self.assertLetIn(self.come(hops=("127.0.0.1", "198.51.100.77", OTHER), client=self.another_browser()))

	def test_an_address_in_capitals_is_the_same(self):
		self.assertLetIn(self.come(X_authentik_email=self.user.upper()))

	def test_an_account_is_known_again_when_its_address_changed(self):
		self.assertLetIn(self.come(X_authentik_uid="uid-zoe"))
		other = self.another_browser()
		self.assertLetIn(
			self.come(X_authentik_uid="uid-zoe", X_authentik_email="new@example.com", client=other)
		)

	def test_the_next_person_at_the_same_browser_is_not_taken_for_the_last(self):
		first, second = self.user, self.make_user("FSM Agent")
		self.assertLetIn(self.come())
		self.user = second
		self.assertLetIn(self.come())
		self.user = first
		self.assertGuest(self.come(X_authentik_email=f"nobody-{second}"))

	def test_who_leaves_a_group_loses_its_roles_with_the_next_page_and_who_leaves_all_is_out(self):
		self.assertLetIn(self.come(X_authentik_groups="agents|équipe".encode().decode("latin-1")))
		self.assertLetIn(self.come())
		self.assertEqual(self.roles(), {"FSM Agent", "Sales User"})

		self.assertGuest(self.come(X_authentik_groups="others"))
		self.assertGuest(self.ask("GET", WHOAMI))

	def another_browser(self):
		from frappe.utils import get_test_client

		return get_test_client()


class TestSpoofing(ProxyCase):
	def test_the_headers_of_a_stranger_are_not_believed(self):
		for hops in (
			(OTHER,),
			(OTHER, PROXY),
			("127.0.0.1", OTHER),
			("127.0.0.1", OTHER, PROXY),
			("127.0.0.1", OTHER, PROXY, "127.0.0.1"),
			("127.0.0.1",),
			("127.0.0.1", "127.0.0.1"),
			("127.0.0.1", "unknown", PROXY),
			("127.0.0.1", f"{PROXY}:80"),
			("", PROXY),
		):
			with self.subTest(hops):
				self.assertGuest(self.come(hops=hops))
		self.assertEqual(self.sessions(), 0)
		self.assertEqual(self.roles(), {"FSM Dispatcher", "Sales User"})

	def test_off_means_off(self):
		self.set_settings(proxy_sign_in=0)
		self.assertGuest(self.come())

	def test_a_name_said_twice_is_nobodys(self):
		for header in ("X_authentik_username", "X_authentik_email", "X_authentik_uid"):
			with self.subTest(header):
				self.assertGuest(self.come(**{header: f"{self.user},admin@example.com"}))
				self.assertGuest(self.come(**{header: f"admin@example.com, {self.user}"}))

	def test_what_no_header_may_hold_is_nobodys(self):
		for value in (f"{self.user}\x00", f"{self.user}\x0b", "zo\u00e9", "x" * 5000):
			with self.subTest(value[:50]):
				self.assertGuest(self.come(X_authentik_username=value))

	def test_a_line_break_smuggled_into_a_name_is_nobodys(self):
		for broken in ("zoe\r\nX-authentik-email: admin@example.com", "zoe\n", "\nzoe"):
			with self.subTest(broken):
				self.assertGuest(self.come(environ={"HTTP_X_AUTHENTIK_USERNAME": broken}))
				self.assertGuest(self.come(environ={"HTTP_X_AUTHENTIK_GROUPS": f"agents|{broken}"}))

	def test_the_case_of_a_headers_name_opens_no_second_way(self):
		spelt = {"x_AUTHENTIK_Email": "admin@example.com", "X_authentik_email": self.user}
		self.assertGuest(self.come(**spelt))

	def test_half_the_headers_sign_nobody_in(self):
		for header in ("X_authentik_username", "X_authentik_email", "X_authentik_groups"):
			with self.subTest(header):
				self.assertGuest(self.come(**{header: None}))

	def test_a_request_that_writes_signs_nobody_in(self):
		"""Another site can make a browser send one: a guest has no token that would be missing from it."""
		for method in ("POST", "PUT", "DELETE", "OPTIONS"):
			self.assertLess(self.come(PING, method=method).status_code, 500)
		self.assertEqual(self.sessions(), 0)

	def test_neither_administrator_nor_strangers_nor_customers_nor_the_disabled_come_in(self):
		administrator = frappe.db.get_value("User", "Administrator", "email")
		customer = self.make_user("Customer")
		disabled = self.make_user("FSM Agent", enabled=0)
		for email in (administrator, "Administrator", "Guest", "nobody@example.com", customer, disabled):
			with self.subTest(email):
				self.assertGuest(self.come(X_authentik_email=email))
		self.assertEqual(frappe.db.count("Sessions", {"user": ("in", [customer, disabled])}), 0)

	def test_somebody_in_no_group_of_ours_is_not_let_in_and_loses_what_groups_gave(self):
		self.assertGuest(self.come(X_authentik_groups="accounting"))
		self.assertEqual(self.roles(), {"Sales User"})

	def test_another_account_with_the_same_address_is_not_let_in(self):
		self.assertLetIn(self.come(X_authentik_uid="uid-zoe"))
		self.client = TestBelieved.another_browser(self)
		self.assertGuest(self.come(X_authentik_uid="uid-of-somebody-else"))

	def test_a_session_with_a_password_is_left_alone(self):
		from frappe.utils.password import update_password

		update_password(self.user, "Fibre-optique-34")
		form = {"usr": self.user, "pwd": "Fibre-optique-34"}
		self.ask("POST", "/api/method/login", data=form)
		self.assertLetIn(self.come(X_authentik_email="nobody@example.com"))
