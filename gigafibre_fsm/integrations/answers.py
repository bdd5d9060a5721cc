"""Reading an outside system's answer within limits: a time for all of it, not between two bytes, and a size."""

import time

import requests
from urllib3.exceptions import ProtocolError, ReadTimeoutError

CHUNK = 64 * 1024


class TooLarge(requests.exceptions.RequestException):
	"""The answer is larger than we are ready to keep."""


def read_within(response: requests.Response, deadline: float, most_bytes: int) -> requests.Response:
	"""Read the whole body of a streamed answer by `deadline` (time.monotonic()) and return the answer, complete.

	Raises requests' ReadTimeout when it takes longer, its ConnectionError when it breaks off, and TooLarge beyond
	`most_bytes`; the connection is closed then.
	"""
	body = bytearray()
	try:
		while chunk := response.raw.read1(CHUNK, decode_content=True):
			body += chunk
			if len(body) > most_bytes:
				raise TooLarge(f"more than {most_bytes} bytes")
			if time.monotonic() > deadline:
				raise requests.exceptions.ReadTimeout("the answer did not end in time")
	except ReadTimeoutError as error:
		raise requests.exceptions.ReadTimeout(str(error)) from error
	except ProtocolError as error:
		raise requests.exceptions.ConnectionError(str(error)) from error
	finally:
		if not response.raw.isclosed():
			response.close()
	# What requests itself sets when it has read a body.
	response._content = bytes(body)
	response._content_consumed = True  # type: ignore[attr-defined]
	return response
