"""The model of this site: FSM Settings turned into a Gemini client."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import frappe
from frappe import _

from gigafibre_fsm.integrations.gemini import Config, Gemini, GeminiError


class AssistantOff(Exception):
	"""The assistant is switched off in FSM Settings; `str(error)` says so."""


class NoAnswer(Exception):
	"""The model did not answer; `str(error)` says why. `may_pass` tells whether asking again later can help."""

	def __init__(self, message: str, *, may_pass: bool) -> None:
		super().__init__(message)
		self.may_pass = may_pass


def ask(prompt: str, schema: Mapping[str, Any], instructions: str = "") -> Any:
	"""Return the model's answer, JSON of this JSON Schema (some 1 to 20 s). Raises AssistantOff and NoAnswer."""
	try:
		return _gemini().answer(prompt, schema, instructions).content
	except GeminiError as error:
		raise NoAnswer(_("Gemini: {0}").format(error), may_pass=error.may_pass) from error


def test_connection() -> dict:
	"""Return `{ok, message}`: whether the model answers, in Google's words when it does not."""
	try:
		return {"ok": True, "message": _("It answers: {0}").format(_gemini().check())}
	except (AssistantOff, GeminiError) as error:
		return {"ok": False, "message": str(error)}


def _gemini() -> Gemini:
	settings = frappe.get_cached_doc("FSM Settings")
	if not settings.gemini_enabled:
		raise AssistantOff(_("The assistant is switched off in FSM Settings"))
	key = settings.get_password("gemini_api_key")
	return _client(Config(key, settings.gemini_model, settings.gemini_api_url))


@lru_cache(maxsize=4)
def _client(config: Config) -> Gemini:
	return Gemini(config)
