"""The devices of the demo ISP: one healthy house shown in full, and one of each trouble an agent meets.

`demo_catalogue()` describes them, for whoever gives them to customers; `demo_devices()` serves them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from .devices import HOUSEHOLD, MESH, Client, Life, Line, Model, Node, eg8145v5, ex220, ht803g, xx230v
from .tree import value_at

SHOWPIECE = "22366C4001287"
HOUSES = 36
_ADDRESS_PATHS = (
	"Device.WiFi.MultiAP.APDevice.1.MACAddress",
	"InternetGatewayDevice.LANDevice.1.LANEthernetInterfaceConfig.1.MACAddress",
)
_USER_PATHS = (
	"Device.PPP.Interface.3.Username",
	"InternetGatewayDevice.WANDevice.1.WANConnectionDevice.1.WANPPPConnection.1.Username",
)
_BRANDS = {"TP-Link": "TP-Link", "Huawei Technologies Co., Ltd": "Huawei", "Raisecom": "Raisecom"}


@dataclass(frozen=True, slots=True)
class DemoDevice:
	"""A demo device as an equipment record tells it. `story` names what is the matter with it."""

	story: str
	brand: str
	model: str
	equipment_type: str
	serial: str
	mac: str
	firmware: str
	gpon_sn: str | None
	ppp_user: str | None
	device: Model = field(repr=False)


def demo_devices() -> list[Model]:
	"""The demo's devices, to serve."""
	return [model for _story, model in _stories()]


def demo_catalogue() -> list[DemoDevice]:
	"""The demo's devices, to give to customers. The first is the showpiece, the second its mesh satellite."""
	return [_described(story, model) for story, model in _stories()]


def _stories() -> Iterator[tuple[str, Model]]:
	yield "healthy", xx230v(SHOWPIECE, tags=("demo",))
	yield "satellite", ex220(clients=HOUSEHOLD[:2])
	for number, (story, build) in enumerate(_TROUBLES.items(), 101):
		yield story, build(number)
	yield "huawei", eg8145v5()
	yield "huawei_ppp_down", eg8145v5("3FD11A15", **_huawei_trouble())
	yield "raisecom", ht803g()
	for number in range(201, 201 + HOUSES):
		yield "healthy", _house(number)


def _modem(number: int, **different: Any) -> Model:
	"""The XX230v of customer `number`; `ppp` gives an error of its PPP session."""
	line = Line(
		rx_dbm=different.pop("rx_dbm", -17.0 - number % 7 * 0.9),
		ppp_user=f"client{number:05d}@gigafibre.example",
		ip=f"203.0.113.{number % 250 + 1}",
		error=different.pop("ppp", "ERROR_NONE"),
	)
	settings: dict[str, Any] = {
		"line": line,
		"mesh": MESH[:1],
		"clients": [_moved_in(client) for client in HOUSEHOLD[:7]],
		"ssid": f"Gigafibre-{number:04d}",
		"life": Life(uptime=timedelta(days=number % 60 + 1, hours=number % 24)),
	}
	return xx230v(serial_of(number), f"B4D0{number:04X}", **(settings | different))


def serial_of(number: int) -> str:
	"""The serial of the modem of demo customer `number`."""
	return f"2236{0x6C4002000 + number * 37:09X}"


def _moved_in(client: Client) -> Client:
	"""The same client in a house whose only node is the modem."""
	node = None if client.node is None else 0
	return Client(
		client.name, node, client.band, client.signal_dbm, client.rate_mbps, client.active, client.guest
	)


def _crowd() -> list[Client]:
	"""Too many things on 2.4 GHz, most of them far away."""
	things = ("ampoule", "prise", "capteur", "camera", "enceinte", "thermostat")
	crowd = [
		Client(f"{things[i % 6]}-{i:02d}", 0, "2.4GHz", -62 - i % 4 * 6, 26 + i % 5 * 7) for i in range(21)
	]
	return [*crowd, Client("portable", 0, "5GHz", -55, 540)]


