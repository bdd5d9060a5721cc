"""A Twilio that answers what a test tells it to, without a socket."""

import io
import json
from urllib.parse import parse_qsl

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPResponse

from . import Config, Twilio

CONFIG = Config("https://api.twilio.com", "AC" + "0a" * 16, "f" * 32)
ACCOUNT = f"{CONFIG.api_url}/2010-04-01/Accounts/{CONFIG.account_sid}"
MESSAGE = {
	"sid": "SM" + "1" * 32,
	"status": "queued",
	"to": "+15145550111",
	"from": "+15145550100",
	"body": "Bonjour",
	"num_segments": "1",
	"date_created": "Sat, 21 Nov 2026 06:00:00 +0000",
	"error_code": None,
	"error_message": None,
}


class Scripted(HTTPAdapter):
	"""Gives each request the next answer: (status, body, headers), or an exception to raise."""

	def __init__(self, *answers):
		super().__init__()
		self.answers, self.requests = list(answers), []

	def send(self, request, **_options):
		self.requests.append(request)
		answer = self.answers.pop(0)
		if isinstance(answer, Exception):
			raise answer
		status, body, *headers = answer
		content = body if isinstance(body, bytes) else json.dumps(body).encode()
		raw = HTTPResponse(io.BytesIO(content), headers=dict(*headers), status=status, preload_content=False)
		return self.build_response(request, raw)

	def form(self, number=0):
		"""What a request posted."""
		return dict(parse_qsl(self.requests[number].body))


def scripted(*answers):
	"""A client and the server that it will find."""
	server, session = Scripted(*answers), requests.Session()
	session.mount("https://", server)
	return Twilio(CONFIG, session), server
