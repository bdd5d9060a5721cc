"""Messages: templates and their preview, blasts, consent, and the link that ends our e-mails."""

from gigafibre_fsm import messaging
from gigafibre_fsm.api.access import endpoint
from gigafibre_fsm.permissions import OPS


@endpoint(roles=OPS)
def templates(channel: str = "", canned: int = 0) -> list[dict]:
	"""Return the templates in use for a channel: `[{name, title, channel, applies_to}]`; `canned`: only replies."""
	return messaging.list_templates(channel, bool(canned))


@endpoint(roles=OPS)
def preview(template: str, doctype: str, name: str, language: str = "") -> dict:
	"""Return a template filled with a record the user may read: `{subject, text, encoding, segments, error}`."""
	return messaging.preview(template, doctype, name, language or None)


@endpoint(roles=OPS, methods=("POST",))
def consent(address: str, channel: str, status: str, source: str, customer: str = "") -> str:
	"""Keep that somebody gave (Express, Implied) or took back (Withdrawn) their consent; returns the row's name."""
	return messaging.record_consent(address, channel, status, source, customer or None)
