"""A customer's phone, as the simulated Twilio knows it."""

import time
from dataclasses import dataclass

import requests

PATIENCE_S = 15


@dataclass(frozen=True)
class Phone:
	"""What a customer writes to us and gets from us; `twilio` is the simulator's address."""

	twilio: str
	number: str

	def write(self, text: str) -> None:
		"""Send us an SMS."""
		message = {"from": self.number, "body": text}
		requests.post(f"{self.twilio}/_sim/inbound", json=message, timeout=10).raise_for_status()

	def received(self) -> list[str]:
		"""Return what this phone got from us, oldest first."""
		answer = requests.get(f"{self.twilio}/_sim/messages", params={"number": self.number}, timeout=10)
		return [message["body"] for message in answer.json() if not message["mine"]]

	def expect(self, text: str) -> None:
		"""Wait until the text has arrived, once."""
		until = time.monotonic() + PATIENCE_S
		while text not in self.received() and time.monotonic() < until:
			time.sleep(0.1)
		assert self.received().count(text) == 1
