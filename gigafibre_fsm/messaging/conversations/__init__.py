"""One thread a customer over SMS, e-mail, portal chat and calls: see README.md.

None of the public functions may share a module's name: importing that module would put it in the function's place.
"""

from importlib import import_module
from typing import Any

_HOME = {
	"assign": "life",
	"close": "life",
	"inbox": "listing",
	"mark_read": "life",
	"mark_unread": "life",
	"note": "writing",
	"of_customer": "reading",
	"people": "listing",
	"reopen": "life",
	"reply": "writing",
	"retry": "writing",
	"snooze": "life",
	"start": "writing",
	"take_in": "intake",
	"thread": "reading",
	"wake": "life",
}
__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
	if name not in _HOME:
		raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
	return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
