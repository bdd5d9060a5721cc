"""Text as it is compared: without accents, case or separators."""

import re
import unicodedata

NOT_WORD = re.compile(r"[^a-z0-9]+")
APOSTROPHE = re.compile("['’ʼ]")


def plain(text: str | None) -> str:
	"""Return the words in lower case without accents or punctuation: "Érables, 12-A" → "erables 12 a"."""
	return NOT_WORD.sub(" ", _fold(text)).strip()


def spellings(text: str | None) -> tuple[str, ...]:
	"""Return the words as people may type them: "O'Brien" is looked for as "o brien" and as "obrien"."""
	split, joined = plain(text), plain(APOSTROPHE.sub("", text or ""))
	return (split,) if split == joined else (split, joined)


def compact(text: str | None) -> str:
	"""Return letters and digits only: "1C:61:B4" → "1c61b4", "(514) 555-0142" → "5145550142"."""
	return NOT_WORD.sub("", _fold(text))


def _fold(text: str | None) -> str:
	decomposed = unicodedata.normalize("NFKD", (text or "").casefold().replace("œ", "oe").replace("æ", "ae"))
	return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
