import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import comma_and, get_link_to_form, validate_email_address


class Lead(Document):
	"""Somebody who may become a customer; one lead an e-mail address."""

	def validate(self):
		self.set_lead_name()
		self.title = self.company_name or self.lead_name
		self.check_email_id_is_unique()

	def set_lead_name(self):
		if self.first_name:
			names = (self.salutation, self.first_name, self.middle_name, self.last_name)
			self.lead_name = " ".join(filter(None, names))
		if self.lead_name:
			return
		if not self.company_name and not self.email_id and not self.flags.ignore_mandatory:
			frappe.throw(_("A Lead requires either a person's name or an organization's name"))
		self.lead_name = self.company_name or (self.email_id or "").split("@")[0]

	def check_email_id_is_unique(self):
		if not self.email_id:
			return
		validate_email_address(self.email_id, throw=True)
		others = frappe.get_all(
			"Lead", filters={"email_id": self.email_id, "name": ["!=", self.name]}, pluck="name"
		)
		if others:
			links = comma_and([frappe.bold(get_link_to_form("Lead", name)) for name in others])
			message = _("Email Address must be unique, it is already used in {0}").format(links)
			frappe.throw(message, frappe.DuplicateEntryError)
