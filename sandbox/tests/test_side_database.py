"""The files beside the site's database are opened by many at once, from the first moment."""

import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from frappe.utils.job_store import SCHEMA
from frappe.utils.side_database import side_database


class TestSideDatabase(unittest.TestCase):
	def test_many_may_be_the_first_to_open_it(self):
		for _round in range(20):
			with tempfile.TemporaryDirectory() as folder:
				path = str(Path(folder, "jobs.db"))
				with ThreadPoolExecutor(8) as threads:
					opened = list(threads.map(lambda _number, path=path: self.open(path), range(8)))
				self.assertEqual(opened, ["wal"] * 8)

	def open(self, path: str) -> str:
		with side_database(path, SCHEMA) as connection:
			return connection.execute("PRAGMA journal_mode").fetchone()[0]
