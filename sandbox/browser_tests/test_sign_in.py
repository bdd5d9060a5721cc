"""People without a password: a customer with a link or a code on their phone, a technician with the day's link."""

import random
import re
import time
from collections.abc import Callable, Iterator

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from sandbox.browser_tests.conftest import ROOT
from sandbox.seed.accounts import PASSWORD

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
PHONE = {"width": 390, "height": 844}
METHODS = "/api/method/gigafibre_fsm.api."
SECONDS = 20

OpenPage = Callable[..., Page]


class Staff:
	"""A colleague who works through the API, and sees what the simulated phones show."""

	def __init__(self, demo: str, who: str):
		self.demo, self.session = demo, requests.Session()
		credentials = {"usr": f"{who}@gigafibre.example", "pwd": PASSWORD}
		self.session.post(f"{demo}/api/method/login", data=credentials, timeout=10).raise_for_status()

	def rows(self, doctype: str, fields: str, filters: str = "[]") -> list[dict]:
		query = {"fields": fields, "filters": filters, "limit_page_length": 100, "order_by": "creation"}
		path = f"{self.demo}/api/resource/{doctype}"
		return self.session.get(path, params=query, timeout=10).json()["data"]

	def do(self, method: str, **values: str) -> dict:
		answer = self.session.post(f"{self.demo}{METHODS}{method}", data=values, timeout=10)
		answer.raise_for_status()
		return answer.json()["message"]

	def change(self, doctype: str, name: str, **values: str) -> None:
		path = f"{self.demo}/api/resource/{doctype}/{name}"
		self.session.put(path, json=values, timeout=10).raise_for_status()

	def twilio(self) -> str:
		settings = self.session.get(f"{self.demo}/api/resource/FSM Settings/FSM Settings", timeout=10).json()
		return settings["data"]["twilio_api_url"]


@pytest.fixture(scope="module")
def manager(demo: str) -> Staff:
	return Staff(demo, "manager")


@pytest.fixture(scope="module")
def dispatcher(demo: str) -> Staff:
	return Staff(demo, "dispatcher")


@pytest.fixture
def open_page(browser: Browser, demo: str) -> Iterator[OpenPage]:
	"""A page in a browser of its own, on a phone unless told otherwise."""
	contexts = []

	def open_in_new_browser(**options) -> Page:
		options = {"viewport": PHONE, "locale": "en-CA", **options}
		contexts.append(browser.new_context(base_url=demo, **options))
		return contexts[-1].new_page()

	yield open_in_new_browser
	for context in contexts:
		context.close()


class Phone:
	"""A simulated phone: what it shows from now on."""

	def __init__(self, twilio: str, number: str):
		self.twilio, self.number = twilio, number
		self.seen = len(self.messages())

	def messages(self) -> list[dict]:
		query = {"number": self.number}
		return requests.get(f"{self.twilio}/_sim/messages", params=query, timeout=10).json()

	def text(self, pattern: str) -> str:
		"""What a new message says, once one does. Fails after some seconds."""
		deadline = time.monotonic() + SECONDS
		while time.monotonic() < deadline:
			found = [re.search(pattern, message["body"]) for message in self.messages()[self.seen :]]
			if match := next(filter(None, found), None):
				return match[0]
			time.sleep(0.2)
		raise AssertionError(f"Nothing like {pattern} came to {self.number}")


@pytest.fixture(scope="module")
def phones(manager: Staff) -> Iterator[Phone]:
	"""Phones of customers who take our messages, those who read English first; each once: limits count by number."""
	withdrawn = manager.rows("Message Consent", '["address"]', '[["status", "=", "Withdrawn"]]')
	closed = {row["address"] for row in withdrawn}
	filters = '[["mobile_no", "is", "set"], ["disabled", "=", 0]]'
	people = [
		row
		for row in manager.rows("Customer", '["mobile_no", "language"]', filters)
		if row["mobile_no"] not in closed
	]
	random.shuffle(people)
	people.sort(key=lambda row: row["language"] != "en")
	numbers = [row["mobile_no"] for row in people]
	twilio = manager.twilio()
	return (Phone(twilio, number) for number in numbers)


def ask(page: Page, phone: Phone, button: str) -> None:
	page.goto("/sign-in")
	page.get_by_label("E-mail address or mobile number").fill(phone.number)
	page.get_by_role("button", name=button).click()
	expect(page.get_by_role("status").filter(has_text="on its way")).to_be_visible()


def expect_portal(page: Page) -> None:
	page.wait_for_url("**/portal")
	expect(page.get_by_role("heading", name=re.compile("^Hello "))).to_be_visible()


