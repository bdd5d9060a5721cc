"""How many parts a text travels in: 160 (153 each) GSM-7 characters, or 70 (67 each) UCS-2 units. INTEGRATIONS.md §4."""

from __future__ import annotations

import math

GSM = set(
	"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
	"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# Each takes the place of two.
GSM_EXTENSION = set("^{}\\[~]|€\f")


def segments(text: str) -> int:
	"""The number of parts; an empty text is one."""
	if set(text) <= GSM | GSM_EXTENSION:
		units, alone, each = len(text) + sum(sign in GSM_EXTENSION for sign in text), 160, 153
	else:
		units, alone, each = len(text.encode("utf-16-be")) // 2, 70, 67
	return 1 if units <= alone else math.ceil(units / each)
