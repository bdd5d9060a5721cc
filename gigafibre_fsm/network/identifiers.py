"""How serial numbers and MAC addresses are written, so that two spellings of one device are one device."""

import re

SEPARATORS = re.compile(r"[\s:.\-_/]+")
MAC = re.compile(r"[0-9A-F]{12}")


def normalise_serial(text: str | None) -> str | None:
	"""Return the serial in capitals without spaces, or None when it holds no letter or digit: " tplg-b4fb " → "TPLG-B4FB"."""
	return re.sub(r"\s+", "", text or "").upper() if serial_key(text) else None


def serial_key(text: str | None) -> str | None:
	"""Return the serial's letters and digits only: what two spellings of one serial share."""
	return SEPARATORS.sub("", text or "").upper() or None


def normalise_mac(text: str | None) -> str | None:
	"""Return a MAC as "1C:61:B4:00:00:01" whatever its separators, or None when empty.

	Raises ValueError when the text is not twelve hexadecimal digits.
	"""
	digits = SEPARATORS.sub("", text or "").upper()
	if not digits:
		return None
	if not MAC.fullmatch(digits):
		raise ValueError(f"{text!r} is not a MAC address")
	return ":".join(digits[i : i + 2] for i in range(0, 12, 2))
