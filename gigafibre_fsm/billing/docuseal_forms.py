"""What DocuSeal tells of the commercial contracts signed there.

Nothing is asked back: its API is not set up here, and the signature of the webhook says who speaks. A contract is known
by the number of its submission.
"""

import frappe
from frappe.model.document import Document
from frappe.utils import now_datetime

from gigafibre_fsm.billing.contracts import DOCTYPE

COMPLETED, DECLINED = "form.completed", "form.declined"
OPEN = ("Sent",)


def receive_form(event: Document) -> None:
	"""Handler of DocuSeal's events: the contract of a submission all have signed is Signed, of one refused Declined."""
	data = frappe.parse_json(event.payload)["data"]
	submission = data.get("submission") or {}
	number = submission.get("id") or data.get("submission_id")
	contract = _contract_of(str(number)) if number else None
	if not contract or contract.status not in OPEN:
		return
	contract.flags.ignore_permissions = True
	if event.event_type == DECLINED:
		contract.move("Declined")
	elif event.event_type == COMPLETED and submission.get("status") == "completed":
		signer = data.get("name") or data.get("email") or ""
		contract.move(
			"Signed",
			signed_on=now_datetime(),
			signed_by=signer[:140],
			signed_from=(data.get("ip") or "")[:140],
		)


def _contract_of(submission: str) -> Document | None:
	name = frappe.db.get_value(DOCTYPE, {"docuseal_submission": submission, "contract_type": "Commercial"})
	return frappe.get_doc(DOCTYPE, name, for_update=True) if name else None
