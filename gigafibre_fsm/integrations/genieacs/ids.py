"""How GenieACS names devices, and how those names travel in a URL (INTEGRATIONS.md §1, "Ids").

`_id = esc(OUI)-esc(ProductClass)-esc(Serial)`, or `OUI-Serial` when the device tells no product class;
`esc` percent-encodes every byte but `[A-Za-z0-9_]`. In a URL the whole id is quoted once more, so that
`%2D` travels as `%252D`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from .errors import invalid

GPON_VENDOR = "TPLG"
_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_")
_ID = re.compile(r"(?:[A-Za-z0-9_]|%[0-9A-F]{2})+(?:-(?:[A-Za-z0-9_]|%[0-9A-F]{2})+){1,2}")
_TASK_ID = re.compile(r"[0-9a-fA-F]{24}")
_GPON_HEX = re.compile(r"[0-9A-F]{16}")
_GPON_TEXT = re.compile(r"([A-Z]{4})([0-9A-F]{8})")
_GPON_SUFFIX = re.compile(r"[0-9A-F]{8}")


@dataclass(frozen=True, slots=True)
class DeviceIdentity:
	"""The three names a CPE gives itself in its Inform; `product_class` may be empty."""

	oui: str
	product_class: str
	serial: str


def escape(text: str) -> str:
	"""Percent-encode everything but letters, digits and underscore, as GenieACS does inside an `_id`."""
	return "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in text.encode())


def device_id(oui: str, product_class: str, serial: str) -> str:
	"""The `_id` GenieACS gives to the device that tells these names. An OUI and a serial are needed."""
	if not oui or not serial:
		raise invalid("A device id needs an OUI and a serial number.")
	parts = [oui, product_class, serial] if product_class else [oui, serial]
	return "-".join(escape(part) for part in parts)


def parse_device_id(text: str) -> DeviceIdentity:
	"""Take an `_id` apart; the reverse of `device_id`. Raises `invalid` when it is not one."""
	if not _ID.fullmatch(text):
		raise invalid(f"“{text}” is not a GenieACS device id (OUI-ProductClass-Serial).")
	parts = [unquote(part) for part in text.split("-")]
	product_class = parts[1] if len(parts) == 3 else ""
	return DeviceIdentity(parts[0], product_class, parts[-1])


def is_device_id(text: str) -> bool:
	"""Whether the text has the shape of a GenieACS device id."""
	return bool(_ID.fullmatch(text))


def task_id(text: str) -> str:
	"""The same id, once it is known to be 24 hexadecimal digits: anything else crashes the server."""
	if not isinstance(text, str) or not _TASK_ID.fullmatch(text):
		raise invalid(f"“{text}” is not a task id: 24 hexadecimal digits are expected.")
	return text


def gpon_serial_hex(serial: str) -> str | None:
	"""The 16 hexadecimal digits under which a modem reports this GPON serial, or None when it is no GPON serial.

	`TPLGB4FB2AC8`, its last eight digits alone (the vendor is then taken to be TP-Link) and the hex form
	itself are all understood.
	"""
	text = re.sub(r"[\s:-]", "", serial).upper()
	if _GPON_HEX.fullmatch(text):
		return text
	if named := _GPON_TEXT.fullmatch(text):
		return named[1].encode().hex().upper() + named[2]
	if _GPON_SUFFIX.fullmatch(text):
		return GPON_VENDOR.encode().hex().upper() + text
	return None


def url_segment(name: str) -> str:
	"""One path segment of an NBI address, with the dot and tilde quoted too: its routes know neither."""
	if not isinstance(name, str) or not name.strip("."):
		raise invalid(f"“{name}” cannot be a name in the ACS.")
	return quote(name, safe="").replace(".", "%2E").replace("~", "%7E")
