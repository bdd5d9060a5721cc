"""Money and signatures in a browser: a customer pays on Stripe's page, another signs a contract, each on a telephone."""

import time
from collections.abc import Callable, Iterator

import frappe
import pytest
from playwright.sync_api import Browser, Page, expect

from gigafibre_fsm import billing, identity
from gigafibre_fsm.tests.factories import make_company, make_customer, make_invoice
from gigafibre_fsm.tests.factories_fsm import make_location, make_subscription
from gigafibre_fsm.tests.factories_messages import make_template
from sandbox.server.worker import Worker
from sandbox.simulators.stripe import Account, Delivery, StripeSimulator
from sandbox.tests.served import ServedTestCase

TELEPHONE = {"viewport": {"width": 390, "height": 844}, "locale": "en-CA"}
PATIENCE = 20
TERMS = (
	"Forfait {{ subscription.plan_name }} à {{ subscription.price | money }} par mois.\n\nDurée : 24 mois."
)


class MoneyCase(ServedTestCase):
	"""A site with a worker, and a Stripe beside it."""

	@classmethod
	def prepare(cls) -> None:
		frappe.defaults.set_global_default("company", make_company())

	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.stripe = StripeSimulator(callback_base=cls.address).start()
		cls.addClassCleanup(cls.stripe.close)
		worker = Worker(str(cls.sites / cls.SITE))
		worker.start()
		cls.addClassCleanup(worker.stop)
		with cls.site():
			settings = frappe.get_doc("FSM Settings")
			account = Account()
			settings.update(
				{
					"stripe_enabled": 1,
					"stripe_api_url": cls.stripe.url,
					"stripe_secret_key": account.secret_key,
					"stripe_webhook_secret": account.webhook_secret,
					"public_url": cls.address,
				}
			)
			settings.save()
			frappe.db.commit()

	@pytest.fixture(autouse=True)
	def open_telephone(self, browser: Browser) -> Iterator[None]:
		self.context = browser.new_context(**TELEPHONE)
		self.page: Page = self.context.new_page()
		yield
		self.context.close()

	def eventually(self, seen: Callable[[], object], wanted: object) -> None:
		"""Look again until it is so."""
		deadline, found = time.monotonic() + PATIENCE, None
		while time.monotonic() < deadline:
			with self.site():
				found = seen()
			if found == wanted:
				return
			time.sleep(0.2)
		self.assertEqual(found, wanted)


class TestPaying(MoneyCase):
	def setUp(self):
		self.stripe.poster.delivery = Delivery()
		with self.site():
			self.invoice = make_invoice(make_customer(language="fr"), amount=114.98).name
			self.link = billing.link_to_pay(self.invoice, key=self.invoice).url
			frappe.db.commit()

	def paid(self) -> tuple[float, int]:
		"""What is due, and how many payments were booked."""
		due = frappe.db.get_value("Sales Invoice", self.invoice, "outstanding_amount")
		return due, frappe.db.count("Payment Entry Reference", {"reference_name": self.invoice})

	def pay(self, way: str) -> None:
		self.page.get_by_label(way).check()
		self.page.get_by_role("button", name="Payer").click()

	def test_a_customer_pays_after_a_card_that_was_declined(self):
		self.page.goto(self.link)
		expect(self.page.locator(".amount")).to_have_text("114,98\u00a0$ CAD")
		self.pay("fonds insuffisants")
		expect(self.page.get_by_role("alert")).to_contain_text("pas les fonds suffisants")

		self.pay("4242")

		expect(self.page).to_have_url(f"{self.address}/payment?paid=1&lang=fr")
		expect(self.page.locator("html")).to_have_attribute("lang", "fr")
		self.eventually(self.paid, (0, 1))
		self.assertEqual(self.stripe.complaints, [])

	def test_a_hundred_deliveries_in_any_order_are_one_payment(self):
		self.stripe.poster.delivery = Delivery(repeats=99, shuffled=True)
		self.page.goto(self.link)
		self.pay("4242")

		expect(self.page).to_have_url(f"{self.address}/payment?paid=1&lang=fr")
		self.assertTrue(self.stripe.agenda.settle(60))
		self.eventually(self.paid, (0, 1))
		self.eventually(lambda: frappe.db.count("Webhook Event", {"status": ("!=", "Done")}), 0)
		self.eventually(self.paid, (0, 1))
		self.assertEqual(
			{post["status"] for post in self.stripe.poster.shown() if post["type"].startswith("checkout")},
			{200},
		)


class TestSigning(MoneyCase):
	def setUp(self):
		letters = []
		with self.site():
			customer = make_customer("Maude Tremblay", language="fr", email_id="maude@example.com")
			place = make_location(customer)
			subscription = make_subscription(customer, service_location=place.name, price=74.95)
			template = make_template(TERMS, applies_to="Service Contract").name
			about = {"service_subscription": subscription.name, "service_location": place.name}
			contract = billing.new_contract(customer.name, template, **about).insert()
			with pytest.MonkeyPatch.context() as patched:
				patched.setattr(identity, "send_letter", lambda letter, *_rest: letters.append(letter))
				billing.send_contract(contract)
			frappe.db.commit()
		self.contract, self.link = contract.name, letters[0].link

	def signed(self) -> tuple[str, str | None]:
		return frappe.db.get_value("Service Contract", self.contract, ["status", "signed_by"])

	def test_a_customer_reads_and_signs_a_contract_in_their_language(self):
		self.page.goto(self.link)
		expect(self.page.locator("html")).to_have_attribute("lang", "fr")
		self.assertNotIn("#", self.page.url)
		expect(self.page.locator("#terms")).to_contain_text("Durée : 24 mois.")
		expect(self.page.locator("#plan")).to_contain_text("74,95")
		self.assertFalse(self.overflows(), "nothing is wider than the telephone")

		self.page.locator("#sign").click()
		expect(self.page.locator("#problem")).not_to_be_empty()
		self.page.locator("#name").fill("Maude Tremblay")
		self.page.locator("#accepted").check()
		self.page.locator("#sign").click()

		expect(self.page.locator("#state")).to_contain_text("Maude Tremblay")
		expect(self.page.locator("#signing")).to_be_hidden()
		self.eventually(self.signed, ("Signed", "Maude Tremblay"))

	def test_a_page_that_is_opened_again_shows_what_was_signed(self):
		self.page.goto(self.link)
		self.page.locator("#name").fill("Maude Tremblay")
		self.page.locator("#accepted").check()
		self.page.keyboard.press("Enter")
		expect(self.page.locator("#state")).to_contain_text("Maude Tremblay")

		self.page.reload()

		expect(self.page.locator("#state")).to_contain_text("Maude Tremblay")
		expect(self.page.locator("#signing")).to_be_hidden()

	def test_without_a_network_it_says_so_and_goes_on_when_there_is_one(self):
		self.page.goto(f"{self.address}/contract?lang=fr#nothing")
		expect(self.page.locator("#why")).not_to_be_empty()
		self.page.goto("about:blank")
		self.page.route("**/api/method/**", lambda route: route.abort())
		self.page.goto(self.link)
		expect(self.page.locator("#again")).to_be_visible()

		self.page.unroute("**/api/method/**")
		self.page.locator("#again").click()

		expect(self.page.locator("#terms")).to_be_visible()

	def overflows(self) -> bool:
		return self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
