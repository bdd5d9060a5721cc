"""People and how they are reached: names, e-mail addresses, phone numbers."""

import re
from email.utils import formataddr, getaddresses, parseaddr
from typing import Any

import frappe
from frappe.utils._text import cstr, escape_html, strip

_PHONE = re.compile(r"([0-9\ \+\_\-\,\.\*\#\(\)]){1,20}$")
_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+{_LABEL}", re.IGNORECASE)
_BETWEEN_EMAILS = re.compile(r'[,\n](?=(?:[^"]|"[^"]*")*$)')


def get_fullname(user: str | None = None) -> str:
	"""First and last name of a user (of the present one by default), the user id when there is none."""
	user = user or frappe.session.user
	names = frappe.db.get_value("User", user, ["first_name", "last_name"])
	return " ".join(filter(None, names or ())) or user


def get_email_address(user: str | None = None) -> str | None:
	"""The e-mail address of a user."""
	return frappe.db.get_value("User", user or frappe.session.user, "email")


def get_formatted_email(user: str, mail: str | None = None) -> str:
	"""`Name <address>`, empty when there is no address."""
	mail = mail or get_email_address(user) or validate_email_address(user)
	return formataddr((get_fullname(user), mail), charset="utf-8") if mail else ""


def parse_addr(email_string: str) -> tuple[str, str]:
	"""(name, address) of `Name <address>`."""
	name, address = parseaddr(email_string)
	return name, address


def split_emails(txt: str | None) -> list[str]:
	"""Addresses separated by commas or line ends (commas inside quotes do not count)."""
	line = re.sub(r"[\t\n\r]", " ", cstr(txt))
	return [address for part in _BETWEEN_EMAILS.split(line) if (address := strip(cstr(part)))]


def validate_email_address(email_str: str | None, throw: bool = False) -> str:
	"""The addresses that can be right, joined by ", ". Throws InvalidEmailAddressError on one that cannot."""
	text = (email_str or "").strip().replace("\n", ",").replace("\r", ",")
	valid = []
	for name, address in getaddresses([text]):
		if "undisclosed-recipient" in address:
			continue
		if address and _EMAIL.match(address):
			valid.append(address)
		elif throw:
			_refuse("{0} is not a valid Email Address", address or name or text, "InvalidEmailAddressError")
	return ", ".join(valid)


def validate_phone_number(phone_number: Any, throw: bool = False) -> bool:
	"""Whether it is one to twenty of the signs numbers are written with."""
	if not phone_number:
		return False
	phone_number = str(phone_number).strip()
	valid = bool(_PHONE.match(phone_number))
	if not valid and throw:
		_refuse("{0} is not a valid Phone Number", phone_number, "InvalidPhoneNumberError")
	return valid


def validate_phone_number_with_country_code(phone_number: str, fieldname: str) -> None:
	"""Throws InvalidPhoneNumberError unless the number exists and starts with its country code."""
	import phonenumbers

	if not phone_number:
		return
	message, title = "Phone Number {0} set in field {1} is not valid.", "Invalid Phone Number"
	try:
		if phonenumbers.is_valid_number(phonenumbers.parse(phone_number)):
			return
	except phonenumbers.NumberParseException as error:
		if error.error_type == phonenumbers.NumberParseException.INVALID_COUNTRY_CODE:
			message, title = "Please select a country code for field {1}.", "Country Code Required"
	text = frappe._(message).format(frappe.bold(phone_number), frappe.bold(fieldname))
	frappe.throw(text, title=frappe._(title), exc=frappe.InvalidPhoneNumberError)


def _refuse(message: str, value: str, exception: str) -> None:
	frappe.throw(frappe._(message).format(escape_html(value)), getattr(frappe, exception))
