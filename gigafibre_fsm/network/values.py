"""From what a device reports to figures with a unit: every function answers None rather than raise or guess."""

import ipaddress
import math
import re
from collections.abc import Callable
from datetime import UTC, datetime

from gigafibre_fsm.network.identifiers import normalise_mac

Formula = Callable[[float], float | None]

TRUE_WORDS = frozenset({"true", "1", "enable", "enabled", "up", "yes"})
FALSE_WORDS = frozenset({"false", "0", "disable", "disabled", "down", "no"})
UNITED_NUMBER = re.compile(r"([-+−]?\d{1,15}(?:\.\d{1,15})?)\s*(?:%|°?[A-Za-z]{1,3})?")
PRIVATE_NETWORKS = [
	ipaddress.ip_network(block) for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
]
LARGEST_WHOLE = 2**53  # beyond it JavaScript no longer tells two integers apart


def text(value: object) -> str | None:
	"""A scalar as stripped text; None when empty or not a scalar."""
	if isinstance(value, bool):
		return "true" if value else "false"
	if isinstance(value, int | float):
		return str(value) if number(value) is not None else None
	return printable(value).strip() or None if isinstance(value, str) else None


def printable(written: str) -> str:
	"""Text that any JSON writer takes: half a surrogate pair becomes a question mark."""
	return written if written.isascii() else written.encode("utf-8", "replace").decode()


def number(value: object) -> float | None:
	"""A finite number, with or without a unit after it ("-23 dBm", "57%")."""
	if isinstance(value, str):
		match = UNITED_NUMBER.fullmatch(value.strip())
		return float(match.group(1).replace("−", "-")) if match else None
	if isinstance(value, bool) or not isinstance(value, int | float):
		return None
	return float(value) if abs(value) <= LARGEST_WHOLE else None  # also false for NaN


def whole(value: object) -> int | None:
	"""A number without its fraction."""
	figure = number(value)
	return None if figure is None else int(figure)


def flag(value: object) -> bool | None:
	"""True or false in any of the spellings devices use."""
	word = (text(value) or "").lower()
	if word in TRUE_WORDS:
		return True
	return False if word in FALSE_WORDS else None


def mac(value: object) -> str | None:
	"""A MAC as "1C:61:B4:00:00:01"; None when it is none, all zeros or all ones."""
	try:
		address = normalise_mac(text(value))
	except ValueError:
		return None
	return None if address in ("00:00:00:00:00:00", "FF:FF:FF:FF:FF:FF") else address


def address(value: object) -> str | None:
	"""An IP address that can be somebody's: not empty, not 0.0.0.0, not ::."""
	try:
		parsed = ipaddress.ip_address(text(value) or "")
	except ValueError:
		return None
	return None if parsed.is_unspecified else str(parsed)


def addresses(value: object) -> list[str]:
	"""The usable addresses of a comma-separated list ("192.0.2.1,0.0.0.0" → ["192.0.2.1"])."""
	found = [address(part) for part in (text(value) or "").split(",")]
	return [one for one in found if one]


def is_private(ip: str) -> bool:
	"""One of the home's own IPv4 ranges (RFC 1918)."""
	parsed = ipaddress.ip_address(ip)
	return any(parsed in network for network in PRIVATE_NETWORKS)


def moment(value: object) -> datetime | None:
	"""An instant, written as ISO 8601 or already a datetime, in UTC; without a zone it is taken for UTC."""
	try:
		instant = datetime.fromisoformat(value.strip()) if isinstance(value, str) else value
		if not isinstance(instant, datetime):
			return None
		return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(UTC)
	except (ValueError, OverflowError):
		return None


def iso(instant: datetime | None) -> str | None:
	"""An instant in UTC as GenieACS and browsers write it: "2026-11-20T13:59:30.000Z"."""
	return None if instant is None else instant.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def band(value: object) -> str | None:
	"""A frequency band as "2.4GHz", "5GHz" or "6GHz" from any of its spellings."""
	match = re.match(r"(2\.4|2|5|6)\s*_?\.?G", (text(value) or ""), re.IGNORECASE)
	return {"2.4": "2.4GHz", "2": "2.4GHz", "5": "5GHz", "6": "6GHz"}[match.group(1)] if match else None


def band_of_channel(channel: int | None) -> str | None:
	"""The band a channel number belongs to (6 GHz numbers overlap with 2.4 and 5: that one must be named)."""
	if channel is None or not 1 <= channel <= 177:
		return None
	return "2.4GHz" if channel <= 14 else "5GHz"


def gpon_serial(value: object) -> str | None:
	"""A GPON serial as "TPLGB4FB2AC8": four letters and eight hexadecimal digits, also from its 16-digit hex form."""
	written = (text(value) or "").upper().replace("-", "")
	if re.fullmatch(r"[0-9A-F]{16}", written):
		written = bytes.fromhex(written[:8]).decode("latin-1") + written[8:]
	return written if re.fullmatch(r"[A-Z]{4}[0-9A-F]{8}", written) else None


def rcpi_dbm(raw: float | None) -> int | None:
	"""Received channel power indicator (IEEE 802.11, 1…219) in dBm: raw/2 − 110; 0 and 255 mean "not measured"."""
	return None if raw is None or not 1 <= raw <= 219 else round(raw / 2 - 110)


def signal_dbm(raw: float | None) -> int | None:
	"""A received Wi-Fi power given in dBm; 0 and anything positive mean "not measured"."""
	return None if raw is None or not -120 <= raw < 0 else round(raw)


def tenths_of_microwatts(raw: float) -> float | None:
	"""Optical power in 0.1 µW to dBm: 10·log10(raw/10000) (INTEGRATIONS §2)."""
	return 10 * math.log10(raw / 10_000) if raw > 0 else None


def not_zero(divisor: float) -> Formula:
	"""A plain quantity in units of 1/divisor where 0 stands for "not measured"."""
	return lambda raw: raw / divisor if raw else None


# How a raw optical figure becomes dBm, °C, V or mA. Profiles name these.
FORMULAS: dict[str, Formula] = {
	"gpon_raw": tenths_of_microwatts,
	"dbm": not_zero(1),
	"dbm_if_negative": lambda raw: raw if raw < 0 else None,
	"dbm_tenths": not_zero(10),
	"dbm_thousandths": lambda raw: (
		raw / 1000 if abs(raw) > 450 else None
	),  # a smaller figure may be tenths of a dBm
	"celsius": not_zero(1),
	"celsius_256": not_zero(256),
	"volt": not_zero(1),
	"volt_thousandths": not_zero(1000),
	"volt_ten_thousandths": not_zero(10_000),
	"milliampere": not_zero(1),
	"milliampere_thousandths": not_zero(1000),
	"milliampere_500": not_zero(500),
}
