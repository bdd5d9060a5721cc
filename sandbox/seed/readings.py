"""Sixty days of optical readings for each modem, ending at what the simulator would say now."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from math import pi, sin
from typing import Any

import frappe
from frappe.utils import now_datetime

from gigafibre_fsm.network.signal import signal_of

DAYS = 60
# Hours between readings: closer where somebody will look at the curve.
OFTEN, SELDOM = 4, 24
WATCHED = ("healthy", "weak_light", "marginal_light", "no_light", "raisecom", "huawei")
# How much better the light of a failing connector was when the story begins, in dB.
LOST_DB = {"weak_light": 6.4, "marginal_light": 3.1}
# When the simulated ACS last read its modems: the chip and the panel then agree.
FETCHED = timedelta(hours=3)
FIELDS = ("equipment", "read_on", "online", "signal", "rx_dbm", "tx_dbm", "temperature_c")
STANDARD = ("name", "owner", "modified_by", "creation", "modified")


def seed_readings(equipment: str, story: str, summary: dict[str, Any], dice: random.Random) -> None:
	"""Write the history of one modem; `story` is the simulator's name of what is the matter with it."""
	rows = [_row(equipment, moment, reading) for moment, reading in _history(story, summary, dice)]
	frappe.db.bulk_insert("Device Reading", [*STANDARD, *FIELDS], rows)


def _history(
	story: str, summary: dict[str, Any], dice: random.Random
) -> Iterator[tuple[datetime, dict[str, Any]]]:
	last = _last_heard(story)
	step = OFTEN if story in WATCHED else SELDOM
	dark = story == "no_light"
	rx_now = -20.3 if dark else summary["optical"]["rx_dbm"]
	for hours in range(DAYS * 24, 0, -step):
		moment = now_datetime() - timedelta(hours=hours)
		if moment < last:
			reading = _reading(rx_now, hours / 24, LOST_DB.get(story, 0), dice)
			yield moment, reading | _graded(reading["rx_dbm"], summary)
	yield last, _present(summary)


def _last_heard(story: str) -> datetime:
	away = {"gone_three_days": timedelta(days=3, hours=2), "no_light": timedelta(minutes=38)}
	return now_datetime() - away.get(story, FETCHED)


def _reading(rx_now: float, days_ago: float, lost: float, dice: random.Random) -> dict[str, Any]:
	"""Light falls slowly, then fast, as a connector fails; it also breathes with the heat of the day."""
	worn = ((DAYS - days_ago) / DAYS) ** 2.2
	warmth = sin(2 * pi * days_ago)
	rx = round(rx_now + lost * (1 - worn) + 0.12 * warmth + dice.gauss(0, 0.07), 2)
	return {
		"online": 1,
		"rx_dbm": rx,
		"tx_dbm": round(2.1 + dice.gauss(0, 0.04), 2),
		"temperature_c": round(47.5 + 1.8 * warmth + dice.gauss(0, 0.4), 1),
	}


def _graded(rx: float, summary: dict[str, Any]) -> dict[str, str]:
	"""How good that light was; a model whose unit is not confirmed never says."""
	unsure = summary["optical"]["confidence"] == "unconfirmed"
	confidence = "unconfirmed" if unsure else "confirmed"
	return {"signal": signal_of({"status": "Up", "rx_dbm": rx, "confidence": confidence})}


def _present(summary: dict[str, Any]) -> dict[str, Any]:
	optical = summary["optical"]
	return {
		"online": int(bool(summary["device"]["online"])),
		"signal": signal_of(optical),
		# Frappe keeps no NULL number: 0 stands for "not measured" (network.readings).
		"rx_dbm": optical["rx_dbm"] or 0,
		"tx_dbm": optical["tx_dbm"] or 0,
		"temperature_c": optical["temperature_c"] or 0,
	}


def _row(equipment: str, moment: datetime, reading: dict[str, Any]) -> tuple:
	standard = (frappe.generate_hash(length=10), "Administrator", "Administrator", moment, moment)
	return (*standard, equipment, moment, *(reading[field] for field in FIELDS[2:]))
