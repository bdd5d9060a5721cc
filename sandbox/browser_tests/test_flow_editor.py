"""Flows drawn by a manager, by mouse and by keyboard: tried on a real record, published, started by what happens."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

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
