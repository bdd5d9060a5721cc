import frappe
from frappe import _
from frappe.model.document import Document

#: account → (parent, kind of its root, account type); the part of ERPNext's standard chart that sales use.
CHART = {
	"Application of Funds (Assets)": (None, "Asset", ""),
	"Current Assets": ("Application of Funds (Assets)", "Asset", ""),
	"Accounts Receivable": ("Current Assets", "Asset", ""),
	"Bank Accounts": ("Current Assets", "Asset", "Bank"),
	"Cash In Hand": ("Current Assets", "Asset", "Cash"),
	"Debtors": ("Accounts Receivable", "Asset", "Receivable"),
	"Cash": ("Cash In Hand", "Asset", "Cash"),
	"Source of Funds (Liabilities)": (None, "Liability", ""),
	"Current Liabilities": ("Source of Funds (Liabilities)", "Liability", ""),
	"Duties and Taxes": ("Current Liabilities", "Liability", "Tax"),
	"Income": (None, "Income", ""),
	"Direct Income": ("Income", "Income", ""),
	"Sales": ("Direct Income", "Income", "Income Account"),
}
DEFAULT_ACCOUNTS = {
	"default_receivable_account": "Debtors",
	"default_cash_account": "Cash",
	"default_income_account": "Sales",
}


class Company(Document):
	"""A company with a chart of accounts just large enough to invoice and be paid."""

	def validate(self):
		self.abbr = (self.abbr or "".join(word[0] for word in self.company_name.split()).upper()).strip()
		if frappe.db.exists("Company", {"abbr": self.abbr, "name": ["!=", self.name]}):
			frappe.throw(_("Abbreviation already used for another company"))

	def on_update(self):
		if not frappe.db.exists("Account", {"company": self.name}):
			self.create_default_accounts()
		if not frappe.db.exists("Cost Center", {"company": self.name, "is_group": 0}):
			self.create_default_cost_center()
		frappe.db.set_value("Currency", self.default_currency, "enabled", 1)

	def create_default_accounts(self):
		parents = {parent for parent, _root, _type in CHART.values()} | {"Bank Accounts", "Duties and Taxes"}
		for name, (parent, root_type, account_type) in CHART.items():
			self._create(
				"Account",
				account_name=name,
				parent_account=parent and f"{parent} - {self.abbr}",
				is_group=int(name in parents),
				root_type=root_type,
				report_type="Profit and Loss" if root_type == "Income" else "Balance Sheet",
				account_type=account_type,
				account_currency=self.default_currency,
			)
		for field, name in DEFAULT_ACCOUNTS.items():
			self.db_set(field, f"{name} - {self.abbr}")

	def create_default_cost_center(self):
		self._create("Cost Center", cost_center_name=self.name, is_group=1)
		root = f"{self.name} - {self.abbr}"
		self._create("Cost Center", cost_center_name="Main", parent_cost_center=root)
		self.db_set("cost_center", f"Main - {self.abbr}")

	def _create(self, doctype, **values):
		document = frappe.get_doc({"doctype": doctype, "company": self.name, **values})
		document.insert(ignore_permissions=True, ignore_mandatory=True)
