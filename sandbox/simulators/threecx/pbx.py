"""The exchange: phones that ring, and calls that end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import requests

from .template import Request, Template, Variables

TEMPLATE = Path(__file__).resolve().parents[3] / "gigafibre_fsm" / "public" / "3cx" / "gigafibre-fsm.xml"
SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class PhoneCall:
	"""A call that has ended. An agent that is not given is unknown to 3CX, as for a call nobody took."""

	number: str
	kind: str = "Inbound"
	seconds: int = 0
	agent: str = ""
	agent_first_name: str = ""
	agent_last_name: str = ""
	agent_email: str = ""

	def variables(self, ended_at: datetime) -> dict[str, str | datetime]:
		"""What 3CX knows of it, under its own names; the rest it leaves unfilled."""
		known: dict[str, str | datetime] = {
			"CallType": self.kind,
			"Number": self.number,
			"Agent": self.agent,
			"AgentFirstName": self.agent_first_name,
			"AgentLastName": self.agent_last_name,
			"AgentEmail": self.agent_email,
			"Duration": str(timedelta(seconds=self.seconds)).rjust(8, "0"),
			"CallStartTimeUTC": ended_at - timedelta(seconds=self.seconds),
			"CallEndTimeUTC": ended_at,
		}
		return {name: value for name, value in known.items() if value}


class ThreeCX:
	"""One exchange, with our template and what an administrator writes into its parameters."""

	def __init__(self, site: str, secret: str, template: Path = TEMPLATE):
		self._template = Template(template)
		self._parameters = {"Site": site.rstrip("/"), "Secret": secret, "ReportCallEnabled": "True"}

	def ring(self, number: str) -> dict[str, str]:
		"""Ask who calls: what the phone shows (FirstName, ContactUrl, …), nothing for a stranger."""
		answer = self._send(self._template.request("", {**self._parameters, "Number": number}))
		return self._template.outputs("", answer.json()) if answer.ok else {}

	def report(self, call: PhoneCall, ended_at: datetime | None = None) -> int:
		"""Report a call that has ended; returns the status of the answer."""
		known: Variables = {**self._parameters, **call.variables(ended_at or datetime.now(UTC))}
		return self._send(self._template.request("ReportCall", known)).status_code

	@staticmethod
	def _send(request: Request) -> requests.Response:
		body = request.values if request.method == "POST" else None
		return requests.request(
			request.method, request.url, headers=request.headers, json=body, timeout=SECONDS
		)
