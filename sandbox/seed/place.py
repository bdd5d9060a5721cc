"""Where the big seed and the benches work: the sandbox's own volume site, or a site of a real bench."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VOLUME_SITES = ROOT / ".sandbox" / "volume"
VOLUME_SITE = "volume.localhost"


@contextmanager
def connected(bench_site: str | None = None) -> Iterator[None]:
	"""Be Administrator on a bench's site (from its `sites` folder), else on the volume site, made when missing."""
	if bench_site:
		site, sites_path = bench_site, "."
	else:
		site, sites_path = VOLUME_SITE, str(_volume_sites())
	import frappe

	frappe.init(site, sites_path=sites_path)
	frappe.connect()
	frappe.set_user("Administrator")
	try:
		yield
	finally:
		frappe.destroy()


def _volume_sites() -> Path:
	from sandbox.server import site

	if not (VOLUME_SITES / VOLUME_SITE / "site_config.json").exists():
		print(f"Making the site {VOLUME_SITE}.", flush=True)
		site.create(VOLUME_SITE, str(VOLUME_SITES))
	return VOLUME_SITES


def described() -> str:
	"""Return what is measured on, for the reader of a figure."""
	import frappe

	python = ".".join(str(part) for part in sys.version_info[:3])
	return f"{frappe.local.site}: Frappe {frappe.__version__}, {frappe.db.db_type}, Python {python}"
