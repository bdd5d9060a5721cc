"""Two transactions that met on a row: the database lets one of them go on, and the other has to begin again."""

import functools
import random
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import frappe

TRIES = 5
# Between a failure and the next try, each time longer: those who met must not meet again (s).
PAUSE = 0.05

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")


def begin_again(function: Callable[Parameters, Answer]) -> Callable[Parameters, Answer]:
	"""Have a function done once more, from its start, when its transaction met another's; the last collision is raised.

	Locking a row that somebody changed since the transaction first read, MariaDB 11.6 and later undo all of it
	(innodb_snapshot_isolation): a function that is called in the middle of one cannot mend that. So this is for what
	is a whole transaction, a method of the API or a job, and does nothing but in the database or after the commit.
	"""

	@functools.wraps(function)
	def again(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Answer:
		for tried in range(1, TRIES):
			try:
				return function(*args, **kwargs)
			except frappe.QueryDeadlockError:
				frappe.db.rollback()
				frappe.clear_messages()
				time.sleep(random.uniform(PAUSE, PAUSE * 2) * tried)
		return function(*args, **kwargs)

	return again
