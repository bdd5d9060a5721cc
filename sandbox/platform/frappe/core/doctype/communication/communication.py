from email.utils import getaddresses

import frappe
from frappe import _
from frappe.contacts.doctype.contact.contact import get_contact_name
from frappe.model.document import Document
from frappe.utils import parse_addr, strip_html, validate_email_address


class Communication(Document):
	"""A message to or from somebody, on the timeline of the record it refers to."""

	def validate(self):
		self.validate_reference()
		self.user = self.user or frappe.session.user
		self.subject = self.subject or strip_html((self.content or "")[:141])
		if not self.sent_or_received:
			self.seen, self.sent_or_received = 1, "Sent"
		if self.communication_medium == "Email":
			self.set_timeline_links()
		self.set_sender_full_name()
		if self.is_new():
			linked = self.reference_doctype and self.reference_name
			self.status = "Linked" if linked else "Open"

	def validate_reference(self):
		if not (self.reference_doctype and self.reference_name):
			return
		if frappe.get_meta(self.reference_doctype).istable:
			message = _("Cannot create a {0} against a child document: {1}")
			frappe.throw(message.format(_(self.communication_type), _(self.reference_doctype)))
		owner = frappe.db.get_value(self.reference_doctype, self.reference_name, "owner")
		self.reference_owner = self.reference_owner or owner

	def set_sender_full_name(self):
		if self.sender_full_name or not self.sender:
			return
		if self.sender in ("Administrator", "Guest"):
			self.sender_full_name = self.sender
			self.sender = (
				frappe.db.get_value("User", self.sender, "email") if self.sender != "Guest" else None
			)
			return
		if self.sent_or_received == "Sent":
			validate_email_address(self.sender, throw=True)
		name, self.sender = parse_addr(self.sender)
		known = frappe.db.get_value("User", self.sender, "full_name")
		self.sender_full_name = name or known or self.sender

	def set_timeline_links(self):
		"""The contacts with one of its addresses, and whom they belong to, have it on their timeline."""
		wanted = {(row.link_doctype, row.link_name) for row in self.timeline_links}
		addresses = getaddresses(filter(None, (self.sender, self.recipients, self.cc, self.bcc)))
		for contact in filter(None, (get_contact_name(address) for _name, address in addresses)):
			wanted.add(("Contact", contact))
			links = {"parenttype": "Contact", "parent": contact}
			rows = frappe.get_all("Dynamic Link", links, ["link_doctype", "link_name"], order_by="idx")
			wanted |= {(row.link_doctype, row.link_name) for row in rows}
		self.timeline_links = []
		for doctype, name in sorted(wanted):
			self.add_link(doctype, name)

	def add_link(self, link_doctype, link_name, autosave=False):
		"""Put it on the timeline of one more document."""
		title_field = frappe.get_meta(link_doctype).get_title_field()
		title = frappe.db.get_value(link_doctype, link_name, title_field)
		row = {"link_doctype": link_doctype, "link_name": link_name, "link_title": title or link_name}
		self.append("timeline_links", {**row, "communication_date": self.communication_date})
		if autosave:
			self.save(ignore_permissions=True)

	def set_delivery_status(self, commit=False):
		"""What became of the mail that carries it: still sending, in error, or sent."""
		if self.sent_or_received == "Received":
			return
		carriers = {"communication": self.name}
		states = set(frappe.get_all("Email Queue", carriers, pluck="status", order_by="creation"))
		if states & {"Not Sent", "Sending"}:
			status = "Sending"
		else:
			status = next((state for state in ("Error", "Sent") if state in states), None)
		if status:
			self.db_set("delivery_status", status)
			self.notify_change("update")
			self.notify_update()
		if status and commit:
			frappe.db.commit()

	def after_insert(self):
		if not (self.reference_doctype and self.reference_name):
			return
		if self.reference_doctype == "Communication" and self.sent_or_received == "Sent":
			frappe.db.set_value("Communication", self.reference_name, "status", "Replied")
		self.notify_change("add")

	def on_update(self):
		if not (self.reference_doctype and self.reference_name):
			return
		parent = frappe.get_doc(self.reference_doctype, self.reference_name)
		self.reopen(parent)
		self.note_first_response(parent)
		parent.run_method("notify_communication", self)
		parent.notify_update()

	def reopen(self, parent):
		"""What was answered is open again when the other side writes; a ticket whatever its status."""
		field = parent.meta.get_field("status")
		if not field or "Open" not in (field.options or "").splitlines():
			return
		answered = parent.doctype == "Issue" or parent.status == "Replied"
		if answered and self.sent_or_received == "Received":
			parent.db_set("status", "Open")

	def note_first_response(self, parent):
		if not parent.meta.has_field("first_responded_on") or parent.first_responded_on:
			return
		if self.sent_or_received == "Sent" and self.communication_type == "Communication":
			parent.db_set("first_responded_on", self.creation)

	def on_trash(self):
		self.notify_change("delete")

	def notify_change(self, action):
		frappe.publish_realtime(
			"docinfo_update",
			{"doc": self.as_dict(), "key": "communications", "action": action},
			doctype=self.reference_doctype,
			docname=self.reference_name,
			after_commit=True,
		)


def on_doctype_update():
	frappe.db.add_index(
		"Communication", ["reference_doctype", "reference_name", "communication_date", "communication_type"]
	)
