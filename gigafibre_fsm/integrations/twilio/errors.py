"""The one error of the Twilio client, and what Twilio's codes mean to the people who read them."""

from __future__ import annotations

from gigafibre_fsm.words import N_


class TwilioError(Exception):
	"""What went wrong between us and Twilio; `str(error)` is Twilio's own words where it said any.

	- `code`: Twilio's number for it, None when it gave none
	- `status`: the HTTP status, None when there was no answer
	- `retryable`: the same request may succeed later
	- `maybe_done`: the request left and nobody told what became of it; look with `Twilio.find` before asking again
	"""

	def __init__(
		self,
		message: str,
		code: int | None = None,
		status: int | None = None,
		*,
		retryable: bool = False,
		maybe_done: bool = False,
	) -> None:
		super().__init__(message)
		self.code = code
		self.status = status
		self.retryable = retryable
		self.maybe_done = maybe_done


def reason(code: int | None) -> str | None:
	"""An English sentence for a code (to be translated where it is shown), None for one we have no words for."""
	return REASONS.get(code) if code else None


def is_hopeless(code: int | None) -> bool:
	"""Return whether the same message to the same number would fail again, however often it is sent."""
	return code in HOPELESS


# The recipient withdrew: nothing may be sent until they write START.
OPTED_OUT = 21610
# What is wrong with the number itself: no number, our own, no mobile, a landline.
HOPELESS = frozenset({OPTED_OUT, 21211, 21266, 21614, 21635})

# After https://www.twilio.com/docs/api/errors (November 2026), said for someone who looks at one message.
REASONS: dict[int, str] = {
	20003: N_("Twilio refused our credentials: check the account SID and the auth token in FSM Settings"),
	20005: N_("the Twilio account is suspended or closed"),
	20404: N_("Twilio does not know what was asked for"),
	20429: N_("too many requests at once for Twilio; it will be tried again"),
	20503: N_("Twilio is not available at the moment"),
	21210: N_("the calling number is not verified with Twilio"),
	21211: N_("this is not a valid phone number"),
	21212: N_("our sending number is not valid"),
	21215: N_("the Twilio account may not call this country"),
	21265: N_("short codes cannot receive messages from us"),
	21266: N_("a number cannot write to itself"),
	21408: N_("the Twilio account may not send to this country"),
	21606: N_("our sending number cannot send messages to this number"),
	21608: N_("a trial account of Twilio writes to verified numbers only"),
	OPTED_OUT: N_("this number has opted out"),
	21611: N_("too many messages already wait for this sending number"),
	21612: N_("our sending number cannot reach this number"),
	21614: N_("this number is not a mobile number"),
	21617: N_("the message is longer than 1600 characters"),
	21635: N_("this number is a landline"),
	21659: N_("our sending number is not a Twilio number"),
	21660: N_("our sending number belongs to another Twilio account"),
	21661: N_("our sending number cannot send SMS"),
	30001: N_("too many messages wait at Twilio; try again later"),
	30002: N_("the Twilio account was suspended before the message left"),
	30003: N_("the phone is switched off or out of reach"),
	30004: N_("the recipient or their carrier blocks this message"),
	30005: N_("this number is unknown or no longer in service"),
	30006: N_("this number is a landline, or its carrier cannot be reached"),
	30007: N_("the carrier filtered the message as unwanted"),
	30008: N_("the carrier refused the message without saying why"),
	30010: N_("the message costs more than the limit set at Twilio"),
	30011: N_("this number cannot receive pictures"),
	30022: N_("our sending number sends too fast for the carrier"),
	30023: N_("our number has reached the carrier's limit for today"),
	30032: N_("our toll-free number is not verified yet"),
	30034: N_("our sending number is not registered for business messages in the United States"),
	30410: N_("the carrier did not answer in time"),
	63038: N_("the Twilio account has reached its limit of messages for today"),
}
