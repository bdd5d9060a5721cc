"""Flows under way: started by hand from a client, waiting for somebody's answer, failing and helped along."""

from collections.abc import Callable, Iterator

import pytest
import requests
from playwright.sync_api import Page, expect

from sandbox.browser_tests.site import MARK, Site

SignIn = Callable[..., Page]
CLIENT = "/ops/clients/Maude%20Tremblay"
PATIENCE_MS = 20_000
FORM = [
	{"name": "works", "label": "All works", "type": "check", "required": False, "options": []},
	{
		"name": "mood",
		"label": "How are they",
		"type": "select",
		"required": True,
		"options": ["Happy", "Cross"],
	},
	{"name": "notes", "label": "What was said", "type": "long_text", "required": True, "options": []},
]


def publish_on(site: Site, title: str, *steps: dict) -> str:
	"""Draw a flow that is started by hand from a customer, publish it and switch it on; return its name."""
	chained = [
		{**step, "depends_on": [before["id"]] if before else []}
		for before, step in zip([None, *steps], steps, strict=False)
	]
	draft = {"title": title, "applies_to": "Customer", "definition": {"steps": chained}}
	saved = site.call("flows.save", template=draft)
	site.call("flows.publish", name=saved["name"], modified=saved["modified"])
	site.call("flows.set_enabled", name=saved["name"], enabled=1)
	return saved["name"]


@pytest.fixture
def publish(demo: str) -> Iterator[Callable[..., None]]:
	"""Make flows that are switched off again at the end."""
	site = Site(demo)
	made = []
	yield lambda title, *steps: made.append(publish_on(site, title, *steps))
	for name in made:
		site.call("flows.set_enabled", name=name, enabled=0)


@pytest.fixture
def dispatcher(sign_in: SignIn) -> Iterator[Page]:
	"""A dispatcher who reads English."""
	page = sign_in("dispatcher")
	before = page.evaluate("window.boot.language")
	set_language(page, "en")
	yield page
	set_language(page, before)


def set_language(page: Page, language: str) -> None:
	page.evaluate(
		"""language => fetch("/api/method/gigafibre_fsm.api.session.set_language", {
			method: "POST",
			headers: { "Content-Type": "application/json", "X-Frappe-CSRF-Token": window.boot.csrf_token },
			body: JSON.stringify({ language }),
		})""",
		language,
	)


def start(page: Page, title: str) -> None:
	"""Start a flow from the client's page, and open its run."""
	page.goto(CLIENT)
	page.get_by_role("button", name="Start a flow").click()
	page.get_by_role("menuitem", name=title).click()
	expect(page.get_by_role("dialog")).to_contain_text("for Maude Tremblay")
	page.get_by_role("button", name="Start it").click()
	page.get_by_role("button", name="Open the run").click()


def run(page: Page):
	return page.get_by_role("article", name="Run")


def step(page: Page, label: str):
	return run(page).get_by_role("listitem").filter(has_text=label)


def expect_status(page: Page, status: str) -> None:
	expect(run(page).get_by_role("heading", level=1)).to_contain_text(status, timeout=PATIENCE_MS)


def tasks_for_me(page: Page) -> int:
	"""The number beside the flows' place in the menu."""
	badge = page.get_by_role("navigation", name="Main").get_by_role("img", name="tasks for me")
	return int(badge.inner_text()) if badge.count() else 0


def test_what_a_flow_sends_is_in_the_clients_conversation_under_its_name(
	dispatcher: Page, publish: Callable[..., None]
):
	title, text = f"Late payment {MARK}", f"Your payment is late {MARK}"
	say = {"text_fr": text, "text_en": text}
	publish(title, {"id": "tell", "kind": "send_sms", "label": "Tell them", "params": say})
	start(dispatcher, title)
	expect_status(dispatcher, "Completed")

	dispatcher.goto(f"{CLIENT}/messages")
	said = dispatcher.get_by_role("region", name="Messages").locator("li.message").filter(has_text=text)
	expect(said).to_contain_text("Delivered", timeout=PATIENCE_MS)
	said.get_by_role("link", name=f"Flow · {title}").click()
	expect_status(dispatcher, "Completed")


