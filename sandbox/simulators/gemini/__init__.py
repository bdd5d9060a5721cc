"""A Gemini to try things on: answers of the shape it is asked for, without a thought (INTEGRATIONS.md §6).

In a test: `with GeminiSimulator() as gemini: …`. By itself: `python -m sandbox.simulators.gemini`.
"""

from .server import KEY, GeminiSimulator

__all__ = ["KEY", "GeminiSimulator"]
