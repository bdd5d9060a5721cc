"""The tab Flows: where flows may send requests."""

from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.integrations.http import origin_of
from gigafibre_fsm.validation import reject


def validate(settings: Document) -> None:
	"""Refuse an address that names no host, the same host twice, and a secret that no header carries."""
	seen: set[str] = set()
	for host in settings.flow_hosts:
		origin = _origin(host)
		if origin in seen:
			reject(host, "address", _("is listed twice"))
		if host.secret and not host.header:
			reject(host, "header", _("is needed: it carries the secret"))
		seen.add(origin)


def _origin(host: Document) -> str:
	try:
		return origin_of(host.address)
	except ValueError:
		reject(host, "address", _("is not an address such as {0}").format("https://api.example"))
