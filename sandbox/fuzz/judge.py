"""Is an answer one a malformed request may get? No 5xx, and nothing kept of what is not an event."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import HealthCheck, Phase, given, settings

from gigafibre_fsm.tests.webhook_senders import Request
from sandbox.fuzz.requests import Attempt, attempts

# (method, request) → the status it was answered with.
Ask = Callable[[str, Request], int]


@dataclass(slots=True)
class Verdict:
	"""What became of the requests to one provider."""

	provider: str
	statuses: Counter[int] = field(default_factory=Counter)
	# Those that were let in: signed, and by chance shaped as an event.
	accepted: list[Attempt] = field(default_factory=list)
	faults: list[str] = field(default_factory=list)

	def take(self, attempt: Attempt, status: int) -> None:
		"""Judge one answer."""
		self.statuses[status] += 1
		if status >= 500:
			self.faults.append(f"{status}: {attempt}")
		elif status < 300 and attempt.method == "POST":
			self.accepted.append(attempt)
			if not attempt.genuine:
				self.faults.append(f"{status} for what nobody signed: {attempt}")


def torment(provider: str, ask: Ask, count: int) -> Verdict:
	"""Send so many malformed requests to one provider's door, the same each time."""
	verdict = Verdict(provider)

	@settings(
		max_examples=count,
		deadline=None,
		database=None,
		derandomize=True,
		phases=[Phase.generate],
		suppress_health_check=list(HealthCheck),
	)
	@given(attempts(provider))
	def send(attempt: Attempt) -> None:
		verdict.take(attempt, ask(attempt.method, attempt.request))

	send()
	return verdict