def _far_clients() -> list[Client]:
	names = ("tablette-sous-sol", "tele-garage", "telephone-patio", "portable-grenier")
	return [Client(name, 0, "5GHz", -80 - i * 2, 26 - i * 4) for i, name in enumerate(names)]


def _broken_mesh() -> tuple[Node, ...]:
	return (MESH[0], Node("Corridor", backhaul_dbm=-83), Node("Chambre", active=False))


def _house(number: int) -> Model:
	"""An ordinary customer; every third has a mesh."""
	if number % 3:
		return _modem(number)
	return _modem(number, mesh=MESH, clients=HOUSEHOLD[: 6 + number % 8])


def _huawei_trouble() -> dict[str, Any]:
	return {
		"ppp_user": "client00109@gigafibre.example",
		"ip": "203.0.113.109",
		"error": "ERROR_AUTHENTICATION_FAILURE",
		"rx_dbm": -23,
	}


_TROUBLES: dict[str, Callable[[int], Model]] = {
	"weak_light": lambda number: _modem(number, rx_dbm=-28.4, mesh=MESH, clients=HOUSEHOLD),
	"marginal_light": lambda number: _modem(number, rx_dbm=-26.1),
	"too_much_light": lambda number: _modem(number, rx_dbm=-6.5),
	"no_light": lambda number: _modem(
		number, rx_dbm=None, mode="offline", life=Life(last_inform=timedelta(minutes=38))
	),
	"gone_three_days": lambda number: _modem(
		number, mode="offline", life=Life(last_inform=timedelta(days=3, hours=2), fetched=timedelta(days=4))
	),
	"ppp_down": lambda number: _modem(number, ppp="ERROR_AUTHENTICATION_FAILURE"),
	"crowded_24ghz": lambda number: _modem(number, clients=_crowd()),
	"reboots_often": lambda number: _modem(
		number, life=Life(uptime=timedelta(minutes=9), fetched=timedelta(minutes=4)), tags=("reboots",)
	),
	"weak_wifi": lambda number: _modem(number, clients=_far_clients()),
	"broken_mesh": lambda number: _modem(number, mesh=_broken_mesh(), clients=HOUSEHOLD[:6]),
	"mesh_faults": lambda number: _modem(number, mesh=MESH, clients=HOUSEHOLD, mode="fault:9806:MultiAP"),
	"everything_faults": lambda number: _modem(number, mode="fault:9805"),
	"slow": lambda number: _modem(number, mode="slow:12"),
	"takes_no_session": lambda number: _modem(number, mode="queued"),
	"busy": lambda number: _modem(number, mode="in_session"),
	"wrong_credentials": lambda number: _modem(number, mode="504"),
}


def _described(story: str, model: Model) -> DemoDevice:
	document = model.document
	root = "Device" if "Device" in document else "InternetGatewayDevice"
	identity = document["_deviceId"]
	kind = "Router" if story == "satellite" else "ONT"
	return DemoDevice(
		story=story,
		brand=_BRANDS[identity["_Manufacturer"]],
		model=value_at(document, f"{root}.DeviceInfo.ModelName"),
		equipment_type=kind,
		serial=model.serial,
		mac=_first(document, _ADDRESS_PATHS) or "",
		firmware=value_at(document, f"{root}.DeviceInfo.SoftwareVersion"),
		gpon_sn=_gpon_sn(document),
		ppp_user=_first(document, _USER_PATHS),
		device=model,
	)


def _first(document: dict[str, Any], paths: tuple[str, ...]) -> str | None:
	return next((value for path in paths if (value := value_at(document, path))), None)


def _gpon_sn(document: dict[str, Any]) -> str | None:
	"""The GPON serial as it is printed: four letters and eight digits."""
	digits = value_at(document, "Device.Optical.Interface.1.GponAuth.GponSn")
	if digits:
		return bytes.fromhex(digits[:8]).decode() + digits[8:]
	return value_at(document, "InternetGatewayDevice.DeviceInfo.X_HW_SerialNumber")
