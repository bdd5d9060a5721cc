"""How many parts a text travels in: 160 (153 each) GSM-7 characters, or 70 (67 each) UCS-2 units. INTEGRATIONS.md §4."""

from __future__ import annotations

GSM = set(
	"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
	"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# Each takes the place of two.
GSM_EXTENSION = set("^{}\\[~]|€\f")


def segments(text: str) -> int:
	"""The number of parts; an empty text is one. A character of two units is never cut in two."""
	if set(text) <= GSM | GSM_EXTENSION:
		sizes, alone, each = [1 + (sign in GSM_EXTENSION) for sign in text], 160, 153
	else:
		sizes, alone, each = [1 + (sign > "\uffff") for sign in text], 70, 67
	if sum(sizes) <= alone:
		return 1
	parts, room = 1, each
	for size in sizes:
		if size > room:
			parts, room = parts + 1, each
		room -= size
	return parts
