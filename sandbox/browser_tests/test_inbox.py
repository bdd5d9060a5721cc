"""The inbox, live: a customer's phone on one side, two agents' browsers on the other."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from sandbox.browser_tests.phone import Phone
from sandbox.browser_tests.site import MARK
from sandbox.seed.threads import SHARED_NUMBER

SignIn = Callable[..., Page]
OPTED_OUT = "+15145550190"
PATIENCE_MS = 15_000
POST = """([method, values]) => fetch(`/api/method/gigafibre_fsm.api.${method}`, {
	method: "POST",
	headers: { "Content-Type": "application/json", "X-Frappe-CSRF-Token": window.boot.csrf_token },
	body: JSON.stringify(values),
})"""


@pytest.fixture
def agents(sign_in: SignIn) -> Iterator[tuple[Page, Page]]:
	"""Two who read English, each in a browser of their own, at the inbox."""
	pages = sign_in("dispatcher"), sign_in("manager")
	before = [page.evaluate("window.boot.language") for page in pages]
	for page in pages:
		call(page, "session.set_language", language="en")
		page.goto("/ops/inbox")
		expect(page.locator("a.open-conversation").first).to_be_visible()
	yield pages
	for page, language in zip(pages, before, strict=True):
		page.context.set_offline(False)
		call(page, "session.set_language", language=language)


def call(page: Page, method: str, **values: str) -> None:
	page.evaluate(POST, [method, values])


def row(page: Page, text: str):
	return page.get_by_role("list", name="Conversations").get_by_role("listitem").filter(has_text=text)


def messages(page: Page):
	return page.get_by_role("region", name="Messages")


def unread(page: Page) -> int:
	"""The number beside the inbox's place in the menu, which the page's title repeats."""
	badge = page.get_by_role("navigation", name="Main").get_by_role("img", name="unread")
	return int(badge.inner_text()) if badge.count() else 0


def say(page: Page, text: str) -> None:
	field = page.get_by_role("textbox", name=re.compile("^(Reply|Internal note)$"))
	field.fill(text)
	field.press("Control+Enter")


def open_conversation(page: Page, text: str) -> None:
	row(page, text).get_by_role("link").click()
	expect(messages(page)).to_contain_text(text)


def test_an_sms_and_its_answer_reach_everybody_without_a_reload(agents: tuple[Page, Page], twilio: str):
	first, second = agents
	phone = Phone(twilio, "+15145550141")
	phone.write(f"Bonjour? {MARK}")
	open_conversation(first, f"Bonjour? {MARK}")
	expect(row(second, f"Bonjour? {MARK}").get_by_role("img", name="unread")).to_have_count(0)
	first.keyboard.press("Escape")
	before = unread(second)

	phone.write(f"Le modem clignote en rouge {MARK}")
	for page in agents:
		expect(row(page, f"Le modem clignote en rouge {MARK}")).to_contain_text("514 555-0141")
		expect(page).to_have_title(re.compile(rf"^\({before + 1}\) "))

	open_conversation(first, f"Le modem clignote en rouge {MARK}")
	for page in agents:
		expect(page).to_have_title(re.compile(rf"^\({before}\) " if before else "^[^(]"))
	second.set_viewport_size({"width": 1440, "height": 480})
	open_conversation(second, f"Le modem clignote en rouge {MARK}")
	say(first, f"Nous regardons votre ligne {MARK}")

	phone.expect(f"Nous regardons votre ligne {MARK}")
	for page in agents:
		answer = (
			messages(page).get_by_role("listitem").filter(has_text=f"Nous regardons votre ligne {MARK}").last
		)
		expect(answer).to_contain_text("Delivered", timeout=PATIENCE_MS)
	phone.write(f"Merci! {MARK}")
	expect(messages(second)).to_contain_text(f"Merci! {MARK}")

	messages(second).evaluate("pane => pane.scrollTo(0, 0)")
	phone.write(f"Encore une chose {MARK}")
	second.get_by_role("button", name="1 new message").click()
	expect(messages(second).get_by_text(f"Encore une chose {MARK}")).to_be_in_viewport()


def test_a_number_that_opted_out_is_said_so(agents: tuple[Page, Page], twilio: str):
	first, _ = agents
	phone = Phone(twilio, OPTED_OUT)
	phone.write(f"Êtes-vous ouverts le samedi? {MARK}")
	open_conversation(first, f"Êtes-vous ouverts le samedi? {MARK}")

	say(first, f"Oui, de 9 h à 17 h {MARK}")

	# The second time round nothing can even be sent: the composer says why.
	conversation = first.get_by_role("article", name="Conversation")
	expect(conversation).to_contain_text("opted out", timeout=PATIENCE_MS)
	assert f"Oui, de 9 h à 17 h {MARK}" not in phone.received()


def test_a_note_is_for_colleagues_only(agents: tuple[Page, Page], twilio: str):
	first, second = agents
	phone = Phone(twilio, "+15145550142")
	phone.write(f"Je voudrais parler à quelqu’un {MARK}")
	for page in agents:
		open_conversation(page, f"Je voudrais parler à quelqu’un {MARK}")

	first.keyboard.press("n")
	say(first, f"Cliente à rappeler ce soir {MARK}")
	expect(messages(second)).to_contain_text(f"Cliente à rappeler ce soir {MARK}")
	note = messages(second).locator("[data-kind=note]").filter(has_text=MARK)
	expect(note).to_have_count(1)
	first.keyboard.press("Escape")
	first.keyboard.press("r")
	say(first, f"Quelqu’un vous appelle ce soir {MARK}")

	phone.expect(f"Quelqu’un vous appelle ce soir {MARK}")
	assert f"Cliente à rappeler ce soir {MARK}" not in phone.received()


def test_what_is_written_survives_a_reload_and_a_lost_network(agents: tuple[Page, Page], twilio: str):
	first, _ = agents
	phone = Phone(twilio, "+15145550143")
	phone.write(f"À quelle heure passez-vous? {MARK}")
	open_conversation(first, f"À quelle heure passez-vous? {MARK}")
	field = first.get_by_role("textbox", name="Reply")
	field.fill("Le technicien passe")
	first.reload()
	expect(field).to_have_value("Le technicien passe")

	first.context.set_offline(True)
	say(first, f"Le technicien passe à 14 h {MARK}")
	expect(messages(first)).to_contain_text("Waiting for the network")
	first.context.set_offline(False)

	phone.expect(f"Le technicien passe à 14 h {MARK}")
	expect(messages(first)).not_to_contain_text("Waiting for the network")
	sent = messages(first).locator("[data-side=out]").filter(has_text=f"Le technicien passe à 14 h {MARK}")
	expect(sent).to_have_count(1)


def test_the_agent_says_who_writes_from_a_number_of_several(agents: tuple[Page, Page], twilio: str):
	first, second = agents
	Phone(twilio, SHARED_NUMBER).write(f"C’est encore moi {MARK}")
	open_conversation(first, f"C’est encore moi {MARK}")
	question = first.get_by_role("region", name="Who is this?")
	expect(question.get_by_role("button")).to_have_count(2)
	name = question.get_by_role("button").first.inner_text().splitlines()[0]

	alone = first.url
	question.get_by_role("button").first.click()

	expect(first).not_to_have_url(alone)
	expect(first.get_by_role("article", name="Conversation").get_by_role("heading", level=1)).to_contain_text(
		name
	)
	expect(row(second, f"C’est encore moi {MARK}")).to_contain_text(name)
	call(first, "conversations.set_customer", conversation=first.url.split("/")[-1], customer="")


def test_a_closed_conversation_leaves_the_list_and_comes_back_with_undo(
	agents: tuple[Page, Page], twilio: str
):
	first, _ = agents
	Phone(twilio, "+15145550144").write(f"Tout fonctionne, merci {MARK}")
	open_conversation(first, f"Tout fonctionne, merci {MARK}")
	first.get_by_role("heading", level=1).first.click()

	first.keyboard.press("e")
	for page in agents:
		expect(row(page, f"Tout fonctionne, merci {MARK}")).to_have_count(0)
	first.get_by_role("button", name="Undo").click()

	for page in agents:
		expect(row(page, f"Tout fonctionne, merci {MARK}")).to_be_visible()
