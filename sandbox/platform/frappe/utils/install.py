"""The records of Frappe's own that the app links to. Frappe ships every country; three are enough here."""

from typing import Any

import frappe

_CURRENCY = ("currency_name", "symbol", "fraction", "fraction_units", "smallest_currency_fraction_value")
_CURRENCIES = (
	("CAD", "$", "Cent", 100, 0.01),
	("USD", "$", "Cent", 100, 0.01),
	("EUR", "€", "Cent", 100, 0.01),
)
_COUNTRIES = (
	("Canada", "ca", "yyyy-mm-dd", "America/Toronto"),
	("United States", "us", "mm-dd-yyyy", "America/New_York"),
	("France", "fr", "dd/mm/yyyy", "Europe/Paris"),
)


def import_country_and_currency() -> None:
	"""Countries and currencies; those already there stay as they are."""
	for values in _CURRENCIES:
		_make("Currency", enabled=1, **dict(zip(_CURRENCY, values, strict=True)))
	for name, code, date_format, zone in _COUNTRIES:
		_make("Country", country_name=name, code=code, date_format=date_format, time_zones=zone)


def add_people_lists() -> None:
	"""Languages, and what forms ask about people."""
	for code, name in (("en", "English"), ("fr", "Français")):
		_make("Language", language_code=code, language_name=name)
	for salutation in ("Mr", "Ms", "Mx", "Dr"):
		_make("Salutation", salutation=salutation)
	for gender in ("Male", "Female", "Other", "Prefer not to say"):
		_make("Gender", gender=gender)


def _make(doctype: str, **values: Any) -> None:
	document = frappe.get_doc({"doctype": doctype, **values})
	document.insert(ignore_permissions=True, ignore_if_duplicate=True)
