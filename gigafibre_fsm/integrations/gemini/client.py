"""The client: one question, one answer, within a time; Google's errors as our one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

API_URL = "https://generativelanguage.googleapis.com"
TRIES = 3
# What Google says when it will not finish an answer: too long, or against its rules.
ENDED = "STOP"
FOR_NOW = frozenset({408, 429, 500, 502, 503, 504})


class GeminiError(Exception):
	"""No answer, in Google's words where it said any. `may_pass` tells whether trying again later can help."""

	def __init__(self, message: str, *, may_pass: bool) -> None:
		super().__init__(message)
		self.may_pass = may_pass


@dataclass(frozen=True, slots=True)
class Config:
	"""Whose key, which model, where, and how long an answer may take (s)."""

	api_key: str = field(repr=False)
	model: str = "gemini-3.5-flash-lite"
	api_url: str = API_URL
	timeout: float = 20.0


@dataclass(frozen=True, slots=True)
class Answer:
	"""The parsed JSON of an answer, and how many tokens were read and written for it."""

	content: Any
	tokens_in: int
	tokens_out: int


class Gemini:
	"""One project of Google's. Every call may raise GeminiError."""

	def __init__(self, config: Config) -> None:
		# Two seconds of imports, for those who ask something.
		from google import genai
		from google.genai import types

		self._config = config
		self._types = types
		options = types.HttpOptions(
			base_url=config.api_url,
			timeout=int(config.timeout * 1000),
			retry_options=types.HttpRetryOptions(attempts=TRIES),
		)
		self._client = genai.Client(api_key=config.api_key, http_options=options)

	def answer(self, prompt: str, schema: Mapping[str, Any], instructions: str = "") -> Answer:
		"""Return what the model answers, as JSON of this schema (JSON Schema)."""
		wanted = self._types.GenerateContentConfig(
			system_instruction=instructions or None,
			response_mime_type="application/json",
			response_json_schema=dict(schema),
		)
		with _failures():
			reply = self._client.models.generate_content(
				model=self._config.model, contents=prompt, config=wanted
			)
		return Answer(_parsed(reply), *_tokens(reply.usage_metadata))

	def check(self) -> str:
		"""Return the name of the model as Google shows it: proof that key, model and address are right."""
		with _failures():
			model = self._client.models.get(model=self._config.model)
		return str(model.display_name or model.name)


@contextmanager
def _failures() -> Iterator[None]:
	import httpx
	from google.genai import errors

	try:
		yield
	except errors.APIError as error:
		raise GeminiError(
			f"{error.code} {error.message or error.status}", may_pass=error.code in FOR_NOW
		) from error
	except httpx.TimeoutException as error:
		raise GeminiError("no answer in time", may_pass=True) from error
	except httpx.HTTPError as error:
		raise GeminiError("no connection could be made, or it broke", may_pass=True) from error


def _parsed(reply: Any) -> Any:
	candidates = reply.candidates or []
	if not candidates:
		raise GeminiError("it gave no answer", may_pass=False)
	reason = getattr(candidates[0].finish_reason, "value", candidates[0].finish_reason)
	if reason not in (None, ENDED):
		raise GeminiError(f"it did not finish its answer: {reason}", may_pass=False)
	try:
		return json.loads(reply.text or "")
	except ValueError as error:
		raise GeminiError("its answer is not JSON", may_pass=True) from error


def _tokens(usage: Any) -> tuple[int, int]:
	return (usage.prompt_token_count or 0, usage.candidates_token_count or 0) if usage else (0, 0)
