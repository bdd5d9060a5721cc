"""How good a light level is, as the word kept with each reading."""

from collections.abc import Mapping
from typing import Any

from gigafibre_fsm.network import thresholds as limit

GRADE_OF_SIGNAL = {"Good": "good", "Marginal": "marginal", "Bad": "bad"}


def signal_of(optical: Mapping[str, Any]) -> str:
	"""Return Good, Marginal, Bad, No Light or Unknown for the `optical` part of a summary."""
	rx = optical["rx_dbm"]
	if optical["status"] == "No light":
		return "No Light"
	if rx is None or optical["confidence"] != "confirmed":
		return "Unknown"
	if rx <= limit.RX_DARK_DBM:
		return "No Light"
	if not limit.RX_SENSITIVITY_DBM <= rx <= limit.RX_OVERLOAD_DBM:
		return "Bad"
	return "Marginal" if rx < limit.RX_MARGINAL_DBM else "Good"


def state_of(signal: str, online: bool) -> str:
	"""Return the state of a chip: good, marginal, bad, offline or unknown."""
	if not online:
		return "offline"
	return GRADE_OF_SIGNAL.get(signal, "bad" if signal == "No Light" else "unknown")
