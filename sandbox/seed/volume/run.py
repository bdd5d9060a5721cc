"""The stages of the big seed, and what is printed of them."""

import time
from collections.abc import Callable

import frappe

from gigafibre_fsm.clients import search_index
from sandbox.seed.catalogue import seed_catalogue
from sandbox.seed.volume.billing import seed_billing
from sandbox.seed.volume.customers import seed_customers
from sandbox.seed.volume.network import seed_network
from sandbox.seed.volume.support import seed_support
from sandbox.seed.volume.volumes import Volumes

MARK = "gigafibre_volume_seed"

STAGES: dict[str, Callable[[Volumes], dict[str, int]]] = {
	"customers": seed_customers,
	"network": seed_network,
	"billing": seed_billing,
	"support": seed_support,
	"search": lambda volumes: {"Search Entry": search_index.rebuild()},
}


def seed(scale: float = 1.0) -> None:
	"""Run the stages that are missing, and print each with its rows and seconds.

	Throws when the site was seeded at another scale.
	"""
	done = frappe.parse_json(frappe.db.get_default(MARK) or "{}")
	if done and done["scale"] != scale:
		frappe.throw(
			f"This site was seeded at scale {done['scale']:g}: take another site, or SCALE={done['scale']:g}."
		)
	stages = done.get("stages", [])
	if stages == list(STAGES):
		print(f"Already seeded at scale {scale:g}: nothing to do.")
		return
	started = time.perf_counter()
	for name in STAGES:
		if name not in stages:
			_run(name, scale, stages)
	_print_totals(time.perf_counter() - started)


def _run(name: str, scale: float, stages: list[str]) -> None:
	started = time.perf_counter()
	if name == "customers":
		seed_catalogue()
	written = STAGES[name](Volumes.at(scale))
	stages.append(name)
	frappe.db.set_default(MARK, frappe.as_json({"scale": scale, "stages": stages}, indent=None))
	frappe.db.commit()
	rows = ", ".join(f"{count:,} {doctype}" for doctype, count in written.items())
	print(f"{name}: {rows} in {time.perf_counter() - started:.1f} s", flush=True)


def _print_totals(seconds: float) -> None:
	counted = ("Customer", "Service Location", "Service Subscription", "Service Equipment")
	counted += ("Sales Invoice", "Payment Entry", "Issue", "Communication", "Search Entry")
	print(f"In the site after {seconds:.0f} s:")
	for doctype in counted:
		print(f"  {frappe.db.count(doctype):>9,} {doctype}")
