"""How good a light level is, as a word kept with each reading."""

from gigafibre_fsm.network.findings import rx_grade

GRADE_OF_SIGNAL = {"Good": "good", "Marginal": "marginal", "Bad": "bad"}
SIGNAL_OF_GRADE = {grade: signal for signal, grade in GRADE_OF_SIGNAL.items()}


def signal_of(optical: dict) -> str:
	"""Return Good, Marginal, Bad, No Light or Unknown for the `optical` part of a summary."""
	if optical["rx_dbm"] is None:
		return "No Light" if optical["status"] == "no_light" else "Unknown"
	if optical["confidence"] != "confirmed":
		return "Unknown"
	return SIGNAL_OF_GRADE[rx_grade(optical["rx_dbm"])]


def state_of(signal: str, online: bool) -> str:
	"""Return the state of a chip: good, marginal, bad, offline or unknown."""
	if not online:
		return "offline"
	return GRADE_OF_SIGNAL.get(signal, "bad" if signal == "No Light" else "unknown")
