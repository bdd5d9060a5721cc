import frappe
from frappe import _
from frappe.model.document import Document


class Account(Document):
	"""Named `<account> - <company's abbreviation>`; root type and report type come from the parent."""

	def autoname(self):
		abbr = frappe.db.get_value("Company", self.company, "abbr")
		self.name = " - ".join(filter(None, (self.account_number, self.account_name.strip(), abbr)))

	def validate(self):
		if not self.parent_account:
			return
		parent = frappe.db.get_value(
			"Account", self.parent_account, ["is_group", "company", "root_type", "report_type"], as_dict=True
		)
		if not parent:
			frappe.throw(
				_("Account {0}: Parent account {1} does not exist").format(self.name, self.parent_account)
			)
		if not parent.is_group:
			frappe.throw(
				_("Account {0}: Parent account {1} can not be a ledger").format(
					self.name, self.parent_account
				)
			)
		self.root_type, self.report_type = parent.root_type, parent.report_type
		self.account_currency = self.account_currency or frappe.db.get_value(
			"Company", self.company, "default_currency"
		)
