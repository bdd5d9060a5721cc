"""What we say to people and what they say to us: numbers, messages, consent, templates, calls. See README.md.

`segments`, `opt_out`, `states`, `pacing` and `phone_numbers` are plain Python; the public functions below need a site
and are loaded when first asked for. None of them may share a module's name: importing that module would put it in the
function's place.
"""

from importlib import import_module
from typing import Any

from gigafibre_fsm.messaging.phone_numbers import as_said, to_e164

_HOME = {
	"blast": "blasts",
	"browser_call": "voice",
	"browser_token": "voice",
	"call_customer": "voice",
	"company_name": "people",
	"delete_old": "retention",
	"email_addresses": "people",
	"email_states": "emails",
	"estimate": "blasts",
	"fill": "templates",
	"html_of": "emails",
	"language_of": "people",
	"language_of_user": "people",
	"list_templates": "template_list",
	"match_customers": "people",
	"mobile_numbers": "people",
	"preview": "template_list",
	"receive_call": "call_log",
	"receive_sms": "inbound",
	"receive_status": "reports",
	"record_consent": "consent",
	"render": "templates",
	"retry_email": "emails",
	"send_email": "emails",
	"send_sms": "outbox",
	"signature": "emails",
	"smtp_words": "emails",
	"suppressed": "consent",
	"sweep": "recovery",
	"test_connection": "provider",
	"unsubscribe": "unsubscribing",
	"why_refused": "attachments",
}
__all__ = ["as_said", "to_e164", *sorted(_HOME)]


def __getattr__(name: str) -> Any:
	if name not in _HOME:
		raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
	return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
