"""Where an answer came from, or why it did not come: one row a source, in words an agent can act on."""

from dataclasses import asdict, dataclass

import frappe
from frappe import _

from gigafibre_fsm.integrations.genieacs import GenieACSError, TaskResult
from gigafibre_fsm.network.acs import AcsOff


class NoSerial(Exception):
	"""The device has no serial number to look it up by."""


class UnknownDevice(Exception):
	"""The ACS has no device of this serial."""


@dataclass(frozen=True, slots=True)
class Source:
	"""What one source said: `state` ok, stale, failed, off or pending; `message` the cause, `hint` what to do."""

	name: str
	label: str
	state: str
	message: str | None = None
	hint: str | None = None
	at: str | None = None

	def as_dict(self) -> dict:
		return asdict(self)


def acs_source(
	state: str, message: str | None = None, hint: str | None = None, at: str | None = None
) -> Source:
	return Source("acs", _("GenieACS"), state, message, hint, at)


def modem_source(state: str, message: str | None = None, hint: str | None = None) -> Source:
	return Source("modem", _("Modem"), state, message, hint)


FAILURES = (AcsOff, NoSerial, UnknownDevice, GenieACSError)


def failure(error: Exception, serial: str | None = None) -> Source:
	"""Return the ACS's row for one of FAILURES."""
	if isinstance(error, AcsOff):
		return acs_source("off", _("GenieACS is switched off"), _("Enable it in FSM Settings."))
	if isinstance(error, NoSerial):
		return acs_source(
			"failed",
			_("This device has no serial number, so the ACS cannot be asked about it"),
			_("Read the serial on its label and save it on the device."),
		)
	if isinstance(error, UnknownDevice):
		return acs_source(
			"failed",
			_("GenieACS does not know a device with serial {0}").format(serial),
			_("Compare the serial with the label; a new modem appears after its first Inform."),
		)
	message, hint = _acs_failure(error, serial)
	return acs_source("failed", message, hint)


def _acs_failure(error: GenieACSError, serial: str | None) -> tuple[str, str | None]:
	"""What we saw in the reader's language; what GenieACS answered in its own words."""
	address = frappe.get_cached_doc("FSM Settings").genieacs_url
	sentences = {
		"unreachable": (
			_("GenieACS cannot be reached at {0}").format(address),
			_("Check that its server runs and that the address in FSM Settings is right."),
		),
		"timeout": (
			_("GenieACS at {0} is too slow to answer").format(address),
			_("Try again in a minute; its database may be busy."),
		),
		"not_found": (
			_("GenieACS no longer knows this device"),
			_("Clear its GenieACS device ID: it will be looked up again by its serial number."),
		),
		"ambiguous": (
			_("GenieACS has several devices with serial {0}").format(serial),
			_("Set the GenieACS device ID by hand."),
		),
		"in_session": (
			_("The modem is busy with the ACS: {0}").format(error),
			_("Try again in a few seconds."),
		),
	}
	return sentences.get(error.cause, (_("GenieACS answered with an error: {0}").format(error), None))


def task_message(result: TaskResult) -> tuple[str, str | None]:
	"""Return what became of a task that was not done, in words, and a hint."""
	if result.outcome == "faulted":
		return _fault_message(result)
	if result.outcome == "unknown":
		return _("No answer in time; the request may still be carried out"), None
	if "offline" in (result.reason or "").lower():
		hint = _("Is it powered, and is its fibre lit?")
		return _("The modem does not answer: {0}").format(result.reason), hint
	return _("The modem was called, but did not do it yet: {0}").format(result.reason), None


def _fault_message(result: TaskResult) -> tuple[str, str | None]:
	fault = result.fault
	if not fault:
		return _("The modem refused: {0}").format(result.reason), None
	hint = None
	if fault.vendor_specific:
		hint = _("A fault of this vendor that does not pass by itself: a reboot usually clears it.")
	return _("The modem refused: fault {0} {1}").format(fault.cwmp_code or fault.code, fault.message), hint
