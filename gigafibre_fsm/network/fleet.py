"""The whole fleet in numbers, read page by page from the ACS so that memory stays flat."""

import time
from collections import Counter

from gigafibre_fsm.clock import now_iso
from gigafibre_fsm.network.acs import acs
from gigafibre_fsm.network.diagnosis import summarize
from gigafibre_fsm.network.signal import signal_of

PAGE = 200
COLUMNS = (
	"_deviceId",
	"_lastInform",
	"Device.DeviceInfo",
	"Device.Optical.Interface",
	"Device.ManagementServer.PeriodicInformInterval",
	"InternetGatewayDevice.DeviceInfo",
	"InternetGatewayDevice.ManagementServer.PeriodicInformInterval",
	"InternetGatewayDevice.WANDevice.1",
)
RX_KEYS = {"Good": "good", "Marginal": "marginal", "Bad": "bad", "No Light": "none", "Unknown": "unknown"}


def fleet_summary() -> dict:
	"""Count the ACS's devices: `{total, online, offline, never, by_model, rx, took_s, at}`.

	`by_model` rows are `{model, firmware, count, online}`, most numerous first; `rx` counts devices by light.
	Raises AcsOff or GenieACSError.
	"""
	started = time.perf_counter()
	states, light, models, models_online = Counter(), Counter(), Counter(), Counter()
	for tree in acs().iter_devices(projection=COLUMNS, page_size=PAGE):
		summary = summarize(tree)
		device = summary["device"]
		state = _state(device)
		model = (device["model"], device["firmware"])
		states[state] += 1
		light[RX_KEYS[signal_of(summary["optical"])]] += 1
		models[model] += 1
		models_online[model] += state == "online"
	return {
		"total": states.total(),
		**{state: states[state] for state in ("online", "offline", "never")},
		"by_model": [_model(model, count, models_online[model]) for model, count in models.most_common()],
		"rx": {key: light[key] for key in RX_KEYS.values()},
		"took_s": round(time.perf_counter() - started, 2),
		"at": now_iso(),
	}


def _state(device: dict) -> str:
	if device["last_inform"] is None:
		return "never"
	return "online" if device["online"] else "offline"


def _model(model: tuple[str | None, str | None], count: int, online: int) -> dict:
	return {"model": model[0], "firmware": model[1], "count": count, "online": online}
