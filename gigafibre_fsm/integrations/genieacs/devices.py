"""Devices: finding, reading, counting, tagging and forgetting them."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping

from . import queries
from .calls import Calls
from .errors import GenieACSError, invalid
from .ids import url_segment
from .models import Device, DeviceMatch
from .queries import Query

logger = logging.getLogger(__name__)
BY_ID = {"_id": 1}


class DeviceCalls(Calls):
	"""The devices the ACS knows, as it last saw them."""

	def device(self, device_id: str, projection: Iterable[str] | None = None) -> Device:
		"""One device, whole or only the paths of `projection`. Raises `not_found`."""
		found = self._list("devices", {"_id": queries.exactly(device_id)}, projection, limit=1)
		if not found:
			raise GenieACSError("No such device", "not_found")
		return found[0]

	def devices(
		self,
		query: Query | None = None,
		projection: Iterable[str] | None = None,
		limit: int | None = None,
		skip: int | None = None,
		sort: Mapping[str, int] | None = None,
	) -> list[Device]:
		"""One page of devices. Without `limit` and `projection` this is the whole fleet in memory."""
		return self._list("devices", query, projection, limit, skip, sort)

	def iter_devices(
		self,
		query: Query | None = None,
		projection: Iterable[str] | None = None,
		page_size: int = 200,
	) -> Iterator[Device]:
		"""Every matching device in the order of ids, one page in memory at a time."""
		if page_size < 1:
			raise invalid(f"A page holds at least one device, not {page_size}.")
		paths = None if projection is None else list(projection)
		last_id: str | None = None
		while True:
			page = self._list("devices", queries.after(query, last_id), paths, limit=page_size, sort=BY_ID)
			yield from page
			if len(page) < page_size:
				return
			last_id = page[-1]["_id"]

	def count(self, query: Query | None = None) -> int:
		"""How many devices match."""
		return self._count("devices", query)

	def find_device(self, serial: str, projection: Iterable[str] | None = None) -> DeviceMatch | None:
		"""The device of this serial, by one query a step: serial number, GPON serial, then the ids (slow).

		None when no step finds it. Raises `ambiguous` when a step finds several: never a guess.
		"""
		paths = None if projection is None else list(projection)
		for matched_by, query in queries.lookups(serial):
			if matched_by == "device_id":
				logger.warning("GenieACS: looking for %s through every device id, which is slow", serial)
			found = self._list("devices", query, paths, limit=2)
			if len(found) > 1:
				names = " and ".join(str(device["_id"]) for device in found)
				raise GenieACSError(f"Several devices match {serial}, such as {names}.", "ambiguous")
			if found:
				return DeviceMatch(found[0]["_id"], matched_by, found[0])
		return None

	def delete_device(self, device_id: str) -> None:
		"""Forget a device, its tasks and its faults. Unknown devices are forgotten too. May be `in_session`."""
		self._write("DELETE", f"/devices/{url_segment(device_id)}")

	def add_tag(self, device_id: str, tag: str) -> None:
		"""Tag a device. Raises `not_found`."""
		self._write("POST", f"/devices/{url_segment(device_id)}/tags/{url_segment(tag)}")

	def remove_tag(self, device_id: str, tag: str) -> None:
		"""Take a tag off a device. Raises `not_found` for the device only."""
		self._write("DELETE", f"/devices/{url_segment(device_id)}/tags/{url_segment(tag)}")
