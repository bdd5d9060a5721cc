"""The languages we speak, and which one the present reader reads."""

from collections.abc import Callable
from typing import TypeVar

import frappe

LANGUAGES = ("fr", "en")
Words = TypeVar("Words")


def language() -> str:
	"""Return "fr" or "en" for the signed-in user; English for a language we do not speak."""
	spoken = (frappe.local.lang or "en").split("-")[0]
	return spoken if spoken in LANGUAGES else "en"


def decimal_mark() -> str:
	"""Return what stands before the decimals in the reader's language."""
	return "," if language() == "fr" else "."


def in_each_language(say: Callable[[], Words]) -> dict[str, Words]:
	"""Return what `say` gives in each language we speak, for readers we do not know."""
	spoken = frappe.local.lang
	try:
		return {code: _in(code, say) for code in LANGUAGES}
	finally:
		frappe.local.lang = spoken


def _in(code: str, say: Callable[[], Words]) -> Words:
	frappe.local.lang = code
	return say()
