"""A light fleet for benches: as many devices as asked for, always the same ones, with the few parameters a
fleet summary and a lookup read."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta

from .base import Life, Model, document, gpon_hex
from .tplink import OUI, management_server, raw_power

FIRMWARES = (
	"0.8.0 3.0.0 v6066.0 Build 260114 Rel.40217n",
	"0.7.1 3.0.0 v6066.0 Build 250302 Rel.51123n",
	"0.6.2 3.0.0 v6066.0 Build 240611 Rel.18840n",
)


def fleet(count: int, seed: int = 7600) -> Iterator[Model]:
	"""Devices numbered from 0: nine in ten XX230v (the rest EX220), some weak, dark or long gone."""
	for number in range(count):
		dice = random.Random(f"{seed}:{number}")
		yield _device(number, dice)


def fleet_serial(number: int) -> str:
	"""The serial of the device of this number."""
	return f"2230F{number:08d}"


def _device(number: int, dice: random.Random) -> Model:
	fibre = dice.random() < 0.9
	fate = dice.random()
	away = timedelta(days=dice.randrange(1, 60)) if fate < 0.06 else timedelta(seconds=dice.randrange(5, 290))
	uptime = timedelta(minutes=dice.randrange(30, 60 * 24 * 90))
	serial = fleet_serial(number)
	tree = {
		"DeviceInfo": {
			"HardwareVersion": "XX230v v1.0 00000000" if fibre else "EX220 v1.20 00000000",
			"ModelName": "XX230v" if fibre else "EX220",
			"SerialNumber": serial,
			"SoftwareVersion": dice.choice(FIRMWARES),
			"UpTime": int(uptime.total_seconds()),
		},
		"ManagementServer": management_server(f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"),
	}
	if fibre:
		tree["Optical"] = {"Interface": {"1": _optics(number, dice)}}
	life = Life(last_inform=away, uptime=uptime, registered=timedelta(days=dice.randrange(90, 900)))
	mode = "offline" if away > timedelta(hours=1) else "online"
	return Model(document(("TP-Link", OUI, "Device2", serial), {"Device": tree}, life), mode)


def _optics(number: int, dice: random.Random) -> dict[str, object]:
	fate = dice.random()
	dbm = None if fate < 0.01 else dice.uniform(-30, -27) if fate < 0.04 else dice.gauss(-19.5, 2)
	return {
		"GponAuth": {"GponSn": gpon_hex("TPLG", f"{0xB0000000 + number:08X}")},
		"Status": "Down" if dbm is None else "Up",
		"X_TP_GPON_Config": {"RXPower": raw_power(dbm), "Status": "1" if dbm is None else "5"},
	}
