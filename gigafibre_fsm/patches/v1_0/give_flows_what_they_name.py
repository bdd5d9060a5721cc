"""Sites older than the flows get the terms a system template sends, and our roles the rights to read orders."""

from gigafibre_fsm import flows
from gigafibre_fsm.install import RIGHTS, grant


def execute() -> None:
	flows.seed_messages()
	for doctype in ("Quotation", "Sales Order"):
		for role, rights in RIGHTS[doctype].items():
			grant(doctype, role, rights)
