"""How many SMS segments a text takes. Pure; `frontend` counts the same way: segment_vectors.json binds both.

GSM-7 holds 160 septets, 153 a part once there are several; a character of its extension table takes two, never split
over two parts. Anything else makes the whole text UCS-2: 70 code units, 67 a part, a surrogate pair never split
(3GPP TS 23.038 §6.2.1, TS 23.040 §9.2.3.24).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Encoding = Literal["GSM-7", "UCS-2"]

BASIC = frozenset(
	"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
	"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")
# Encoding → units of a message alone, units of each part of several.
SIZES: dict[Encoding, tuple[int, int]] = {"GSM-7": (160, 153), "UCS-2": (70, 67)}


@dataclass(frozen=True, slots=True)
class Segments:
	"""What a text takes: `units` are septets or UCS-2 code units, `left` those still free in the last segment."""

	encoding: Encoding
	segments: int
	units: int
	left: int


def count(text: str) -> Segments:
	"""Count the segments of a text as carriers bill it; an empty one takes none."""
	encoding = encoding_of(text)
	alone, part = SIZES[encoding]
	widths = [_width(character, encoding) for character in text]
	units = sum(widths)
	if units <= alone:
		return Segments(encoding, min(1, units), units, alone - units)
	parts, used = _fill(widths, part)
	return Segments(encoding, parts, units, part - used)


def encoding_of(text: str) -> Encoding:
	"""Return "GSM-7" when every character has a place in its tables, else "UCS-2"."""
	return "GSM-7" if all(character in BASIC or character in EXTENSION for character in text) else "UCS-2"


def _width(character: str, encoding: Encoding) -> int:
	if encoding == "GSM-7":
		return 2 if character in EXTENSION else 1
	return 2 if ord(character) > 0xFFFF else 1


def _fill(widths: Iterable[int], part: int) -> tuple[int, int]:
	"""Return how many parts these characters fill, and the units used of the last one."""
	parts, used = 1, 0
	for width in widths:
		if used + width > part:
			parts, used = parts + 1, 0
		used += width
	return parts, used
