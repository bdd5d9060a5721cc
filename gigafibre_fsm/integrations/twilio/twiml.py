"""TwiML: what Twilio is told to do with a message or a call it asks about."""

from __future__ import annotations

from twilio.twiml.messaging_response import MessagingResponse
from twilio.twiml.voice_response import Dial, VoiceResponse

# How long the other side rings (s).
RINGING = 30


def empty() -> str:
	"""Do nothing: the answer to a message we have taken in."""
	return str(MessagingResponse())


def dial(
	number: str,
	caller_id: str,
	*,
	announcement: str = "",
	language: str = "fr-CA",
	status_callback: str = "",
) -> str:
	"""Put whoever is on the line through to a number, which sees `caller_id`; say the announcement first.

	For a click-to-call this is what the agent's phone is told once it answers. How the number's own leg ended is
	posted to `status_callback`.
	"""
	response = VoiceResponse()
	if announcement:
		response.say(announcement, language=language)
	onward = Dial(caller_id=caller_id, timeout=RINGING)
	onward.number(number, status_callback=status_callback or None)
	response.append(onward)
	return str(response)


def say(text: str, language: str = "fr-CA") -> str:
	"""Say something and hang up: why a call cannot be made."""
	response = VoiceResponse()
	response.say(text, language=language)
	response.hangup()
	return str(response)
