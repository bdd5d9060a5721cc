"""The version of its template that a run keeps to its end."""

import json
from functools import lru_cache

import frappe
from frappe import _

from gigafibre_fsm.flows.checks.problem_words import Words
from gigafibre_fsm.flows.definition import Definition, DefinitionError, parse


class Unreadable(Exception):
	"""A run whose version cannot be carried out; `str(error)` says why."""


def definition_of(version: str) -> Definition:
	"""Return what a version draws. Raises Unreadable."""
	text = frappe.db.get_value("Flow Template Version", version, "definition")
	if not text:
		raise Unreadable(_("The version {0} of its template no longer exists").format(version))
	try:
		return _parsed(text)
	except DefinitionError as error:
		words = _("The version {0} of its template cannot be carried out: {1}")
		raise Unreadable(words.format(version, Words([], {}).sentence(error.problem))) from error
	except (ValueError, KeyError, TypeError, AttributeError) as error:
		raise Unreadable(
			_("The version {0} of its template cannot be read: {1}").format(version, error)
		) from error


@lru_cache(maxsize=64)
def _parsed(text: str) -> Definition:
	"""Versions are never changed, and many runs share one."""
	return parse(json.loads(text))
