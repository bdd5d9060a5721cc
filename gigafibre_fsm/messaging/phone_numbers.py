"""Phone numbers are stored in E.164 ("+15145550142") and read in whatever form people write them."""

import phonenumbers


def to_e164(text: str | None, region: str = "CA") -> str | None:
	"""Return the number in E.164, or None when empty. Raises ValueError when it is not a possible number."""
	if not text or not text.strip():
		return None
	try:
		number = phonenumbers.parse(text, region)
	except phonenumbers.NumberParseException as error:
		raise ValueError(f"{text!r} is not a phone number") from error
	if not phonenumbers.is_possible_number(number):
		raise ValueError(f"{text!r} is not a phone number")
	return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def as_said(number: str | None) -> str:
	"""Return a number the way people read it aloud: "(450) 555-0100"; as it is when it is none."""
	try:
		parsed = phonenumbers.parse(number or "", "CA")
	except phonenumbers.NumberParseException:
		return number or ""
	return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
