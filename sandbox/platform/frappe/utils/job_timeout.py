"""A job that runs too long is stopped from inside: the exception is raised in its thread.

As RQ's TimerDeathPenalty: a call that waits in C (a socket, a sleep) hears of it when it returns.
"""

import ctypes
import threading
from typing import Any

from rq.timeouts import JobTimeoutException


class death_penalty:
	"""Raise JobTimeoutException in the present thread after so many seconds."""

	def __init__(self, seconds: int):
		self._seconds = seconds
		self._thread = threading.get_ident()
		self._timer = threading.Timer(seconds, self._strike)

	def _strike(self) -> None:
		ctypes.pythonapi.PyThreadState_SetAsyncExc(
			ctypes.c_ulong(self._thread), ctypes.py_object(JobTimeoutException)
		)

	def __enter__(self) -> None:
		self._timer.daemon = True
		self._timer.start()

	def __exit__(self, *_exception: Any) -> None:
		self._timer.cancel()
