"""Which change of which document is which event: the functions that hooks.py names, each small, none can fail a save."""

from typing import Any

import frappe
from frappe.model.document import Document

from gigafibre_fsm.flows.running.facts import plain
from gigafibre_fsm.flows.triggering.triggers import fire

ASSIGNED = ("Published", "En Route", "Arrived", "In Progress")
SUBSCRIPTION_EVENTS = {
	"Active": "on_subscription_activated",
	"Suspended": "on_subscription_suspended",
	"Cancelled": "on_subscription_cancelled",
}
MOVED = {
	"service_location": ("from_location", "to_location"),
	"status": ("from_status", "to_status"),
	"customer": ("from_customer", "to_customer"),
}


def payment_submitted(payment: Document, method: str | None = None) -> None:
	"""A customer's payment was submitted (Payment Entry, on_submit)."""
	if not is_from_customer(payment):
		return
	told = {
		"payment": payment.name,
		"amount": plain(payment.paid_amount),
		"currency": payment.paid_to_account_currency,
		"mode_of_payment": payment.mode_of_payment,
		"invoices": [
			row.reference_name for row in payment.references if row.reference_doctype == "Sales Invoice"
		],
	}
	fire("on_payment_received", payment, told)


def order_submitted(order: Document, method: str | None = None) -> None:
	"""A sales order was submitted (Sales Order, on_submit)."""
	told = {"order": order.name, "amount": plain(order.grand_total), "currency": order.currency}
	fire("on_order_placed", order, told)


def job_saved(job: Document, method: str | None = None) -> None:
	"""A job was saved (Dispatch Job, on_update): it may have got its technician, or have been done."""
	before = job.get_doc_before_save() or frappe._dict()
	if has_technician(job) and not (has_technician(before) and before.technician == job.technician):
		fire("on_job_assigned", job, {"job": job.name, "technician": job.technician}, _moment(job))
	if job.status == "Done" and before.status != "Done":
		fire("on_job_complete", job, {"job": job.name, "job_type": job.job_type}, _moment(job))


def ticket_made(ticket: Document, method: str | None = None) -> None:
	"""A ticket was opened (Issue, after_insert)."""
	fire("on_ticket_created", ticket, {"ticket": ticket.name, "subject": ticket.subject})


def subscription_saved(subscription: Document, method: str | None = None) -> None:
	"""A service was saved (Service Subscription, on_update): its status may have changed."""
	before = subscription.get_doc_before_save()
	previous = before.status if before else None
	event = SUBSCRIPTION_EVENTS.get(subscription.status)
	if event and subscription.status != previous:
		fire(event, subscription, {"previous_status": previous}, _moment(subscription))


def contract_saved(contract: Document, method: str | None = None) -> None:
	"""A contract was saved (Service Contract, on_update): it may have been signed, here or in DocuSeal."""
	before = contract.get_doc_before_save() or frappe._dict()
	if contract.status == "Signed" and before.status != "Signed":
		told = {"contract": contract.name, "signed_by": contract.signed_by}
		fire("on_contract_signed", contract, told, _moment(contract))


def equipment_saved(device: Document, method: str | None = None) -> None:
	"""A device was saved (Service Equipment, on_update): it may have moved. One that is new has not."""
	before = device.get_doc_before_save()
	if before and any(before.get(field) != device.get(field) for field in MOVED):
		fire("on_equipment_moved", device, _move(before, device), _moment(device))


def outage_saved(outage: Document, method: str | None = None) -> None:
	"""An outage was saved (Outage, on_update): it may have begun, or ended."""
	before = outage.get_doc_before_save()
	previous = before.status if before else None
	if outage.status == previous:
		return
	event = "on_outage_started" if outage.status == "Ongoing" else "on_outage_ended"
	# What was recorded after the fact had no beginning for us.
	if previous or event == "on_outage_started":
		fire(event, outage, {"outage": outage.name}, _moment(outage))


def is_from_customer(payment: Document) -> bool:
	"""Return whether a Payment Entry is a customer's payment to us."""
	return payment.payment_type == "Receive" and payment.party_type == "Customer"


def has_technician(job: Document) -> bool:
	"""Return whether a job is published and somebody's."""
	return bool(job.technician) and job.status in ASSIGNED


def _move(before: Document, device: Document) -> dict[str, Any]:
	told: dict[str, Any] = {}
	for field, (origin, target) in MOVED.items():
		told |= {origin: before.get(field), target: device.get(field)}
	return told


def _moment(document: Document) -> str:
	"""Return what tells this change from the same one later on."""
	return str(document.modified)
