"""Access tokens for calls from the browser: HS256 JWT, `cty: twilio-fpa;v=1` (INTEGRATIONS.md §4)."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field

from twilio.jwt.access_token import AccessToken
from twilio.jwt.access_token.grants import VoiceGrant

LIFETIME = 3600


@dataclass(frozen=True, slots=True)
class VoiceKeys:
	"""The API key that signs, and the TwiML application that says what a call from the browser does."""

	account_sid: str
	api_key: str
	api_secret: str = field(repr=False)
	application_sid: str


@dataclass(frozen=True, slots=True)
class VoiceToken:
	"""What the browser's Voice SDK is given; it may also be called as `identity` until `expires` (Unix time, s)."""

	token: str = field(repr=False)
	identity: str
	expires: int


def voice_token(keys: VoiceKeys, user: str, lifetime: int = LIFETIME) -> VoiceToken:
	"""Let a user call and be called from the browser for `lifetime` seconds."""
	identity, expires = client_identity(user), int(time.time()) + lifetime
	grant = VoiceGrant(outgoing_application_sid=keys.application_sid, incoming_allow=True)
	token = AccessToken(
		keys.account_sid,
		keys.api_key,
		keys.api_secret,
		grants=[grant],
		identity=identity,
		valid_until=expires,
	)
	return VoiceToken(token.to_jwt(), identity, expires)


def client_identity(user: str) -> str:
	"""A user's name as Twilio lets clients be called: letters, digits and `_`; different for different users."""
	return re.sub(r"[^A-Za-z0-9]", lambda found: f"_{ord(found[0]):x}_", user)
