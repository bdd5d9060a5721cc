"""Staff come in through the (simulated) Authentik, with what their groups allow; a manager invites somebody new."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from sandbox.simulators.authentik import PASSWORD

OpenLogin = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, demo: str) -> Iterator[OpenLogin]:
	"""Open a page of the demo in a browser that knows nobody."""
	contexts = []

	def open_page(path: str) -> Page:
		contexts.append(
			browser.new_context(base_url=demo, locale="fr-CA", viewport={"width": 1440, "height": 900})
		)
		page = contexts[-1].new_page()
		page.goto(path)
		return page

	yield open_page
	for context in contexts:
		context.close()


def through_authentik(page: Page, username: str, password: str = PASSWORD) -> None:
	page.get_by_role("link", name=re.compile("Authentik")).click()
	page.get_by_label("Email or Username").fill(username)
	page.get_by_label("Password").fill(password)
	page.get_by_role("button", name="Log in").click()


def boot(page: Page) -> dict:
	return page.evaluate("window.boot")


def test_an_agent_lands_where_they_wanted_with_what_agents_may_do(visit: OpenLogin):
	page = visit("/ops/clients")
	through_authentik(page, "agent")

	expect(page).to_have_url(re.compile("/ops/clients$"))
	expect(page.locator("a.client-link").first).to_be_visible()
	assert boot(page)["user"] == "agent@gigafibre.example"
	assert boot(page)["capabilities"]["reboot"]
	assert not boot(page)["capabilities"]["settings"]
	page.get_by_role("button", name=re.compile("Camille")).click()
	expect(page.get_by_role("menuitem", name=re.compile("Invit"))).to_have_count(0)


def test_somebody_new_in_a_group_of_ours_comes_in(visit: OpenLogin):
	page = visit("/login")
	through_authentik(page, "newcomer")

	expect(page).to_have_url(re.compile("/ops"))
	assert boot(page)["user"] == "newcomer@gigafibre.example"
	assert "FSM Agent" in boot(page)["roles"]


def test_somebody_in_no_group_of_ours_is_told_why_not(visit: OpenLogin):
	page = visit("/ops")
	through_authentik(page, "accountant")

	expect(page.locator("body")).to_contain_text(re.compile("None of your groups|Aucun de vos groupes"))
	page.goto("/ops")
	expect(page).to_have_url(re.compile("/login"))


def test_a_manager_invites_a_colleague_who_signs_in_with_the_password_shown(visit: OpenLogin):
	page = visit("/ops")
	through_authentik(page, "manager")
	page.get_by_role("button", name=re.compile("Helen")).click()
	page.get_by_role("menuitem", name="Invite a colleague").click()
	dialog = page.get_by_role("dialog", name="Invite a colleague")
	dialog.get_by_label("Email").fill("zoe@gigafibre.example")
	dialog.get_by_label("First name").fill("Zoé")
	dialog.get_by_role("checkbox", name=re.compile("fsm-dispatchers")).check()
	dialog.get_by_role("button", name="Invite", exact=True).click()
	steps = dialog.get_by_role("list", name="Steps of the invitation").get_by_role("listitem")
	expect(steps).to_have_count(6)
	expect(dialog.locator("li[data-state=failed], li[data-state=skipped]")).to_have_count(0)
	password = dialog.locator(".password").inner_text()
	expect(steps.last).to_contain_text("Sent", timeout=20_000)

	colleague = visit("/ops")
	through_authentik(colleague, "zoe@gigafibre.example", password)

	expect(colleague).to_have_url(re.compile("/ops"))
	assert "FSM Dispatcher" in boot(colleague)["roles"]
	assert boot(colleague)["capabilities"]["create_job"]
