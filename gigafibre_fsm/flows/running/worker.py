"""What a worker does with a run. It may die at any line: the rows say where the run stood, the sweep takes it up again.

One turn is one transaction that begins with the run's lock. A step that is all in the database is done in it, with
its end and the next steps' beginning: exactly once. One that reaches outside is claimed first, done without the lock,
and its end is written if the claim is still ours; after a death it is done again with the same key, and its kind looks
whether it had happened.
"""

import random
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

import frappe
from frappe import _
from frappe.utils import get_datetime, now_datetime

from gigafibre_fsm.flows.kinds import fill
from gigafibre_fsm.flows.running import facts, failures, moves, queue, signals, store
from gigafibre_fsm.flows.running.performing import context_of, doing, event_of, kind_of, next_effect
from gigafibre_fsm.flows.running.pinned import Unreadable
from gigafibre_fsm.flows.walking.happenings import Event, Failed, Perform, Woken
from gigafibre_fsm.flows.walking.state import OVER

# A worker hands its run over to another after so long: the queue is not ours alone (s).
SLICE = 60
# Whoever has claimed a step outside and not ended it after this is no more: their job was cut off before (s).
LEASE = queue.JOB_TIMEOUT + 30
# A run that was the end of so many workers is not given to another.
MOST_TAKEOVERS = 5
MOST_COLLISIONS = 8
# So many times the number of collisions so far, at most, is waited (s): those that met must not meet again.
PAUSE = 0.1

Answer = TypeVar("Answer")


def work(run: str) -> None:
	"""Go on with a run as far as it goes now (a job)."""
	if is_on():
		_work_until(run, time.monotonic() + SLICE)


def work_all(runs: list[str]) -> None:
	"""Go on with each of these runs (a job of the sweep); one that makes trouble keeps none from the others."""
	ends = time.monotonic() + SLICE
	for number, run in enumerate(runs if is_on() else []):
		if time.monotonic() > ends:
			queue.work_all_soon(runs[number:])
			return
		try:
			_work_until(run, ends)
		except failures.JobTimeoutException:
			raise
		except Exception:
			frappe.db.rollback()
			frappe.log_error(f"Flow run {run}", reference_doctype=store.RUNS, reference_name=run)
			frappe.db.commit()


def is_on() -> bool:
	"""Return whether flows are switched on: off, they stand still where they are."""
	return bool(frappe.db.get_single_value("FSM Settings", "flows_enabled"))


def _work_until(run: str, ends: float) -> None:
	# A run is nobody's errand: not that of the customer whose payment started it.
	frappe.set_user("Administrator")
	# What was read before is not to be held against a run that went on since.
	frappe.db.commit()
	worker = Worker(run)
	while worker.turn():
		if time.monotonic() > ends:
			queue.work_soon(run)
			return


