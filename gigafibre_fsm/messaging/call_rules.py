"""Which numbers may be called from our account, whoever asks: what a stolen session must not be able to run up. Pure."""

from typing import Literal

import phonenumbers

from gigafibre_fsm.messaging.phone_numbers import to_e164

Refusal = Literal["not a number", "premium", "abroad"]
# Where our customers are; +1 is also the Caribbean, which costs as abroad does.
AT_HOME = ("CA", "US")
COSTLY = (phonenumbers.PhoneNumberType.PREMIUM_RATE, phonenumbers.PhoneNumberType.SHARED_COST)


def refusal(text: str | None, is_a_customers: bool = False) -> Refusal | None:
	"""Return why this number may not be called, or None when it may; a customer's own may be anywhere."""
	try:
		number = phonenumbers.parse(to_e164(text) or "")
	except (ValueError, phonenumbers.NumberParseException):
		return "not a number"
	if phonenumbers.number_type(number) in COSTLY:
		return "premium"
	if is_a_customers:
		return None
	region = phonenumbers.region_code_for_number(number)
	if region in AT_HOME:
		return None
	return "abroad" if region else "not a number"
