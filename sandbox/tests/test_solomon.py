"""The public format of instances is read as it is written, and a plan's distance is that of its tours."""

import tempfile
import unittest
from pathlib import Path

from gigafibre_fsm.dispatch import plan
from gigafibre_fsm.dispatch.models import Budget
from sandbox.benches.solomon import Best, best_known, read_all, read_instance, solution_of

TEXT = """T1

VEHICLE
NUMBER     CAPACITY
  2         10

CUSTOMER
CUST NO.   XCOORD.   YCOORD.    DEMAND   READY TIME   DUE DATE   SERVICE TIME

    0      0         0          0          0       100          0
    1      3         4          6         10        50          5
    2      0         5          6          0       100          5
"""


class TestSolomon(unittest.TestCase):
	def setUp(self):
		folder = tempfile.TemporaryDirectory()
		self.addCleanup(folder.cleanup)
		self.folder = Path(folder.name)
		(self.folder / "T1.txt").write_text(TEXT)

	def test_both_blocks_are_read(self):
		instance = read_instance(self.folder / "T1.txt")
		self.assertEqual((instance.vehicles, instance.capacity, len(instance.rows)), (2, 10, 3))
		self.assertEqual((instance.rows[1].demand, instance.rows[1].ready, instance.rows[1].due), (6, 10, 50))

	def test_a_plan_of_it_is_measured_unrounded(self):
		instance = read_instance(self.folder / "T1.txt")
		found = plan(instance.problem(2), budget=Budget(5, 20))
		self.assertAlmostEqual(instance.length(found), 20.0)

	def test_the_best_known_comes_from_a_table_or_from_routes(self):
		(self.folder / "best_known.txt").write_text("name vehicles distance\nT1 2 20.0\n")
		(self.folder / "T1.sol").write_text("Route #1: 1\nRoute #2: 2\nCost 20\n")
		(instance,) = read_all(self.folder, [])
		self.assertEqual(best_known(self.folder, None), {"t1": Best(2, 20.0)})
		self.assertEqual(solution_of(self.folder, instance), Best(2, 20.0))

	def test_another_file_is_refused_with_its_name(self):
		(self.folder / "notes.txt").write_text("nothing to see")
		with self.assertRaisesRegex(ValueError, "notes.txt"):
			read_instance(self.folder / "notes.txt")
		self.assertEqual([instance.name for instance in read_all(self.folder, [])], ["T1"])
