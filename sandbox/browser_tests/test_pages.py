"""The shell an agent lives in all day: panes and their addresses, the keyboard, an ended session, no network."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from sandbox.browser_tests.conftest import ROOT
from sandbox.seed.accounts import PASSWORD

CLIENT = "/ops/clients/Maude%20Tremblay"
DEVICE = f"{CLIENT}/equipment/EQP-00001"
INBOX = "/ops/inbox/CONV-00001"
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

SignIn = Callable[..., Page]


def panel(page: Page):
	return page.get_by_role("article", name=re.compile("^Diagnos"))


def link_state(page: Page, word: str):
	return page.get_by_role("status").filter(has_text=word)


def test_the_list_is_walked_with_the_keyboard_and_the_place_is_kept(sign_in: SignIn):
	page = sign_in("agent")
	page.goto("/ops/clients")
	rows = page.locator("a.client-link")
	expect(rows.first).to_be_visible()
	first, second = rows.nth(0).inner_text(), rows.nth(1).inner_text()

	page.keyboard.press("j")
	page.keyboard.press("Enter")
	expect(page.get_by_role("article", name="Client")).to_contain_text(first)
	page.keyboard.press("j")
	expect(page.get_by_role("article", name="Client")).to_contain_text(second)
	page.keyboard.press("Escape")

	expect(page).to_have_url(re.compile("/ops/clients$"))
	expect(rows.nth(0)).to_be_focused()


def test_scrolling_the_list_brings_every_client(sign_in: SignIn):
	page = sign_in("agent")
	page.goto("/ops/clients")
	total = page.get_by_role("region", name="Clients").get_by_role("status")
	expect(total).to_have_text(re.compile(r"^\d+ clients$"))
	number = int(total.inner_text().split()[0])
	assert number > 50, "the demo holds more than one page"

	page.locator("a.client-link").nth(45).scroll_into_view_if_needed()

	expect(page.locator("a.client-link")).to_have_count(number)


def test_the_filter_stands_in_the_address_while_clients_open_and_close(sign_in: SignIn):
	page = sign_in("agent")
	page.goto("/ops/clients")
	page.get_by_role("searchbox").fill("tremblay")
	expect(page).to_have_url(re.compile(r"/ops/clients\?query=tremblay$"))

	page.get_by_role("link", name="Maude Tremblay").click()
	expect(page).to_have_url(re.compile(f"{CLIENT}\\?query=tremblay$"))
	page.get_by_role("article", name="Client").get_by_role("button", name="Fermer").click()
	expect(page).to_have_url(re.compile(r"/ops/clients\?query=tremblay$"))
	page.reload()

	expect(page.get_by_role("searchbox")).to_have_value("tremblay")
	expect(page.get_by_role("link", name="Maude Tremblay")).to_be_visible()


def test_a_client_opened_at_the_end_of_the_list_stays_in_view(sign_in: SignIn):
	page = sign_in("agent")
	page.goto("/ops/clients")
	rows = page.locator("a.client-link")
	rows.nth(45).scroll_into_view_if_needed()
	rows.nth(50).click()

	expect(page.get_by_role("article", name="Client")).to_be_visible()
	expect(page.locator(".row.selected")).to_be_in_viewport(ratio=1)
	page.keyboard.press("Escape")
	expect(page.locator(".row", has=page.locator(":focus"))).to_be_in_viewport(ratio=1)


def test_a_device_is_shown_beside_the_file_of_its_own_client(sign_in: SignIn):
	page = sign_in("agent")

	page.goto("/ops/clients/Jean%20Exemple/equipment/EQP-00001")

	expect(page).to_have_url(re.compile(f"{DEVICE}$"))
	expect(page.get_by_role("article", name="Client")).to_contain_text("12 rue des Érables")


@pytest.mark.parametrize(
	("address", "said", "way_back"),
	[
		("/ops/clients/Nobody", "Le client Nobody n’existe pas", "Retour aux clients"),
		("/ops/equipment/EQP-99999", "L’appareil EQP-99999 n’existe pas", "Fermer"),
	],
)
def test_what_does_not_exist_is_said_in_the_readers_language(
	sign_in: SignIn, address: str, said: str, way_back: str
):
	page = sign_in("agent")
	page.goto(address)
	expect(page.get_by_role("main")).to_contain_text(said)

	page.get_by_role("link", name=way_back).click()

	expect(page).not_to_have_url(re.compile(address))


def test_closing_a_device_leads_back_to_its_client(sign_in: SignIn):
	page = sign_in("agent")
	page.goto(DEVICE)
	expect(panel(page)).to_contain_text("dBm")

	page.keyboard.press("Escape")

	expect(page).to_have_url(re.compile(f"{CLIENT}$"))
	expect(page.get_by_role("article", name="Client")).to_contain_text("12 rue des Érables")


def test_an_ended_session_is_renewed_without_losing_the_place(sign_in: SignIn):
	page = sign_in("agent")
	page.goto(CLIENT)
	chip = page.get_by_role("link", name=re.compile("^ONT XX230v"))
	expect(chip).to_be_visible()
	page.wait_for_load_state("networkidle")
	page.context.clear_cookies()
	chip.click()
	dialog = page.get_by_role("dialog")
	expect(dialog.get_by_label("Mot de passe")).to_be_focused()

	page.keyboard.type("not this one")
	page.keyboard.press("Enter")
	expect(dialog.get_by_role("alert")).to_have_text("Le mot de passe est incorrect")
	dialog.get_by_label("Mot de passe").fill(PASSWORD)
	page.keyboard.press("Enter")

	expect(dialog).to_have_count(0)
	expect(page).to_have_url(re.compile(f"{DEVICE}$"))
	expect(panel(page)).to_contain_text("dBm")
	expect(link_state(page, "En direct")).to_be_visible()


def test_a_refresh_arrives_without_a_live_connection(sign_in: SignIn):
	page = sign_in("agent")
	page.route("**/socket.io/**", lambda route: route.abort())
	page.goto(DEVICE)
	expect(link_state(page, "Reconnexion")).to_be_visible()
	expect(panel(page)).to_contain_text("dBm")

	page.keyboard.press("r")

	expect(panel(page)).to_contain_text("À jour", timeout=30_000)


def test_without_network_the_search_says_so_and_answers_once_there_is_one(sign_in: SignIn):
	page = sign_in("agent")
	page.goto("/ops/clients")
	expect(page.locator("a.client-link").first).to_be_visible()
	page.context.set_offline(True)

	page.keyboard.press("Control+k")
	page.keyboard.type("trem")

	expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("Vous êtes hors ligne")
	expect(page.locator(".state[data-state=offline]")).to_have_text("Hors ligne")
	page.context.set_offline(False)

	expect(page.get_by_role("dialog").get_by_role("option").first).to_contain_text("Trem")
	expect(page.get_by_role("dialog").get_by_role("alert")).to_have_count(0)


def test_the_language_changes_without_reloading(sign_in: SignIn):
	page = sign_in("dispatcher")
	page.goto(DEVICE)
	expect(panel(page)).to_contain_text("Puissance reçue")
	page.evaluate("window.notReloaded = true")

	page.get_by_role("button", name=re.compile("^Compte")).click()
	page.get_by_role("menuitem", name="English").click()
	expect(panel(page)).to_contain_text("Light received")
	page.get_by_role("button", name=re.compile("^Account")).click()
	page.get_by_role("menuitem", name="Français").click()
	expect(panel(page)).to_contain_text("Puissance reçue")

	assert page.evaluate("window.notReloaded")


def test_a_guest_is_sent_to_sign_in_and_comes_back_to_the_address(browser, demo: str):
	page = browser.new_page(base_url=demo)
	page.goto(DEVICE)
	expect(page).to_have_url(re.compile("/login"))

	page.locator("input[name=usr], #login_email").fill("agent@gigafibre.example")
	page.locator("input[name=pwd], #login_password").fill(PASSWORD)
	page.keyboard.press("Enter")

	expect(page).to_have_url(re.compile(f"{DEVICE}$"))
	expect(panel(page)).to_contain_text("dBm")
	page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_pages_keep_the_accessibility_rules(sign_in: SignIn, scheme: str, width: int):
	page = sign_in("manager", viewport={"width": width, "height": 844}, color_scheme=scheme)
	found = []
	clients = ("/ops/clients", CLIENT, DEVICE, f"{CLIENT}/messages")
	flows = ("/ops/flows", "/ops/flows/runs", "/ops/flows/tasks")
	for address in ("/ops", *clients, INBOX, "/ops/equipment", *flows):
		page.goto(address)
		page.wait_for_load_state("networkidle")
		page.add_script_tag(path=AXE)
		rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa"], "resultTypes": ["violations"]}
		answer = page.evaluate("rules => axe.run(document, rules)", rules)
		found += [f"{address}: {one['id']} {one['nodes'][0]['target']}" for one in answer["violations"]]

	assert found == []
