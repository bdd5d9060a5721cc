import frappe
from frappe import _
from frappe.model.document import Document


class SalesTaxesandChargesTemplate(Document):
	"""The taxes a company adds to what it sells; one of them may be its default."""

	def autoname(self):
		abbr = frappe.get_cached_value("Company", self.company, "abbr")
		self.name = f"{self.title} - {abbr}"

	def validate(self):
		if self.is_default and self.disabled:
			frappe.throw(_("Disabled template must not be default template"))
		if self.is_default:
			others = {"company": self.company, "is_default": 1, "name": ["!=", self.name]}
			frappe.db.set_value(self.doctype, others, "is_default", 0)