def test_a_link_on_the_phone_opens_the_account_once_and_leaves_no_trace(
	open_page: OpenPage, phones: Iterator[Phone]
):
	page, phone = open_page(), next(phones)
	asked_for: list[str] = []
	page.on("request", lambda request: asked_for.append(request.url))
	ask(page, phone, "Send me a link")
	link = phone.text(r"http\S+/enter#\S+")

	page.goto(link)
	expect_portal(page)
	token = link.partition("#")[2]
	assert not [url for url in asked_for if token in url.partition("#")[0]]
	page.go_back()
	page.wait_for_load_state()
	assert "#" not in page.url

	again = open_page()
	again.goto(link)
	expect(again.get_by_role("alert")).to_contain_text("already used")
	assert again.url.endswith("/enter")
	again.get_by_role("link", name="Ask for a new link").click()
	expect(again.get_by_role("heading", name="Sign in to your account")).to_be_visible()


def test_a_code_on_the_phone_opens_the_account_and_a_wrong_one_does_not(
	open_page: OpenPage, phones: Iterator[Phone]
):
	page, phone = open_page(), next(phones)
	ask(page, phone, "Send me a code instead")
	code = phone.text(r"\d{6}")

	page.get_by_label("Code of six digits").fill(f"{(int(code) + 1) % 10**6:06}")
	page.get_by_role("button", name="Sign in").click()
	expect(page.locator("#typing").get_by_role("alert")).to_have_text("This code is not right. Tries left: 4")

	page.get_by_label("Code of six digits").fill(code)
	page.get_by_role("button", name="Sign in").click()
	expect_portal(page)

	page.get_by_role("button", name="Sign out").click()
	page.wait_for_url("**/sign-in")
	page.goto("/portal")
	page.wait_for_url("**/sign-in")


def test_a_link_opened_where_somebody_else_is_signed_in_asks_first(
	open_page: OpenPage, phones: Iterator[Phone]
):
	page, phone = open_page(), next(phones)
	page.request.post("/api/method/login", form={"usr": "agent@gigafibre.example", "pwd": PASSWORD})
	ask(open_page(), phone, "Send me a link")
	page.goto(phone.text(r"http\S+/enter#\S+"))

	# Camille reads French.
	expect(page.get_by_role("heading")).to_have_text(re.compile(r"Camille Dupuis\..+\?"))
	page.get_by_role("button", name="Continuer").click()
	expect_portal(page)


def test_who_asks_again_at_once_has_to_wait(open_page: OpenPage, phones: Iterator[Phone]):
	page, phone = open_page(), next(phones)
	ask(page, phone, "Send me a link")
	expect(page.get_by_role("button", name=re.compile(r"Send another in \d+ s"))).to_be_disabled()

	other = open_page()
	other.goto("/sign-in")
	other.get_by_label("E-mail address or mobile number").fill(phone.number)
	other.get_by_role("button", name="Send me a link").click()
	expect(other.get_by_role("alert")).to_have_text(re.compile(r"Please wait \d+ seconds"))


def test_what_is_no_address_is_named(open_page: OpenPage):
	page = open_page()
	page.goto("/sign-in")
	page.get_by_label("E-mail address or mobile number").fill("maude")
	page.get_by_role("button", name="Send me a link").click()

	expect(page.get_by_role("alert")).to_contain_text("“maude”: is neither")


def test_the_link_of_the_day_opens_on_one_phone_until_it_is_withdrawn(
	open_page: OpenPage, dispatcher: Staff, manager: Staff
):
	technician = dispatcher.rows("Dispatch Technician", '["name", "full_name"]')[0]
	dispatcher.change("Dispatch Technician", technician["name"], phone="+15145550155")
	phone = Phone(manager.twilio(), "+15145550155")
	dispatcher.do("identity.send_technician_link", technician=technician["name"])
	link = phone.text(r"http\S+/j#\S+")

	first = open_page()
	first.goto(link)
	expect(first.get_by_role("heading", name=technician["full_name"])).to_be_visible()
	expect(first.locator("#inside")).to_contain_text(re.compile(r"\d\d:\d\d"))

	second = open_page()
	second.goto(link)
	expect(second.get_by_role("alert")).to_contain_text("opened on another device first")

	dispatcher.do("identity.revoke_technician_links", technician=technician["name"])
	first.reload()
	expect(first.get_by_role("alert")).to_contain_text("Open the link of the day")
	first.goto(link)
	first.reload()
	expect(first.get_by_role("alert")).to_be_visible()
	expect(first.locator("#inside")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_fit_a_phone_and_everybody_can_read_them(open_page: OpenPage, scheme: str):
	page = open_page(color_scheme=scheme, locale="fr-CA")
	for address in ("/sign-in", "/enter", "/j"):
		page.goto(address)
		page.wait_for_load_state("networkidle")
		page.add_script_tag(path=AXE)
		rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa"], "resultTypes": ["violations"]}
		answer = page.evaluate("rules => axe.run(document, rules)", rules)

		assert [one["id"] for one in answer["violations"]] == [], address
		assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], address
		assert page.locator("html").get_attribute("lang") == "fr"
