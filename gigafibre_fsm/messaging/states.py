"""The states of an SMS and their order: news may be late or repeated, a message never goes back. Pure."""

QUEUED, SENDING, ACCEPTED, SENT = "Queued", "Sending", "Accepted", "Sent"
DELIVERED, UNDELIVERED, FAILED, SUPPRESSED = "Delivered", "Undelivered", "Failed", "Suppressed"

_RANKS = {QUEUED: 0, SENDING: 1, ACCEPTED: 2, SENT: 3, DELIVERED: 4, UNDELIVERED: 4, FAILED: 4, SUPPRESSED: 4}
# Twilio's word → ours; "sending" is what it does before a carrier has taken the message.
_OF_TWILIO = {
	"accepted": ACCEPTED,
	"scheduled": ACCEPTED,
	"queued": ACCEPTED,
	"sending": ACCEPTED,
	"sent": SENT,
	"delivered": DELIVERED,
	"read": DELIVERED,
	"undelivered": UNDELIVERED,
	"failed": FAILED,
	"canceled": FAILED,
}


def of_twilio(word: str | None) -> str | None:
	"""Return our state for Twilio's MessageStatus, None for a word that says nothing about sending."""
	return _OF_TWILIO.get((word or "").lower())


def is_news(present: str, reported: str) -> bool:
	"""Return whether what is reported is further on than where the message stands; an end is never left."""
	return _RANKS[reported] > _RANKS[present]
