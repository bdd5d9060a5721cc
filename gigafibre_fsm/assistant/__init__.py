"""The language model at our service: asked a question, it answers in the shape it was told. The public functions need
a site and are loaded when first asked for."""

from importlib import import_module
from typing import Any

_HOME = {"AssistantOff": "model", "NoAnswer": "model", "ask": "model", "test_connection": "model"}
__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
	if name not in _HOME:
		raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
	return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
