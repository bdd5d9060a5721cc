"""Who met another transaction begins again: what they had written is written once, what waited for the commit too."""

from unittest.mock import patch

import frappe

from gigafibre_fsm import collisions
from gigafibre_fsm.collisions import TRIES, begin_again
from gigafibre_fsm.tests.cases import SiteTestCase


class TestBeginningAgain(SiteTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.rollback()
		self.enterContext(patch.object(collisions, "PAUSE", 0))
		self.told: list[int] = []
		self.tries = 0

	def write(self, collides: int) -> str:
		"""Write a row, and meet another transaction so many times."""
		self.tries += 1
		number = self.tries
		name = frappe.get_doc(doctype="ToDo", description=f"collision {number}").insert().name
		frappe.db.after_commit.add(lambda: self.told.append(number))
		if number <= collides:
			frappe.msgprint("of a try that came to nothing")
			raise frappe.QueryDeadlockError
		return name

	def test_only_the_try_that_succeeded_leaves_anything(self):
		name = begin_again(self.write)(2)
		self.addCleanup(frappe.db.commit)
		self.addCleanup(frappe.delete_doc, "ToDo", name)
		frappe.db.commit()

		written = frappe.get_all("ToDo", {"description": ("like", "collision %")}, pluck="description")
		self.assertEqual((written, self.told), (["collision 3"], [3]))
		self.assertEqual(frappe.get_message_log(), [])

	def test_who_never_gets_through_says_so(self):
		with self.assertRaises(frappe.QueryDeadlockError):
			begin_again(self.write)(TRIES)
		self.assertEqual(self.tries, TRIES)

	def test_what_is_wrong_in_itself_is_not_tried_again(self):
		with self.assertRaises(ZeroDivisionError):
			begin_again(lambda: self.write(0) and 1 / 0)()
		self.assertEqual(self.tries, 1)
