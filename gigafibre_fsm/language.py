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


def speak_in_job(method: str, kwargs: dict, transaction_type: str) -> None:
	"""Have our jobs speak the language of who asked for them, else the site's: Frappe leaves it at English.

	Hook before_job. What a job writes down (why an SMS failed, a missed call) is read later as it is.
	"""
	if (kwargs.get("job_type") or method).startswith("gigafibre_fsm."):
		own = frappe.db.get_value("User", frappe.session.user, "language")
		frappe.local.lang = own or frappe.get_system_settings("language") or "en"


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
