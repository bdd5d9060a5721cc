"""The call an agent takes: find the customer by a serial, see what is wrong with the modem, do something about it."""

import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Page, expect

SERIAL_END = "01287"
STAR = "/ops/clients/Maude%20Tremblay/equipment/EQP-00001"
DEVICE = "1C61B4-Device2-22366C4001287"
MINUS = "−"  # U+2212, as figures are written
SCREENSHOTS = Path(__file__).resolve().parents[2] / "test-results"

SignIn = Callable[..., Page]


@pytest.fixture
def panel(sign_in: SignIn) -> Page:
	"""The star customer's ONT, opened by its address."""
	page = sign_in("agent")
	page.goto(STAR)
	expect(fibre(page)).to_contain_text("dBm")
	return page


@pytest.fixture
def misbehave(acs: str):
	"""Tell the simulated ACS, or the star's modem, how to fail; it recovers when the test ends."""

	def device(**state) -> None:
		requests.put(f"{acs}/_sim/devices/{DEVICE}", json=state, timeout=40).raise_for_status()

	def server(**state) -> None:
		requests.put(f"{acs}/_sim", json=state, timeout=40).raise_for_status()

	device.server = server
	yield device
	server(down=False, slow=0)
	device(mode="online")


def diagnosis(page: Page):
	return page.get_by_role("article", name="Diagnostic")


def fibre(page: Page):
	return diagnosis(page).get_by_role("region", name="Fibre")


def last_boot(acs: str) -> str:
	query = {"query": json.dumps({"_id": DEVICE}), "projection": "_lastBoot"}
	return requests.get(f"{acs}/devices", params=query, timeout=10).json()[0]["_lastBoot"]


def wait_for_boot(acs: str, since: str) -> None:
	"""Wait until the modem has booted again, so that no later test meets it offline."""
	deadline = time.monotonic() + 60
	while last_boot(acs) == since:
		assert time.monotonic() < deadline, "the modem never booted"
		time.sleep(0.5)


def refresh(page: Page) -> None:
	diagnosis(page).get_by_role("button", name="Actualiser").click()


def test_an_agent_finds_a_modem_by_the_end_of_its_serial_and_diagnoses_it(sign_in: SignIn):
	page = sign_in("agent")
	page.keyboard.press("/")
	page.keyboard.type(SERIAL_END)
	found = page.get_by_role("option").filter(has_text=SERIAL_END)
	expect(found.locator("mark")).to_have_text(SERIAL_END)
	expect(found).to_contain_text("Maude Tremblay")
	page.keyboard.press("Enter")

	diagnosis(page).get_by_role("button", name="Fermer").click()
	page.get_by_role("link", name=re.compile("^ONT XX230v")).click()

	expect(fibre(page).locator("strong")).to_have_text(re.compile(rf"{MINUS}19,\d\s*dBm"))
	clients = diagnosis(page).get_by_role("region", name="Appareils connectés")
	for node, guest in (("Sous-sol", "pixel-louis"), ("Corridor", "tv-salon"), ("Chambre", "imprimante")):
		expect(clients.get_by_role("region", name=node)).to_contain_text(guest)
	headings = clients.get_by_role("heading", level=3).all_inner_texts()
	assert headings[0] == "Sous-sol", "the main node comes first"
	after_the_nodes = headings[headings.index("Câblé") :]
	assert not {"Sous-sol", "Corridor", "Chambre"} & set(after_the_nodes), (
		"wired clients come after the nodes"
	)
	SCREENSHOTS.mkdir(exist_ok=True)
	page.screenshot(path=SCREENSHOTS / "diagnosis.png")


def test_a_refresh_shows_its_progress_and_ends_up_to_date_without_reloading(panel: Page):
	panel.evaluate("window.notReloaded = true")
	refresh(panel)

	expect(diagnosis(panel)).to_contain_text("jusqu’à 15 s", timeout=15_000)
	expect(diagnosis(panel)).to_contain_text("À jour", timeout=25_000)
	expect(diagnosis(panel)).to_contain_text(re.compile(r"Modem a répondu"))
	assert panel.evaluate("window.notReloaded")


