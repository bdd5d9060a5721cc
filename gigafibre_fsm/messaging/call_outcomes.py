"""How a call of ours ended, as Twilio reports each of its legs; the first thing known of the customer's stands.

Of a click-to-call there are two: the agent's own phone, then the customer's, who is dialled once the agent answers.
Contract: CallStatus and CallDuration of Twilio's status callbacks.
"""

from collections.abc import Callable

from frappe import _
from frappe.utils import cint

from gigafibre_fsm.messaging import conversations
from gigafibre_fsm.messaging.call_log import length
from gigafibre_fsm.words import N_

OUTCOMES = {
	"busy": N_("busy"),
	"no-answer": N_("no answer"),
	"failed": N_("the call failed"),
	"canceled": N_("the call failed"),
}
# An agent who answers tells nothing yet: the customer is dialled then.
OUTCOMES_OF_AGENT = {
	"busy": N_("the agent's phone was busy"),
	"no-answer": N_("the agent's phone did not answer"),
	"failed": N_("the agent's phone could not be reached"),
	"canceled": N_("the agent's phone could not be reached"),
}


def receive(report: dict) -> None:
	"""Take in the report of a leg: a form of Twilio's, with `call` (a Communication) and `leg` in its `_query`."""
	query = report.get("_query") or {}
	said = _outcome(report, query.get("leg"))
	if said:
		conversations.call_ended(query.get("call") or "", said)


def _outcome(report: dict, leg: str | None) -> Callable[[str], str] | None:
	"""Return what says in a language how it ended, None of what is not an end."""
	status = report.get("CallStatus")
	if leg == "customer" and status == "completed":
		seconds = cint(report.get("CallDuration"))
		return lambda spoken: _("answered, {0}", lang=spoken).format(length(seconds, spoken))
	words = (OUTCOMES if leg == "customer" else OUTCOMES_OF_AGENT).get(status)
	return words and (lambda spoken: _(words, lang=spoken))
