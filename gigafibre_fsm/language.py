"""The languages we speak, and which one the present reader reads."""

import frappe

LANGUAGES = ("fr", "en")


def language() -> str:
	"""Return "fr" or "en" for the signed-in user; English for a language we do not speak."""
	spoken = (frappe.local.lang or "en").split("-")[0]
	return spoken if spoken in LANGUAGES else "en"


def decimal_mark() -> str:
	"""Return what stands before the decimals in the reader's language."""
	return "," if language() == "fr" else "."
