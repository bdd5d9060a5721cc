"""Flows drawn by a manager, by mouse and by keyboard: tried on a real record, published, started by what happens."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect
from requests import HTTPError

from sandbox.browser_tests.drawing import Drawing
from sandbox.browser_tests.phone import Phone
from sandbox.browser_tests.site import MARK, Site
from sandbox.server.site import ADMIN_PASSWORD

SignIn = Callable[..., Page]
CUSTOMER = "Maude Tremblay"
# The narrowest screen the editor is for.
SCREEN = {"viewport": {"width": 1280, "height": 800}}
PATIENCE_MS = 20_000


@pytest.fixture
def site(demo: str) -> Iterator[Site]:
	"""The site as the manager calls it; flows of this test are switched off at the end."""
	manager = Site(demo)
	yield manager
	for name in manager.names("Flow Template", title=("like", f"%{MARK}"), enabled=1):
		manager.call("flows.set_enabled", name=name, enabled=0)


@pytest.fixture
def office(demo: str) -> Site:
	"""The site as the office's bookkeeping calls it."""
	return Site(demo, "Administrator", ADMIN_PASSWORD)


@pytest.fixture
def drawing(sign_in: SignIn) -> Drawing:
	"""The editor of a manager, who reads English."""
	return Drawing(sign_in("manager", **SCREEN))


@pytest.fixture
def invoice(office: Site) -> dict:
	"""An invoice that is due."""
	earlier = office.names("Sales Invoice", customer=CUSTOMER)[0]
	item = office.read("Sales Invoice", earlier)["items"][0]["item_code"]
	lines = [{"item_code": item, "qty": 1, "rate": 61.5}]
	return office.submit("Sales Invoice", customer=CUSTOMER, items=lines)


@pytest.fixture
def hosts(office: Site) -> Iterator[list[dict]]:
	"""The addresses that flows may call, which are the same again at the end."""
	before = office.read("FSM Settings", "FSM Settings")["flow_hosts"]
	yield before
	office.write("FSM Settings", "FSM Settings", flow_hosts=before)


def pay(office: Site, invoice: dict) -> None:
	"""Submit the payment of an invoice."""
	banks = office.names(
		"Account", company=invoice["company"], account_type=("in", ("Bank", "Cash")), is_group=0
	)
	due, currency = invoice["outstanding_amount"], invoice["currency"]
	row = {"reference_doctype": "Sales Invoice", "reference_name": invoice["name"], "allocated_amount": due}
	office.submit(
		"Payment Entry",
		payment_type="Receive",
		company=invoice["company"],
		party_type="Customer",
		party=invoice["customer"],
		paid_from=invoice["debit_to"],
		paid_to=banks[0],
		paid_from_account_currency=currency,
		paid_to_account_currency=currency,
		paid_amount=due,
		received_amount=due,
		source_exchange_rate=1,
		target_exchange_rate=1,
		reference_no=MARK,
		reference_date=invoice["posting_date"],
		references=[row],
	)


def draw_thanks(drawing: Drawing) -> None:
	"""Five steps: thank the customer; remember what was paid; when it was much, tell the managers; ask somebody."""
	drawing.drag_kind("send_sms", below="@start")
	drawing.drag_kind("branch", below="send_sms")
	drawing.drag_kind("set_variable", below="@start")
	drawing.row("set_variable").press("Alt+ArrowDown")
	drawing.type_kind(after="branch/yes", words="Notify")
	drawing.type_kind(after="branch", words="Ask a person")
	expect(drawing.row("ask_person")).to_be_focused()
	assert drawing.steps() == ["send_sms", "set_variable", "branch", "notify_staff", "ask_person"]


