"""How a customer can be reached, and who an unknown number may be."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import formatdate

from gigafibre_fsm import messaging

MOST = 10


def channels_of(customer: str | None, conversation: Document | None = None) -> list[dict]:
	"""Return `[{channel, address, label, blocked}]`, the one they wrote on last first; `blocked` says why not."""
	found: dict[tuple[str, str], str] = {}
	if conversation and conversation.channel_address:
		found[(conversation.channel, conversation.channel_address)] = conversation.channel_address
	elif conversation and conversation.address:
		found[("Email" if "@" in conversation.address else "SMS", conversation.address)] = (
			conversation.address
		)
	if customer:
		found = {**_known(customer), **found} if not found else {**found, **_known(customer)}
	first = list(found)[:MOST]
	return [_channel(channel, address, found[(channel, address)]) for channel, address in first]


def _channel(channel: str, address: str, label: str) -> dict:
	return {"channel": channel, "address": address, "label": label, "blocked": blocked(channel, address)}


def blocked(channel: str, address: str) -> str | None:
	"""Return the sentence that says why nothing may be sent there now, or None."""
	if channel == "SMS" and not frappe.db.get_single_value("FSM Settings", "twilio_enabled"):
		return _("SMS is switched off in the settings")
	# Who unsubscribed from our mailings still gets an answer by e-mail.
	if channel == "SMS" and messaging.suppressed(address, "SMS"):
		return _("This number has opted out")
	return None


def _known(customer: str) -> dict[tuple[str, str], str]:
	"""Return (channel, address) → label of the customer's contacts and portal, the primary contact's first."""
	found = {}
	for contact in _contacts(customer):
		for channel, address in (("SMS", contact.mobile_no), ("Email", contact.email_id)):
			if address:
				found.setdefault((channel, address), _label(contact, address))
	for user in portal_users(customer):
		found.setdefault(("Chat", user), _("Portal"))
	return found


def _label(contact: dict, address: str) -> str:
	return f"{contact['full_name']} · {address}" if contact["full_name"] else address


def _contacts(customer: str) -> list[dict]:
	link, contact = frappe.qb.DocType("Dynamic Link"), frappe.qb.DocType("Contact")
	return (
		frappe.qb.from_(link)
		.join(contact)
		.on(contact.name == link.parent)
		.select(contact.full_name, contact.mobile_no, contact.email_id)
		.where((link.parenttype == "Contact") & (link.link_doctype == "Customer"))
		.where(link.link_name == customer)
		.orderby(contact.is_primary_contact, order=frappe.qb.desc)
		.orderby(contact.name)
		.limit(MOST)
		.run(as_dict=True)
	)


def portal_users(customer: str) -> list[str]:
	"""Return the users who see this customer's portal."""
	filters = {"parent": customer, "parenttype": "Customer"}
	return frappe.get_all("Portal User", filters, pluck="user", order_by="idx", limit=MOST)


def candidates_of(conversation: Document) -> list[dict]:
	"""Return `[{name, customer_name, detail}]`: the customers an unknown sender may be; none once it is known."""
	if conversation.customer or not conversation.address:
		return []
	channel = "Email" if "@" in conversation.address else "SMS"
	matches = messaging.match_customers(channel, conversation.address) + _customers_named(conversation.name)
	rows = frappe.get_list(
		"Customer",
		filters={"name": ("in", matches or [""])},
		fields=["name", "customer_name"],
		order_by="customer_name",
		limit=MOST,
	)
	return [{**row, "detail": _detail(row.name)} for row in rows]


def _customers_named(conversation: str) -> list[str]:
	"""Return the customers of the tickets its mails name: who writes may be one of theirs, and need not be."""
	communication, issue = frappe.qb.DocType("Communication"), frappe.qb.DocType("Issue")
	return (
		frappe.qb.from_(communication)
		.join(issue)
		.on(issue.name == communication.reference_name)
		.select(issue.customer)
		.where((communication.conversation == conversation) & (communication.reference_doctype == "Issue"))
		.where(issue.customer.isnotnull())
		.distinct()
		.limit(MOST)
		.run(pluck=True)
	)


def _detail(customer: str) -> str:
	"""Return what tells this customer from another of the same number: where they live, when we last spoke."""
	place = frappe.db.get_value("Service Location", {"customer": customer}, "title", order_by="creation")
	spoke = frappe.db.get_value("Conversation", {"customer": customer}, "last_message_at")
	last = _("last contact {0}").format(formatdate(spoke)) if spoke else _("no message yet")
	return " · ".join(part for part in (place, last) if part)
