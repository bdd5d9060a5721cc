"""One thread a customer over SMS, e-mail, portal chat and calls: see README.md.

None of the public functions may share a module's name: importing that module would put it in the function's place.
"""

from importlib import import_module
from typing import Any

_HOME = {
	"LoggedCall": "calls",
	"Sending": "automatic",
	"adopt_email": "mail",
	"assign": "life",
	"attachment": "files",
	"call_ended": "calls",
	"call_failed": "calls",
	"close": "life",
	"email_changed": "mail",
	"follow_rename": "merging",
	"inbox": "listing",
	"is_of": "senders",
	"keep_sent": "automatic",
	"log_call": "calls",
	"make_ticket": "tickets",
	"mark_read": "life",
	"mark_unread": "life",
	"name_of_key": "keys",
	"note": "writing",
	"of_customer": "reading",
	"people": "listing",
	"portal_me": "portal",
	"portal_messages": "portal",
	"portal_send": "portal",
	"portal_words": "portal",
	"reopen": "life",
	"reply": "writing",
	"retry": "retrying",
	"set_customer": "merging",
	"sms_changed": "delivery",
	"snooze": "life",
	"start": "writing",
	"take_in": "intake",
	"thread": "reading",
	"touch": "threads",
	"wake": "life",
}
__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
	if name not in _HOME:
		raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
	return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
