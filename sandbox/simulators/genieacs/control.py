"""`/_sim`: what tests and demos tell the simulator. No part of the NBI.

GET  /_sim                     {version, devices, down, slow, crashes}
PUT  /_sim                     {down: bool, slow: seconds}
GET  /_sim/devices             [{id, serial, mode, rx_dbm, last_inform}] (the first 500)
GET  /_sim/devices/{id|serial} one of those
PUT  /_sim/devices/{id|serial} {mode, rx_dbm (null = no light), values: {path: value}, inform: true}
GET  /_sim/log                 the requests received, oldest first; DELETE empties it
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from werkzeug.wrappers import Request, Response

from . import shape
from .cpe import Cpe
from .nbi import VERSION, not_allowed

if TYPE_CHECKING:
	from .server import GenieACSSimulator

PREFIX = "/_sim"
MOST_DEVICES = 500


class Control:
	"""Answers the addresses below `/_sim`."""

	def __init__(self, simulator: GenieACSSimulator) -> None:
		self._simulator = simulator

	def answer(self, request: Request) -> Response:
		_, _, *steps = request.path.rstrip("/").split("/")
		try:
			match steps:
				case []:
					return self._whole(request)
				case ["log"]:
					return self._log(request)
				case ["devices"]:
					return _json([self._shown(cpe) for cpe in self._simulator.devices()[:MOST_DEVICES]])
				case ["devices", name]:
					return self._device(request, name)
		except (KeyError, TypeError, ValueError) as error:
			return _json({"error": str(error)}, 400)
		return _json({"error": "no such address"}, 404)

	def _whole(self, request: Request) -> Response:
		simulator = self._simulator
		if request.method == "PUT":
			wanted = _body(request)
			simulator.down = bool(wanted.get("down", simulator.down))
			simulator.slow = float(wanted.get("slow", simulator.slow))
		return _json(
			{
				"version": VERSION,
				"devices": len(simulator.devices()),
				"down": simulator.down,
				"slow": simulator.slow,
				"crashes": list(simulator.crashes),
			}
		)

	def _log(self, request: Request) -> Response:
		if request.method == "DELETE":
			self._simulator.log.clear()
		return _json(list(self._simulator.log))

	def _device(self, request: Request, name: str) -> Response:
		if request.method not in ("GET", "PUT"):
			return not_allowed("GET, PUT")
		cpe = self._simulator.device(name)
		if request.method == "PUT":
			self._change(cpe, _body(request))
		return _json(self._shown(cpe))

	def _change(self, cpe: Cpe, wanted: dict[str, Any]) -> None:
		if "rx_dbm" in wanted:
			cpe.rx_dbm = None if wanted["rx_dbm"] is None else float(wanted["rx_dbm"])
		for path, value in wanted.get("values", {}).items():
			if not cpe.set_live(path, value):
				raise ValueError(f"{cpe.id} has no parameter {path}")
		if "mode" in wanted:
			self._simulator.set_mode(cpe.id, str(wanted["mode"]))
		if wanted.get("inform"):
			self._simulator.inform(cpe.id)

	@staticmethod
	def _shown(cpe: Cpe) -> dict[str, Any]:
		return {
			"id": cpe.id,
			"serial": cpe.serial,
			"mode": "rebooting" if cpe.rebooting else str(cpe.mode),
			"rx_dbm": cpe.rx_dbm,
			"last_inform": cpe.stored["_lastInform"],
		}


def _body(request: Request) -> dict[str, Any]:
	content = json.loads(request.get_data() or b"{}")
	if not isinstance(content, dict):
		raise ValueError("an object is expected")
	return content


def _json(content: Any, status: int = 200) -> Response:
	return Response(shape.dumps(content), status, mimetype="application/json")
