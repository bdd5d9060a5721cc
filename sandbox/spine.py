"""Where webhooks are tormented and measured: a fresh site of the sandbox, or a site of a real bench."""

import argparse
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
	"""A site and the folder it is in."""

	site: str
	sites_path: str

	@contextmanager
	def connected(self) -> Iterator[None]:
		"""Be Administrator there."""
		import frappe

		frappe.init(self.site, sites_path=self.sites_path, force=True)
		frappe.connect()
		frappe.set_user("Administrator")
		try:
			yield
		finally:
			frappe.destroy()

	def serve(self) -> None:
		"""Have Frappe's application answer for this site, whatever host it is asked by."""
		import frappe.app

		frappe.app._site, frappe.app._sites_path = self.site, self.sites_path


@contextmanager
def place(bench_site: str | None) -> Iterator[Place]:
	"""A bench's site (from its `sites` folder), else one made for this run and thrown away after it."""
	if bench_site:
		yield Place(bench_site, os.getcwd())
		return
	from sandbox.testing import NAME, copy_template

	folder = Path(tempfile.mkdtemp(prefix="gigafibre-"))
	try:
		copy_template(folder / NAME)
		yield Place(NAME, str(folder))
	finally:
		shutil.rmtree(folder)


def options(description: str | None, **numbers: int) -> argparse.Namespace:
	"""The command line: `--site` of a bench, `--url` of a served site, and these numbers with their defaults."""
	parser = argparse.ArgumentParser(description=description)
	parser.add_argument("--site", help="a site of the bench whose `sites` folder we are in")
	parser.add_argument("--url", help="a site that is served there, its secrets in the environment")
	for name, default in numbers.items():
		parser.add_argument(f"--{name}", type=int, default=default)
	return parser.parse_args()
