import frappe
from frappe.model.document import Document


class CostCenter(Document):
	"""Named `<cost center> - <company's abbreviation>`."""

	def autoname(self):
		abbr = frappe.db.get_value("Company", self.company, "abbr")
		self.name = f"{self.cost_center_name.strip()} - {abbr}"
