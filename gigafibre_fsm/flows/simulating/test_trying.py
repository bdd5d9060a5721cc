"""Finding a record to try a flow on, or to name in a step."""

import frappe

from gigafibre_fsm.flows.checks import validation
from gigafibre_fsm.flows.simulating.trying import find_records, simulate_on
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_customer
from gigafibre_fsm.tests.factories_flows import drawing, step


class TestFindingRecords(SiteTestCase):
	def test_a_record_is_found_by_a_piece_of_its_title(self):
		customer = make_customer("Gaston Trouvable")

		found = find_records("Customer", "trouvab")["rows"]

		self.assertEqual(
			[(row["name"], row["title"]) for row in found], [(customer.name, "Gaston Trouvable")]
		)

	def test_what_a_step_names_is_found_as_well(self):
		frappe.get_doc({"doctype": "Dispatch Tag", "tag_name": "Findable ladder"}).insert()

		self.assertEqual(
			[row["name"] for row in find_records("Dispatch Tag", "ladder")["rows"]], ["Findable ladder"]
		)

	def test_nothing_else_is_searched(self):
		self.assertRefused("not about", find_records, "User")


class TestBrokenDrawings(SiteTestCase):
	def test_a_step_without_a_proper_id_is_a_problem_and_is_not_tried(self):
		customer = make_customer()
		for mistaken in ([1, [2]], {"a": 1}, None, 7, "", "No Name"):
			with self.subTest(id=mistaken):
				drawn = drawing(steps=[{**step("pause"), "id": mistaken}, step("next")])
				tried = simulate_on(drawn, "Customer", customer.name, {})
				self.assertEqual((tried["steps"], tried["problems"]), ([], validation.check(drawn)))
				self.assertEqual([one["path"] for one in tried["problems"]], ["steps.0.id"])

	def test_a_trigger_with_a_problem_does_not_keep_the_drawing_from_being_tried(self):
		drawn = drawing(trigger_event="schedule")
		tried = simulate_on(drawn, "Customer", make_customer().name, {})
		self.assertEqual([one["step"] for one in tried["steps"]], ["pause"])