def fill_thanks(drawing: Drawing, invoice: str) -> None:
	"""Say what each of the five does."""
	sms = drawing.details_of("send_sms")
	sms.get_by_role("button", name="French").click()
	drawing.write(sms, "Text", "Merci ", "@Customer Name", f"! {MARK}")
	variable = drawing.details_of("set_variable")
	drawing.write(variable, "Name", "paid")
	variable.get_by_role("button", name="Value", exact=True).click()
	drawing.pick("Amount")
	branch = drawing.details_of("branch")
	branch.get_by_label("Name of case 1").fill("Much")
	branch.get_by_role("button", name="Add a condition").click()
	drawing.pick("Grand Total")
	branch.get_by_label("Comparison").select_option(label="is at least (≥)")
	branch.get_by_role("spinbutton", name="Value").fill("50")
	drawing.try_on(branch, invoice)
	expect(branch.get_by_role("status")).to_have_text("Yes")
	notice = drawing.details_of("notify_staff")
	notice.get_by_role("combobox", name="Role").select_option("FSM Manager")
	notice.get_by_role("button", name="French").click()
	drawing.write(notice, "Subject", "Un beau paiement de ", "@Customer Name")
	task = drawing.details_of("ask_person")
	drawing.write(task, "Task", f"Call and thank them {MARK}")
	task.get_by_role("combobox", name="Role").select_option("FSM Manager")


def run(page: Page) -> Locator:
	return page.get_by_role("article", name="Run")


def step(page: Page, label: str) -> Locator:
	return run(page).get_by_role("listitem").filter(has_text=label)


def expect_status(page: Page, status: str) -> None:
	expect(run(page).get_by_role("heading", level=1)).to_contain_text(status, timeout=PATIENCE_MS)


def test_a_flow_is_drawn_tried_published_and_started_by_a_payment(
	drawing: Drawing, site: Site, office: Site, invoice: dict, twilio: str
):
	phone = Phone(twilio, site.read("Customer", CUSTOMER)["mobile_no"])
	message = f"Merci {CUSTOMER}! {MARK}"
	drawing.begin(f"Thanks {MARK}", "Sales Invoice", "A payment is received")
	draw_thanks(drawing)
	fill_thanks(drawing, invoice["name"])
	drawing.saved()

	simulation = drawing.simulate(invoice["name"])
	expect(simulation.locator("[data-kind=sms]")).to_contain_text(message)
	for key in drawing.steps():
		expect(drawing.row(key)).to_have_attribute("data-status", "Done")
	assert message not in phone.received()

	drawing.publish("Thanks for a payment")
	pay(office, invoice)
	page = drawing.page
	page.goto(f"/ops/flows/runs?template={drawing.template}")
	page.get_by_role("region", name="Runs").get_by_role("link", name=f"Thanks {MARK}").click()
	expect_status(page, "Waiting")
	for label in ("Send an SMS", "Set a variable", "Notify staff"):
		expect(step(page, label).get_by_role("img", name="Done").first).to_be_visible()
	phone.expect(message)

	[task] = site.names("Flow Task", title=f"Call and thank them {MARK}")
	site.call("flow_tasks.complete", name=task)
	expect_status(page, "Completed")


def start(page: Page, title: str) -> None:
	"""Start a flow by hand from the customer's page, and open its run."""
	page.goto(f"/ops/clients/{CUSTOMER}")
	page.get_by_role("button", name="Start a flow").click()
	page.get_by_role("menuitem", name=title).click()
	page.get_by_role("button", name="Start it").click()
	page.get_by_role("button", name="Open the run").click()


def test_a_step_that_was_refused_says_why_and_succeeds_once_the_cause_is_mended(
	drawing: Drawing, site: Site, office: Site, hosts: list[dict], twilio: str
):
	drawing.begin(f"Tell the partner {MARK}", "Customer", "By hand")
	drawing.type_kind(after="@start", words="Call another system")
	drawing.type_kind(after="http_call", words="Open a ticket")
	call = drawing.details_of("http_call")
	call.get_by_label("Method").select_option("GET")
	drawing.write(call, "Address", f"{twilio}/_sim/phones")
	drawing.write(drawing.details_of("create_ticket"), "Subject", f"Partner told {MARK}")
	refusal = "is not one of the addresses that FSM Settings let flows call"
	expect(drawing.simulate(CUSTOMER)).to_contain_text(refusal)
	drawing.publish("First version")

	page = drawing.page
	start(page, f"Tell the partner {MARK}")
	expect_status(page, "Failed")
	expect(step(page, "Call another system")).to_contain_text(refusal)
	expect(step(page, "Open a ticket")).to_contain_text("Something before it failed")

	office.write("FSM Settings", "FSM Settings", flow_hosts=[*hosts, {"address": twilio}])
	step(page, "Call another system").get_by_role("button", name="Try again").click()
	page.get_by_role("dialog").get_by_role("button", name="Try again").click()

	expect_status(page, "Completed")
	expect(step(page, "Call another system")).to_contain_text("2 attempts")
	assert len(site.names("Issue", subject=f"Partner told {MARK}")) == 1