def test_a_flow_started_from_a_client_waits_for_an_answer_and_ends(
	dispatcher: Page, publish: Callable[..., None]
):
	title, ticket = f"Welcome call {MARK}", f"Follow up {MARK}"
	ask = {"title": f"Call them {MARK}", "whom": "role", "role": "FSM Dispatcher", "form": FORM}
	publish(
		title,
		{"id": "call", "kind": "ask_person", "label": "Call the customer", "params": ask},
		{"id": "ticket", "kind": "create_ticket", "label": "Open a ticket", "params": {"subject": ticket}},
	)
	start(dispatcher, title)
	expect_status(dispatcher, "Waiting")
	expect(step(dispatcher, "Open a ticket").get_by_role("img", name="To come")).to_be_visible()

	step(dispatcher, "Call the customer").get_by_role("link", name="Open the task").click()
	task = dispatcher.get_by_role("article", name="Task")
	expect(task).to_contain_text(f"Call them {MARK}")
	waiting = tasks_for_me(dispatcher)
	assert waiting
	task.get_by_label("What was said").fill("They are well")
	task.get_by_role("button", name="Answer, and let the flow go on").click()
	expect(task).to_contain_text("This is needed")
	dispatcher.reload()
	expect(task.get_by_label("What was said")).to_have_value("They are well")
	task.get_by_label("How are they").select_option("Happy")
	task.get_by_role("button", name="Answer, and let the flow go on").click()

	expect(task).to_contain_text("What was answered")
	dispatcher.get_by_role("button", name="Open the run").click()
	expect_status(dispatcher, "Completed")
	dispatcher.goto(CLIENT)
	expect(dispatcher.get_by_role("region", name="Tickets")).to_contain_text(ticket)
	expect(dispatcher.get_by_role("region", name="Flows")).to_contain_text(title)
	assert tasks_for_me(dispatcher) == waiting - 1


def test_a_failed_step_is_tried_again_and_the_run_goes_on(
	dispatcher: Page, publish: Callable[..., None], acs: str
):
	title, ticket = f"Check the line {MARK}", f"Line checked {MARK}"
	publish(
		title,
		{"id": "line", "kind": "check_line", "label": "Look at the line", "params": {}},
		{"id": "ticket", "kind": "create_ticket", "label": "Open a ticket", "params": {"subject": ticket}},
	)
	requests.put(f"{acs}/_sim", json={"down": True}, timeout=40).raise_for_status()
	try:
		start(dispatcher, title)
		expect_status(dispatcher, "Failed")
		expect(step(dispatcher, "Open a ticket")).to_contain_text("Something before it failed")
	finally:
		requests.put(f"{acs}/_sim", json={"down": False}, timeout=40).raise_for_status()

	step(dispatcher, "Look at the line").get_by_role("button", name="Try again").click()
	dispatcher.get_by_role("dialog").get_by_role("button", name="Try again").click()

	expect_status(dispatcher, "Completed")
	expect(step(dispatcher, "Look at the line")).to_contain_text("2 attempts")
	dispatcher.goto(CLIENT)
	expect(dispatcher.get_by_role("region", name="Tickets")).to_contain_text(ticket)


def test_a_run_that_waits_is_cancelled_with_a_reason(dispatcher: Page, publish: Callable[..., None]):
	title = f"Long wait {MARK}"
	wait = {"mode": "duration", "amount": 3, "unit": "days"}
	publish(title, {"id": "wait", "kind": "wait", "label": "Leave them in peace", "params": wait})
	start(dispatcher, title)
	expect_status(dispatcher, "Waiting")

	run(dispatcher).get_by_role("button", name="Cancel the run…").click()
	dispatcher.get_by_role("dialog").get_by_label("Why").fill("Started by mistake")
	dispatcher.get_by_role("button", name="Cancel the run", exact=True).click()

	expect_status(dispatcher, "Cancelled")
	expect(dispatcher.get_by_role("region", name="Runs")).to_contain_text(title)
