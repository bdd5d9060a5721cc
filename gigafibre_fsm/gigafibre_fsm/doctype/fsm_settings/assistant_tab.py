"""The tab Assistant: which model answers, and with whose key."""

from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.integrations.gemini import API_URL
from gigafibre_fsm.validation import normalise_address, reject


def validate(settings: Document) -> None:
	"""Refuse an assistant that is on without a key or a model, or whose address no client could use."""
	settings.gemini_api_url = settings.gemini_api_url or API_URL
	normalise_address(settings, "gemini_api_url", API_URL)
	for fieldname in ("gemini_api_key", "gemini_model"):
		if settings.gemini_enabled and not settings.get(fieldname):
			reject(settings, fieldname, _("is needed while the assistant is enabled"))
