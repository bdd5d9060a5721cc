"""The pictures and files of an MMS: asked of the API with our credentials, fetched from Twilio's store without."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urljoin, urlsplit

import requests

from .errors import TwilioError
from .models import Config, Media
from .transport import Transport, refusal

# Where the API redirects to: signed addresses that expire, and the older public ones
# (https://support.twilio.com/hc/en-us/articles/223183748).
STORES = ("mms.twiliocdn.com", "media.twiliocdn.com", "s3-external-1.amazonaws.com")
REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 3


def fetch_media(transport: Transport, config: Config, url: str, most_bytes: int) -> Media:
	"""Fetch a MediaUrl. Raises TwilioError when it is not this account's, leads elsewhere, or is larger."""
	if not _is_ours(url, config):
		raise TwilioError("The address of this attachment is not one of our Twilio account's.")
	request = requests.Request("GET", url, auth=(config.account_sid, config.auth_token))
	for _step in range(MOST_REDIRECTS + 1):
		response = transport.send(request, most_bytes)
		if response.status_code == 200:
			return Media(response.content, response.headers.get("Content-Type", ""))
		if response.status_code not in REDIRECTS:
			raise refusal(response)
		# The address it leads to is signed: our credentials are nobody's business there.
		request = requests.Request(
			"GET", _allowed(urljoin(request.url, response.headers.get("Location", "")), config)
		)
	raise TwilioError("The address of this attachment leads on and on.")


def _is_ours(url: str, config: Config) -> bool:
	asked, api = urlsplit(url), urlsplit(config.api_url)
	expected = f"{api.path.rstrip('/')}/2010-04-01/Accounts/{config.account_sid}/Messages/"
	path = asked.path.removeprefix(expected)
	return _origin(asked) == _origin(api) and bool(re.fullmatch(r"\w+/Media/\w+", path, re.ASCII))


def _allowed(url: str, config: Config) -> str:
	target = urlsplit(url)
	is_store = target.scheme == "https" and target.netloc in STORES
	if is_store or _origin(target) == _origin(urlsplit(config.api_url)):
		return url
	raise TwilioError(f"Twilio sent us to {target.hostname} for this attachment, which is not Twilio's.")


def _origin(parts: SplitResult) -> tuple[str, str]:
	return parts.scheme, parts.netloc
