"""Finding a record to try a flow on, or to name in a step."""

import frappe

from gigafibre_fsm.flows.simulating.trying import find_records
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_customer


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