class Worker:
	"""Has a run for a while. What it knows of it is kept from turn to turn, and forgotten when anything goes wrong."""

	def __init__(self, run: str) -> None:
		self.run = run
		self.known: store.Held | None = None
		# Of the step that is being done.
		self.instance = ""

	def turn(self) -> bool:
		"""Do the next thing there is to do; return whether there may be more."""
		return self._meeting_others(self._turn)

	def _meeting_others(self, action: Callable[[], Answer]) -> Answer:
		"""Do what is a whole transaction, again when it met another."""
		for collision in range(1, MOST_COLLISIONS):
			try:
				return action()
			except failures.COLLISIONS:
				frappe.db.rollback()
				self.known = None
				time.sleep(random.uniform(0, PAUSE * collision))
		return action()

	def _turn(self) -> bool:
		held = self._lock()
		if not held or held.row.status in OVER:
			signals.forget(signals.read(self.run))
			frappe.db.commit()
			return False
		self.instance = ""
		try:
			return self._go_on(held)
		except (Unreadable, facts.RecordGone) as trouble:
			return self._give_up(trouble)

	def _go_on(self, held: store.Held) -> bool:
		if self._take_over(held):
			return self._keep(held)
		if held.row.takeovers > MOST_TAKEOVERS:
			return self._stop_trying(held)
		if self._move(held):
			return self._keep(held)
		effect = next_effect(held)
		if not effect:
			frappe.db.rollback()
			return False
		self.instance = effect.instance
		return self._do(held, effect)

	def _take_over(self, held: store.Held) -> bool:
		"""Count a worker that was lost with this run."""
		until = held.row.claimed_until
		if not until or get_datetime(until) > now_datetime():
			return False
		store.take_over(held)
		return True

	def _stop_trying(self, held: store.Held) -> bool:
		"""Fail the step, or the run, that was the end of too many workers."""
		sentence = _("The worker was stopped each time it came to this")
		effect = held.state and next_effect(held)
		if not effect or held.row.takeovers > MOST_TAKEOVERS + 1:
			# Not even failing it was possible.
			raise Unreadable(sentence)
		moves.advance(held, Failed(effect.instance, sentence, can_retry=False))
		return self._keep(held)

	def _move(self, held: store.Held) -> bool:
		"""Take in what is not an effect's doing: the beginning, what the run was told, the time that has passed."""
		if held.state is None:
			moves.begin(held)
			return True
		told = signals.read(self.run)
		for row in told:
			moves.advance(held, signals.event_of(row))
		signals.forget(told)
		if told:
			return True
		wake = held.row.wake_on
		return bool(wake and get_datetime(wake) <= now_datetime() and moves.advance(held, Woken()))

	def _do(self, held: store.Held, effect: Perform) -> bool:
		"""Do a step: wholly in this transaction, or claimed in it and done after it."""
		given: dict[str, Any] = {}
		try:
			kind, context = kind_of(effect), context_of(held, effect)
			with doing(held):
				given.update(fill.fill(kind, effect.params, context))
				if kind.transactional:
					outcome = event_of(effect, kind.perform(context, given))
		except (*failures.NOT_OURS, facts.RecordGone):
			raise
		except Exception as error:
			return self._failed(effect, error, given)
		if not kind.transactional:
			claim = store.claim(held, effect.instance, LEASE, given)
			frappe.db.commit()
			return self._outside(held, effect, claim, lambda: kind.perform(context, given))
		moves.advance(held, outcome, {effect.instance: given})
		return self._keep(held)

	def _outside(
		self, held: store.Held, effect: Perform, claim: datetime, perform: Callable[[], Any]
	) -> bool:
		"""Do a claimed step without holding anything, and write its end."""

		def performed() -> Event:
			with doing(held):
				outcome = event_of(effect, perform())
			frappe.db.commit()
			return outcome

		try:
			outcome = self._meeting_others(performed)
		except failures.JobTimeoutException:
			raise
		except Exception as error:
			frappe.db.rollback()
			outcome = failures.failed(self.run, effect.instance, effect.attempt, error)
			frappe.db.commit()
		return self._meeting_others(lambda: self._write_end(effect, claim, outcome))

	def _write_end(self, effect: Perform, claim: datetime, outcome: Event) -> bool:
		held = self._lock()
		if not held or held.claims.get(effect.instance) != claim:
			# We were thought dead, and somebody else has it now.
			frappe.db.rollback()
			return bool(held)
		try:
			moves.advance(held, outcome)
		except (Unreadable, facts.RecordGone) as trouble:
			return self._give_up(trouble)
		return self._keep(held)

	def _failed(self, effect: Perform, error: Exception, given: dict[str, Any]) -> bool:
		"""Undo what a step wrote and write that it failed, unless somebody else has ended it in between."""
		frappe.db.rollback()
		held = self._lock()
		if not held:
			frappe.db.rollback()
			return False
		moves.advance(
			held, failures.failed(self.run, effect.instance, effect.attempt, error), {effect.instance: given}
		)
		return self._keep(held)

	def _give_up(self, trouble: Exception) -> bool:
		"""Fail a run that cannot go on; the step that found out says so, too."""
		frappe.db.rollback()
		held = self._lock()
		if held and held.row.status not in OVER:
			moves.give_up(held, str(trouble), self.instance)
		if isinstance(trouble, moves.Broken) and trouble.__cause__:
			failures.write_down(self.run, self.instance, trouble.__cause__)
		frappe.db.commit()
		return False

	def _lock(self) -> store.Held | None:
		known, self.known = self.known, None
		return store.lock(self.run, known)

	def _keep(self, held: store.Held) -> bool:
		"""Make what was written last; only then is it known."""
		frappe.db.commit()
		self.known = held
		return held.row.status not in OVER
