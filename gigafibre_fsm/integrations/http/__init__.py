"""One HTTP request to a system that we have no client of its own for: bounded in time and size, never redirected."""

from .client import Answer, HTTPError, call, origin_of

__all__ = ["Answer", "HTTPError", "call", "origin_of"]
