"""Who is there: tokens, links and codes for people without a password, and the staff's way in."""

import frappe
from frappe import _


def require(token: str | None, purpose: str) -> None:
	"""Refuse a token that was not made for this purpose, is over or revoked. Raises PermissionError."""
	frappe.throw(_("This link is not valid"), frappe.PermissionError)
