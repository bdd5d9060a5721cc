"""Who gets into which whitelisted method, as observed on a throwaway site: a Markdown table (`make access-matrix`).

The walk is that of the tests (gigafibre_fsm/tests/access_walk.py), which fail when it observes anything else than the
methods declare.
"""

import tempfile

import frappe

from gigafibre_fsm.api.access import AUDIENCES, Audience
from gigafibre_fsm.tests import access_callers as callers
from gigafibre_fsm.tests.access_examples import PREFIX
from gigafibre_fsm.tests.access_walk import (
	Caller,
	asks_for_proof,
	gets_in,
	is_about_one_customer,
	whitelisted_methods,
)
from sandbox.server import site

SITE = "access-matrix.localhost"
IN, OUT, DOES_NOT_APPLY = "✓", "–", ""
FALSE_PROOF = "False token, or no signature"
LEGEND = f"""
{IN} gets in, {OUT} is refused. “Another's” is tried where a method is about one customer; tokens and signatures where
they are asked for. A false token is one for another purpose, expired, revoked or changed: none of them opens.
"""


def main() -> None:
	"""Print the table."""
	with tempfile.TemporaryDirectory() as folder:
		site.create(SITE, folder)
		frappe.init(SITE, sites_path=folder, force=True)
		frappe.connect()
		frappe.in_test = frappe.flags.in_test = True
		try:
			print("\n".join(table()))
		finally:
			frappe.destroy()
	print(LEGEND)


def table() -> list[str]:
	"""Return the lines of the table, a method each."""
	methods, people = sorted(whitelisted_methods()), callers.everybody()
	labels = [label for label in people if label not in callers.FALSE_PROOFS]
	rows = [("Method", "Declared for", *labels, FALSE_PROOF)]
	rows.append(("---",) * 2 + (":-:",) * (len(rows[0]) - 2))
	for path in methods:
		observed = [cell(path, label, people[label]) for label in labels]
		rows.append(
			(f"`{path.removeprefix(PREFIX)}`", declared(AUDIENCES[path]), *observed, false_cell(path, people))
		)
	return [f"| {' | '.join(row)} |" for row in rows]


def declared(audience: Audience) -> str:
	"""Return who the method says it is for."""
	if audience.guest:
		return f"anybody, {audience.guest.calls} calls in {audience.guest.seconds} s"
	said = {
		"a signed-in customer": audience.customer,
		f"a token for “{audience.token}”": audience.token,
		f"{audience.signed_by}, signed": audience.signed_by,
	}
	return next((words for words, holds in said.items() if holds), ", ".join(audience.roles))


def cell(path: str, label: str, caller: Caller) -> str:
	"""Return what one caller meets."""
	if label in callers.ON_ANOTHERS and not is_about_one_customer(path):
		return DOES_NOT_APPLY
	if label == callers.PROOF and not asks_for_proof(path):
		return DOES_NOT_APPLY
	return IN if gets_in(path, caller) else OUT


def false_cell(path: str, people: dict[str, Caller]) -> str:
	"""Return what those meet whose token must not open, or who cannot sign."""
	if not asks_for_proof(path):
		return DOES_NOT_APPLY
	return IN if any(gets_in(path, people[label]) for label in callers.FALSE_PROOFS) else OUT


if __name__ == "__main__":
	main()
