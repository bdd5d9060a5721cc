"""What ERPNext's setup wizard leaves behind, for one Canadian company."""

import datetime
from typing import Any

import frappe
from frappe.utils.install import add_people_lists, import_country_and_currency

COMPANY = "Gigafibre"
ROLES = (
	"Accounts Manager",
	"Accounts User",
	"Item Manager",
	"Maintenance Manager",
	"Maintenance User",
	"Purchase Manager",
	"Purchase Master Manager",
	"Purchase User",
	"Sales Manager",
	"Sales Master Manager",
	"Sales User",
	"Stock Manager",
	"Stock User",
	"Support Team",
)
TREES = {
	"Customer Group": ("All Customer Groups", ("Individual", "Commercial", "Non Profit", "Government")),
	"Territory": ("All Territories", ("Canada", "Rest Of The World")),
	"Item Group": ("All Item Groups", ("Products", "Services", "Consumable")),
}
DEFAULTS = {
	"company": COMPANY,
	"currency": "CAD",
	"country": "Canada",
	"cust_master_name": "Customer Name",
	"customer_group": "Individual",
	"territory": "Canada",
	"selling_price_list": "Standard Selling",
}


def after_install() -> None:
	"""Make the records every ERPNext site has; those already there stay as they are."""
	import_country_and_currency()
	add_people_lists()
	for role in ROLES:
		_make("Role", role_name=role, desk_access=1)
	for role in ("Customer", "Supplier"):
		_make("Role", role_name=role, desk_access=0)
	for doctype, (root, leaves) in TREES.items():
		_make_tree(doctype, root, leaves)
	for unit in ("Nos", "Unit", "Hour", "Meter"):
		_make("UOM", uom_name=unit, must_be_whole_number=int(unit in ("Nos", "Unit")))
	_make_lists()
	_make_company()
	for key, value in DEFAULTS.items():
		frappe.db.set_default(key, value)


def _make_tree(doctype: str, root: str, leaves: tuple[str, ...]) -> None:
	key = doctype.lower().replace(" ", "_")
	_make(doctype, **{f"{key}_name": root, "is_group": 1})
	for leaf in leaves:
		_make(doctype, **{f"{key}_name": leaf, f"parent_{key}": root})


def _make_lists() -> None:
	_make("Price List", price_list_name="Standard Selling", currency="CAD", selling=1)
	_make("Price List", price_list_name="Standard Buying", currency="CAD", buying=1)
	for mode, kind in (("Cash", "Cash"), ("Credit Card", "Bank"), ("Wire Transfer", "Bank")):
		_make("Mode of Payment", mode_of_payment=mode, type=kind)
	for priority in ("Low", "Medium", "High"):
		_make("Issue Priority", name=priority)


def _make_company() -> None:
	_make("Company", company_name=COMPANY, abbr="GF", default_currency="CAD", country="Canada")
	year = datetime.date.today().year
	for each in (year - 1, year, year + 1):
		_make("Fiscal Year", year=str(each), year_start_date=f"{each}-01-01", year_end_date=f"{each}-12-31")


def _make(doctype: str, **values: Any) -> None:
	document = frappe.get_doc({"doctype": doctype, **values})
	document.insert(ignore_permissions=True, ignore_if_duplicate=True, ignore_mandatory=True)
