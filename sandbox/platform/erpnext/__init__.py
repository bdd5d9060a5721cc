"""Small stand-ins of the ERPNext doctypes the app touches: real names, fields and behaviours, no accounting."""

import frappe

__version__ = "17.0.0-sandbox"


def get_default_company(user: str | None = None) -> str | None:
	"""The company new documents get."""
	return frappe.defaults.get_user_default("company", user) or frappe.db.get_default("company")


def get_company_currency(company: str) -> str:
	"""The currency a company keeps its books in."""
	return frappe.db.get_value("Company", company, "default_currency", cache=True)
