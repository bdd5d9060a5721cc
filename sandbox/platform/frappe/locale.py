"""The formats of System Settings for numbers, dates and times."""

import frappe
from frappe.utils.number_format import NumberFormat


def get_number_format(language: str | None = None) -> NumberFormat:
	"""How numbers are written here; "#,###.##" when nothing is set."""
	return NumberFormat.from_string(get_locale_value("number_format", language) or "#,###.##")


def get_date_format(language: str | None = None) -> str:
	"""How dates are written here; "yyyy-mm-dd" when nothing is set."""
	return get_locale_value("date_format", language) or "yyyy-mm-dd"


def get_time_format(language: str | None = None) -> str:
	"""How times are written here; "HH:mm:ss" when nothing is set."""
	return get_locale_value("time_format", language) or "HH:mm:ss"


def get_locale_value(key: str, language: str | None = None) -> str | None:
	"""The default of that name. Frappe's Language records carry no format unless somebody sets one."""
	return frappe.db.get_default(key)
