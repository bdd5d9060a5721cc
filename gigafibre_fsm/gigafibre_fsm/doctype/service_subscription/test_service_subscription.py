"""A subscription's status moves along its machine, and each step is dated."""

from frappe.utils import getdate

from gigafibre_fsm.gigafibre_fsm.doctype.service_subscription.service_subscription import NEXT_STATUS
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories_fsm import make_location, make_subscription

IGNORE_TEST_RECORD_DEPENDENCIES = ["Customer", "Service Location", "Subscription", "Item", "Currency"]
# How to bring a subscription to each status.
WAY = {
	"Pending": ("Pending",),
	"Active": ("Active",),
	"Suspended": ("Active", "Suspended"),
	"Cancelled": ("Active", "Cancelled"),
}


def move(subscription, status: str):
	subscription.status = status
	return subscription.save()


def brought_to(status: str):
	first, *others = WAY[status]
	subscription = make_subscription(status=first)
	for step in others:
		move(subscription, step)
	return subscription


class TestStatus(SiteTestCase):
	def test_only_the_steps_of_the_machine_are_allowed(self):
		for before, allowed in list(NEXT_STATUS.items())[1:]:
			for after in set(WAY) - {before}:
				with self.subTest(before=before, after=after):
					subscription = brought_to(before)
					if after in allowed:
						self.assertEqual(move(subscription, after).status, after)
					else:
						self.assertRefused(f"“{after}”:", move, subscription, after)

	def test_a_subscription_cannot_begin_suspended(self):
		self.assertRefused(
			"“Suspended”: from New only Pending, Active can follow",
			lambda: make_subscription(status="Suspended"),
		)

	def test_a_cancelled_one_says_to_open_a_new_one(self):
		self.assertRefused("open a new one", move, brought_to("Cancelled"), "Active")


class TestDates(SiteTestCase):
	def test_each_step_is_dated(self):
		suspended, cancelled = brought_to("Suspended"), brought_to("Cancelled")

		self.assertEqual(getdate(suspended.activated_on), getdate())
		self.assertEqual(getdate(suspended.suspended_on), getdate())
		self.assertEqual(getdate(cancelled.cancelled_on), getdate())

	def test_coming_back_from_suspension_keeps_the_first_activation(self):
		subscription = brought_to("Suspended")
		subscription.db_set("activated_on", "2024-05-01")

		move(subscription.reload(), "Active")

		self.assertEqual(getdate(subscription.activated_on), getdate("2024-05-01"))

	def test_a_pending_one_has_no_date_yet(self):
		self.assertIsNone(make_subscription(status="Pending").activated_on)


class TestPlace(SiteTestCase):
	def test_a_place_of_another_customer_is_refused(self):
		home = make_location()

		self.assertRefused(
			f"belongs to {home.customer}", lambda: make_subscription(service_location=home.name)
		)