def test_a_colleague_watching_sees_the_same_refresh_in_their_own_language(panel: Page, sign_in: SignIn):
	colleague = sign_in("manager")
	colleague.goto(STAR)
	expect(colleague.get_by_role("article", name="Diagnosis")).to_contain_text("dBm")
	expect(colleague.get_by_role("status").filter(has_text="Live")).to_be_visible()

	refresh(panel)

	seen = colleague.get_by_role("article", name="Diagnosis")
	expect(seen).to_contain_text("up to 15 s", timeout=15_000)
	expect(seen).to_contain_text("Up to date", timeout=25_000)
	expect(diagnosis(panel)).to_contain_text("À jour", timeout=25_000)


def test_a_reboot_names_what_it_does_and_tells_its_outcome(panel: Page, acs: str):
	before = last_boot(acs)
	diagnosis(panel).get_by_role("button", name="Redémarrer").click()
	dialog = panel.get_by_role("alertdialog").or_(panel.get_by_role("dialog"))
	expect(dialog).to_contain_text("Redémarrer EQP-00001 au 12 rue des Érables")
	expect(dialog.get_by_role("button", name="Annuler")).to_be_focused()

	dialog.get_by_role("button", name="Redémarrer EQP-00001").click()

	expect(diagnosis(panel)).to_contain_text("Le modem redémarre", timeout=20_000)
	wait_for_boot(acs, since=before)


FAILURES = {
	"unreachable": (lambda fail: fail.server(down=True), "GenieACS est injoignable"),
	"slow": (lambda fail: fail.server(slow=30), "tarde trop à répondre"),
	"offline": (lambda fail: fail(mode="offline"), "Le modem ne répond pas"),
	"queued": (lambda fail: fail(mode="queued"), "Task queued but not processed"),
	"faulted": (lambda fail: fail(mode="fault:9805"), "9805"),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_each_failure_says_its_own_cause_and_keeps_the_last_values(panel: Page, misbehave, failure: str):
	fail, message = FAILURES[failure]
	fail(misbehave)

	refresh(panel)

	expect(diagnosis(panel)).to_contain_text(message, timeout=28_000)
	expect(fibre(panel)).to_contain_text("dBm")


def test_a_device_the_acs_does_not_know_says_so(sign_in: SignIn, demo: str, acs: str):
	page, known = sign_in("agent"), known_serials(acs)
	stranger = next(
		ont for ont in active_onts(page, demo) if ont["serial_number"] and ont["serial_number"] not in known
	)
	page.goto(f"/ops/clients/{stranger['customer']}/equipment/{stranger['name']}")

	expect(diagnosis(page)).to_contain_text(
		f"GenieACS ne connaît aucun appareil portant le numéro de série {stranger['serial_number']}"
	)


def test_a_device_without_a_serial_says_what_to_do(sign_in: SignIn, demo: str):
	page = sign_in("agent")
	nameless = next(ont for ont in active_onts(page, demo) if not ont["serial_number"])
	page.goto(f"/ops/clients/{nameless['customer']}/equipment/{nameless['name']}")

	expect(diagnosis(page)).to_contain_text("n’a pas de numéro de série")


def active_onts(page: Page, demo: str) -> list[dict]:
	"""Return the demo's ONTs that stand in a home: `{name, customer, serial_number, service_location}`."""
	query = {
		"filters": '[["equipment_type","=","ONT"],["status","=","Active"]]',
		"fields": '["name","customer","serial_number","service_location"]',
		"limit_page_length": 100,
	}
	return page.request.get(f"{demo}/api/resource/Service Equipment", params=query).json()["data"]


def known_serials(acs: str) -> set[str]:
	devices = requests.get(f"{acs}/devices", params={"projection": "_deviceId"}, timeout=10).json()
	return {device["_deviceId"]["_SerialNumber"] for device in devices}


@pytest.mark.parametrize("width, scheme", [(1440, "light"), (390, "dark")])
def test_the_panel_fits_a_screen(sign_in: SignIn, width: int, scheme: str):
	page = sign_in("agent", viewport={"width": width, "height": 844}, color_scheme=scheme)
	page.goto(STAR)
	expect(fibre(page)).to_contain_text("dBm")

	overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

	assert overflow <= 0, f"the page is {overflow} px wider than the screen"
