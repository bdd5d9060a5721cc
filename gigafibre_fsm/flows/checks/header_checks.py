"""The headers of a request that a flow draws: no secrets, which whoever reads the flow would read, and none that is the
connection's own.

Codes: secret_header {name}; own_header {name}. A secret a variable brings is not drawn.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from gigafibre_fsm.flows.drawing import Definition, Problem

SECRET = ("authorization", "proxy-authorization", "cookie", "x-api-key", "api-key", "x-auth-token")
OWN = ("host", "content-length", "transfer-encoding")
_KIND = "http_call"


def header_problems(definition: Definition) -> Iterator[Problem]:
	for step in definition.steps:
		if step.kind == _KIND:
			yield from _problems(step.id, "params.headers", step.params)
		if step.compensate and step.compensate.kind == _KIND:
			yield from _problems(step.id, "compensate.params.headers", step.compensate.params)


def is_own(name: str) -> bool:
	"""Return whether a header is for the connection to write."""
	return name.strip().lower() in OWN


def _problems(step: str, path: str, params: Mapping[str, Any]) -> Iterator[Problem]:
	headers = params.get("headers")
	for name, value in headers.items() if isinstance(headers, Mapping) else ():
		if is_own(str(name)):
			yield Problem(step, path, "own_header", {"name": name})
		elif str(name).strip().lower() in SECRET and "{{" not in str(value):
			yield Problem(step, path, "secret_header", {"name": name})