def test_two_who_draw_the_same_flow_are_told_and_lose_nothing(drawing: Drawing, sign_in: SignIn):
	drawing.begin(f"Drawn by two {MARK}", "Customer", "By hand")
	drawing.type_kind(after="@start", words="Open a ticket")
	drawing.saved()
	other = Drawing(sign_in("manager", **SCREEN))
	other.open(drawing.template)

	other.type_kind(after="create_ticket", words="Notify")
	other.saved()
	drawing.type_kind(after="create_ticket", words="Wait")
	question = drawing.page.get_by_role("alert").filter(has_text="Which draft goes on")
	expect(question).to_be_visible()
	assert drawing.steps() == ["create_ticket", "wait"]
	question.get_by_role("button", name="Take theirs").click()
	expect(drawing.row("notify_staff")).to_be_visible()
	assert drawing.steps() == ["create_ticket", "notify_staff"]
	drawing.header.get_by_role("button", name="Undo").click()
	expect(drawing.row("wait")).to_be_visible()
	drawing.saved()

	other.type_kind(after="notify_staff", words="Send an SMS")
	question = other.page.get_by_role("alert").filter(has_text="Which draft goes on")
	question.get_by_role("button", name="Keep mine").click()
	other.saved()
	drawing.page.reload()
	expect(drawing.row("send_sms")).to_be_visible()
	assert drawing.steps() == ["create_ticket", "notify_staff", "send_sms"]


def test_what_is_wrong_with_a_drawing_is_named_and_it_is_not_published(drawing: Drawing, site: Site):
	wait = {"mode": "duration", "amount": 1, "unit": "hours"}
	steps = [
		{"id": "one", "kind": "wait", "label": "First wait", "params": wait, "depends_on": ["two"]},
		{"id": "two", "kind": "wait", "label": "Second wait", "params": wait, "depends_on": ["one"]},
		{"id": "sms", "kind": "send_sms", "label": "Write to them", "params": {"source": "own"}},
	]
	draft = {"title": f"All wrong {MARK}", "applies_to": "Customer", "definition": {"steps": steps}}
	kept = site.call("flows.save", template=draft)
	with pytest.raises(HTTPError, match="417"):
		site.call("flows.publish", name=kept["name"], modified=kept["modified"])
	drawing.open(kept["name"])

	first = drawing.details_of("one")
	expect(drawing.row("one")).to_contain_text("wait for each other: First wait → Second wait → First wait")
	first.get_by_role("button", name="Order").click()
	first.get_by_role("checkbox", name="Second wait").uncheck()
	drawing.header.get_by_role("button", name="1 problem").click()
	drawing.page.get_by_role("menuitem", name="Write to them “Text (French)” is missing").click()
	sms = drawing.details_of("sms")
	sms.get_by_role("button", name="French").click()
	drawing.write(sms, "Text", "Bonjour ")
	drawing.page.keyboard.insert_text("{{ doc.nothing }}")
	expect(sms.get_by_role("alert")).to_have_text("“doc.nothing” is unknown")
	publish = drawing.header.get_by_role("button", name="Publish")
	publish.hover()
	expect(drawing.page.get_by_role("tooltip")).to_have_text("Problems to solve first: 1")
	publish.press("Enter")
	expect(drawing.page.get_by_role("dialog")).to_have_count(0)

	drawing.write(sms, "Text")
	drawing.page.keyboard.press("Backspace")
	drawing.publish("All is well now")
