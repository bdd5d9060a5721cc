"""Google's Gemini: a prompt in, an answer of a given shape out. Contract: INTEGRATIONS.md §6.

`Gemini(Config("key")).answer("…", schema)`. Google's own library speaks; it is loaded when the first client is made.
"""

from .client import API_URL, Answer, Config, Gemini, GeminiError

__all__ = ["API_URL", "Answer", "Config", "Gemini", "GeminiError"]
