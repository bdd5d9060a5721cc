"""Devices: what is wrong with this modem, and what we ask of it."""

from gigafibre_fsm import network
from gigafibre_fsm.api.access import endpoint
from gigafibre_fsm.permissions import OPS


@endpoint(roles=OPS)
def lookup(serial: str) -> dict:
	"""Find a device by serial in the ACS and in our records (network.lookup)."""
	return network.lookup(serial)


@endpoint(roles=OPS, methods=("POST",))
def diagnose(equipment: str, refresh: int = 0) -> dict:
	"""Return a device's last known state with its age; with `refresh`, ask the modem too and stream the answers."""
	return network.diagnose(equipment, bool(refresh))


@endpoint(roles=OPS, methods=("POST",))
def hosts(equipment: str, refresh: int = 0) -> dict:
	"""Return the clients connected to a device and its mesh: the same reading as `diagnose`, only that part."""
	return network.hosts(equipment, bool(refresh))


@endpoint(roles=OPS, methods=("POST",))
def task(equipment: str, action: str) -> dict:
	"""Ask a device to reboot, refresh or (for managers) go back to factory settings; the outcome comes live."""
	return network.run_task(equipment, action)


@endpoint(roles=OPS)
def readings(equipment: str, days: int = 30) -> dict:
	"""Return the trend of a device's optical readings."""
	return network.trend(equipment, days)


@endpoint(roles=OPS)
def fleet_summary() -> dict:
	"""Count the fleet: online, models, light levels (network.fleet)."""
	return network.fleet_summary()
