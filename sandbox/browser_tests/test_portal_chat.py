"""The portal's chat in a browser: a message reaches the inbox, one written without a network arrives once, answers
come at once.
"""

import re
from collections.abc import Iterator

import frappe
import pytest
from playwright.sync_api import Browser, Page, expect

from gigafibre_fsm.tests.factories import make_customer
from sandbox.tests.served import PASSWORD, Person, ServedTestCase, make_user

CONVERSATIONS = "/api/method/gigafibre_fsm.api.conversations"
CLIENT, NEIGHBOUR, AGENT = "client@example.com", "neighbour@example.com", "agent@example.com"
# The page asks every ten seconds where there is no socket.
PATIENCE = 15_000
# An answer that comes over the socket, and a page that never asks by itself.
AT_ONCE = 5000
NEVER_ASK = "window.setInterval = () => 0;"


class TestPortalChat(ServedTestCase):
	@classmethod
	def prepare(cls) -> None:
		make_user(AGENT, "FSM Agent")
		for user in (CLIENT, NEIGHBOUR):
			make_user(user)
			customer = make_customer()
			customer.append("portal_users", {"user": user})
			customer.save(ignore_permissions=True)

	@pytest.fixture(autouse=True)
	def open_portal(self, browser: Browser) -> Iterator[None]:
		self.context = browser.new_context(viewport={"width": 390, "height": 844})
		self.sign_in(CLIENT)
		self.page = self.context.new_page()
		self.page.goto(f"{self.address}/portal")
		yield
		self.context.close()

	def sign_in(self, user: str) -> None:
		self.context.request.post(f"{self.address}/api/method/login", form={"usr": user, "pwd": PASSWORD})

	def agent(self) -> Person:
		agent = Person(self.address)
		agent.log_in(AGENT)
		boot = agent.get("/api/method/gigafibre_fsm.api.session.boot").json()["message"]
		agent.session.headers["X-Frappe-CSRF-Token"] = boot["csrf_token"]
		return agent

	def write(self, text: str) -> None:
		self.page.fill("#chat-text", text)
		self.page.click(".chat-form button")

	def thread(self, agent: Person) -> dict:
		(row,) = agent.get(f"{CONVERSATIONS}.inbox").json()["message"]["rows"]
		return row

	def answer(self, agent: Person, text: str) -> None:
		said = {"conversation": self.thread(agent)["name"], "text": text, "key": frappe.generate_hash()}
		self.assertEqual(agent.post(f"{CONVERSATIONS}.reply", data=said).status_code, 200)

	def said(self, page: Page, text: str):
		return page.locator(".chat li", has_text=text)

	def test_a_customer_and_an_agent_talk(self):
		self.write("Where are <b>my bills</b>?")
		expect(self.said(self.page, "Where are <b>my bills</b>?")).to_have_class("mine")

		self.context.set_offline(True)
		self.write("Written in the metro")
		expect(self.said(self.page, "Written in the metro")).to_have_class(re.compile("waiting"))
		self.context.set_offline(False)
		expect(self.said(self.page, "Written in the metro")).to_have_class("mine", timeout=PATIENCE)

		agent = self.agent()
		row = self.thread(agent)
		self.assertEqual((row["unread"], row["last_message"]), (2, "Written in the metro"))
		self.answer(agent, "Under your account")

		expect(self.said(self.page, "Under your account")).to_have_class("theirs", timeout=PATIENCE)

	def test_answers_come_over_the_socket(self):
		self.page.add_init_script(NEVER_ASK)
		self.page.reload()
		self.write("Are you there?")
		expect(self.said(self.page, "Are you there?")).to_have_class("mine")

		agent = self.agent()
		# The first may still come with the connection, the second only with the news of it.
		for text in ("We are", "And stay here"):
			self.answer(agent, text)
			expect(self.said(self.page, text)).to_have_class("theirs", timeout=AT_ONCE)

	def test_what_waits_is_neither_seen_nor_sent_by_who_signs_in_next(self):
		self.context.set_offline(True)
		self.write("My PIN is 1234")
		expect(self.said(self.page, "My PIN is 1234")).to_have_class(re.compile("waiting"))
		self.context.clear_cookies()
		self.context.set_offline(False)
		expect(self.page.locator(".chat-notice a")).to_have_attribute("href", "/sign-in", timeout=PATIENCE)

		self.sign_in(NEIGHBOUR)
		self.page.reload()
		self.write("Hello from next door")

		expect(self.said(self.page, "Hello from next door")).to_have_class("mine")
		self.assertEqual(self.said(self.page, "My PIN is 1234").count(), 0)

	def test_a_sign_out_that_fails_says_so(self):
		said = []
		self.page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
		self.context.set_offline(True)

		self.page.click("#sign-out")

		self.page.wait_for_timeout(100)
		self.assertIn("You are still signed in.", said[0])
