"""One HTTP request from an outside system, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

import frappe

from gigafibre_fsm.public_address import public_address


@dataclass(frozen=True, slots=True)
class Delivery:
	"""`body` is raw; `headers` are found in any case; `address` is the one the sender was given, with its query."""

	body: bytes
	content_type: str
	headers: Mapping[str, str]
	address: str
	received_at: datetime

	@property
	def query(self) -> dict[str, str]:
		"""The parameters in the address."""
		return dict(parse_qsl(urlsplit(self.address).query, keep_blank_values=True))


def arrived() -> Delivery:
	"""The delivery of the present request."""
	request = frappe.request
	return Delivery(
		body=request.get_data(),
		content_type=request.mimetype,
		headers=request.headers,
		address=public_address() + _raw_path(request.environ),
		received_at=datetime.now(UTC),
	)


def _raw_path(environ: Mapping[str, str]) -> str:
	"""Path and query as they came over the wire: the parsed ones cannot be put together the same way again."""
	target = environ.get("RAW_URI") or environ.get("REQUEST_URI") or ""
	if target.startswith("/"):
		return target
	query = environ.get("QUERY_STRING", "")
	return environ.get("PATH_INFO", "") + (f"?{query}" if query else "")
