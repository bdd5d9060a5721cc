"""The fibre: what the transceiver measures, and how far we may believe it."""

from gigafibre_fsm.network.facts import Optical
from gigafibre_fsm.network.profiles.schema import OpticalPaths, Profile, Reading
from gigafibre_fsm.network.sections.wording import status
from gigafibre_fsm.network.tree import Node
from gigafibre_fsm.network.values import FORMULAS
from gigafibre_fsm.words import N_

# What a quantity can be on a working transceiver; a formula giving anything else read the wrong unit.
PLAUSIBLE_DBM = (-45.0, 10.0)
PLAUSIBLE_CELSIUS = (-40.0, 150.0)
PLAUSIBLE_VOLT = (1.0, 6.0)
PLAUSIBLE_MILLIAMPERE = (0.0, 200.0)


def read(root: Node, profile: Profile) -> Optical:
	paths = profile.optical
	branch = transceiver(root, paths)
	raw_rx = branch.number(*paths.rx.leaves)
	rx, confidence = received(raw_rx, paths)
	dark = paths.zero_is_dark and raw_rx == 0
	return Optical(
		status=N_("No light") if dark else status(branch.text(*paths.status)),
		rx_dbm=rx,
		tx_dbm=figure(branch, paths.tx, PLAUSIBLE_DBM, 2),
		temperature_c=figure(branch, paths.temperature, PLAUSIBLE_CELSIUS, 1),
		voltage_v=figure(branch, paths.voltage, PLAUSIBLE_VOLT, 3),
		bias_ma=figure(branch, paths.bias, PLAUSIBLE_MILLIAMPERE, 1),
		confidence=confidence,
		dark=dark,
		unread=branch.exists and raw_rx is None,
	)


def transceiver(root: Node, paths: OpticalPaths) -> Node:
	"""The branch that has an Rx figure, else the first there is."""
	branches = [row for pattern in paths.branches for row in root.rows(pattern) if row.exists]
	measured = (branch for branch in branches if branch.number(*paths.rx.leaves) is not None)
	return next(measured, branches[0] if branches else Node(None))


def received(raw: float | None, paths: OpticalPaths) -> tuple[float | None, str]:
	"""Rx in dBm and our confidence in it.

	Confirmed: the formula known for this family gave a plausible figure. Unconfirmed: another formula had to, or none did.
	"""
	results = [] if raw is None else [FORMULAS[name](raw) for name in paths.rx.formulas]
	believable = [one for one in results if one is not None and within(one, PLAUSIBLE_DBM)]
	if believable:
		sure = paths.trusted and believable[0] == results[0]
		return round(believable[0], 2), "confirmed" if sure else "unconfirmed"
	wild = next((one for one in results if one is not None), None)
	return (None, "none") if wild is None else (round(wild, 2), "unconfirmed")


def figure(branch: Node, reading: Reading, plausible: tuple[float, float], digits: int) -> float | None:
	"""The first plausible result of a reading's formulas."""
	raw = branch.number(*reading.leaves)
	results = [] if raw is None else [FORMULAS[name](raw) for name in reading.formulas]
	return next((round(one, digits) for one in results if one is not None and within(one, plausible)), None)


def within(figure: float, limits: tuple[float, float]) -> bool:
	return limits[0] <= figure <= limits[1]
