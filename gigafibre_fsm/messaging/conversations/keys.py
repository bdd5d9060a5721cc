"""The same message twice is one: its name is made of the key it came with."""

import hashlib

import frappe


def name_of_key(*parts: str) -> str:
	"""Return the name of the record this key makes, whoever asks again."""
	return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:20]


def said_already(doctype: str, name: str) -> bool:
	"""Return whether the record exists, also one committed since our transaction began.

	The conversation is locked meanwhile: of two who bring the same message the second sees the first's. Left to
	the database, Frappe would give a record whose name is taken another name.
	"""
	return bool(frappe.db.get_value(doctype, {"name": name}, "name", for_update=True))
