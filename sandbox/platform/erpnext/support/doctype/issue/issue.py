from email.utils import parseaddr

import frappe
from frappe.model.document import Document
from frappe.utils import nowtime


class Issue(Document):
	"""A ticket. Who raised it tells the contact, the customer and the lead."""

	def validate(self):
		self.raised_by = self.raised_by or frappe.session.user
		self.set_lead_contact(parseaddr(self.raised_by)[1])

	def before_insert(self):
		self.opening_time = self.opening_time or nowtime()

	def set_lead_contact(self, email_id):
		if not email_id:
			return
		self.lead = self.lead or frappe.db.get_value("Lead", {"email_id": email_id})
		if not self.contact and not self.customer:
			self.contact = frappe.db.get_value("Contact", {"email_id": email_id})
			if self.contact:
				self.customer = frappe.get_doc("Contact", self.contact).get_link_for("Customer")
		if not self.company:
			self.company = frappe.db.get_value("Lead", self.lead, "company") or frappe.db.get_default(
				"company"
			)
