"""The pytest side of the sandbox: a site of its own for each worker, connected around each site test class.

The site is copied from a template that is made again when a file it is made of has changed. Test classes of
`frappe.tests` get it by themselves; a test function asks for the fixture `frappe_site`. Everything else runs
without a site, so that pure code stays pure.
"""

import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import frappe
import pytest
from frappe.tests import UnitTestCase

from sandbox.server import site
from sandbox.server.paths import HOME, ROOT

NAME = "test.localhost"
TEMPLATES = HOME / "templates"
MADE_OF = ("*.json", "*.txt", "*.py")


@pytest.fixture(scope="session")
def _sites_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
	"""This worker's own folder of sites, with one fresh site in it."""
	sites = tmp_path_factory.mktemp("sites")
	copy_template(sites / NAME)
	return sites


@pytest.fixture(scope="class")
def frappe_site(_sites_path: Path) -> Iterator[str]:
	"""Be Administrator on the worker's site; what is not committed is lost."""
	frappe.init(NAME, sites_path=str(_sites_path), force=True)
	frappe.connect()
	frappe.in_test = frappe.flags.in_test = True
	try:
		yield NAME
	finally:
		frappe.db.rollback()
		frappe.destroy()
		frappe.in_test = False


@pytest.fixture(scope="class", autouse=True)
def _site_of_a_class(request: pytest.FixtureRequest) -> None:
	if request.cls and issubclass(request.cls, UnitTestCase):
		request.getfixturevalue("frappe_site")


def copy_template(site_path: Path) -> None:
	"""Copy a site just installed; one worker makes it, the others wait."""
	TEMPLATES.mkdir(parents=True, exist_ok=True)
	template = TEMPLATES / _fingerprint()
	with (TEMPLATES / "lock").open("w") as lock:
		fcntl.flock(lock, fcntl.LOCK_EX)
		if not template.exists():
			_forget_old_templates()
			making = TEMPLATES / "making"
			site.create(NAME, str(making))
			making.rename(template)
		shutil.copytree(template / NAME, site_path)


def _forget_old_templates() -> None:
	for folder in TEMPLATES.iterdir():
		if folder.is_dir():
			shutil.rmtree(folder)


def _fingerprint() -> str:
	digest = hashlib.sha256()
	for folder in (ROOT / "gigafibre_fsm", ROOT / "sandbox" / "platform"):
		for path in sorted(path for pattern in MADE_OF for path in folder.rglob(pattern)):
			if "public" not in path.parts:
				digest.update(str(path).encode() + path.read_bytes())
	return digest.hexdigest()[:16]
