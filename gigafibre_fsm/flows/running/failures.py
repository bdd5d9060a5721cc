"""What went wrong with a step, in words for the people who look after runs; what is our own mistake is written down."""

import traceback

import frappe
import requests
from frappe import _
from frappe.utils import strip_html
from rq.timeouts import JobTimeoutException

from gigafibre_fsm.flows.kinds.base import Refused
from gigafibre_fsm.flows.running.content import short
from gigafibre_fsm.flows.walking.happenings import Failed

LONGEST = 1000
# Two transactions that met on a row: one of them only has to begin again.
COLLISIONS = (frappe.QueryDeadlockError, frappe.QueryTimeoutError)
# What says nothing about what was being done: a collision, or a job that lasted too long and is cut off where it is.
NOT_OURS = (*COLLISIONS, JobTimeoutException)
# What the world may do to a step; its words say what.
FORESEEN = (frappe.ValidationError, Refused, requests.RequestException, OSError)


def failed(run: str, instance: str, attempt: int, error: Exception) -> Failed:
	"""Return the event of a step that failed; a mistake of ours leaves its traceback in the Error Log, too.

	Called with nothing left to lose in the transaction: what the step wrote was rolled back.
	"""
	sentence = sentence_of(error)
	frappe.clear_messages()
	if not isinstance(error, FORESEEN):
		write_down(run, instance, error)
	return Failed(instance, sentence, can_retry=not isinstance(error, Refused), attempt=attempt)


def write_down(run: str, instance: str, error: BaseException) -> None:
	"""Keep the traceback of a mistake of ours."""
	title = f"Flow run {run}, {instance}: {type(error).__name__}"
	trace = "".join(traceback.format_exception(error))
	frappe.log_error(title, trace, reference_doctype="Flow Run", reference_name=run)


def sentence_of(error: Exception) -> str:
	"""Return what people read of an error."""
	words = " ".join(strip_html(str(error)).split())
	if not isinstance(error, FORESEEN):
		words = _("an error of ours: {0}").format(f"{type(error).__name__}: {words}")
	return short(words or type(error).__name__, LONGEST)
