"""Twilio: messages, calls, media, and the signature of what it sends us. Contract: INTEGRATIONS.md §4.

`Twilio(Config("https://api.twilio.com", "AC…", token))` is the whole door to its API, over Twilio's own library;
`signature`, `tokens` and `twiml` need no connection. What goes wrong is a TwilioError, and `reason(code)` says it in
a sentence for the people who read it.
"""

from .client import Twilio
from .errors import TwilioError, is_hopeless, reason
from .models import Account, Call, Config, Media, SentMessage
from .tokens import VoiceKeys, VoiceToken, client_identity, voice_token

__all__ = [
	"Account",
	"Call",
	"Config",
	"Media",
	"SentMessage",
	"Twilio",
	"TwilioError",
	"VoiceKeys",
	"VoiceToken",
	"client_identity",
	"is_hopeless",
	"reason",
	"voice_token",
]
