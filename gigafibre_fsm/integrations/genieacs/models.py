"""What goes into the GenieACS client and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

# A device as the ACS stores it: `_id, _deviceId, _lastInform, _tags…` and the parameter tree, whose leaves
# carry `_value, _type, _timestamp, _writable` (INTEGRATIONS.md §1, "Device JSON").
Device = dict[str, Any]
Json = Any

MatchedBy = Literal["serial", "gpon_sn", "device_id"]
Outcome = Literal["done", "queued", "faulted", "unknown"]


@dataclass(frozen=True, slots=True)
class Config:
	"""Where the NBI is and how long we wait for it. Times in seconds."""

	base_url: str
	connect_timeout: float = 3.0
	read_timeout: float = 20.0
	# 30 s for the session lock, 2 s of connection request, 4 s for the session to start, 120 s for it to end.
	task_timeout: float = 160.0
	retries: int = 2
	pool_size: int = 10

	def __post_init__(self) -> None:
		if not self.base_url.startswith(("http://", "https://")):
			raise ValueError(f"The ACS address “{self.base_url}” must start with http:// or https://.")


@dataclass(frozen=True, slots=True)
class ServerStatus:
	"""Proof that an NBI answers: its version (None when a proxy hides it) and how many devices it knows."""

	version: str | None
	devices: int


@dataclass(frozen=True, slots=True)
class DeviceMatch:
	"""The device found for a serial, and which step found it: a scan of all ids (`device_id`) is slow."""

	device_id: str
	matched_by: MatchedBy
	device: Device = field(repr=False, compare=False)

	@property
	def slow(self) -> bool:
		"""Whether it took a scan of every device id: worth remembering the id it found."""
		return self.matched_by == "device_id"


@dataclass(frozen=True, slots=True)
class Fault:
	"""Why a channel (a task or a preset) of a device failed. It is tried again after 300 s × 2^retries."""

	id: str
	device: str
	channel: str
	code: str
	message: str
	retries: int
	timestamp: datetime | None = None
	detail: Any = None

	@property
	def cwmp_code(self) -> int | None:
		"""The CPE's own fault number (9005, 9806…); None when it was not the CPE that failed."""
		prefix, _, number = self.code.partition(".")
		return int(number) if prefix == "cwmp" and number.isdigit() else None

	@property
	def vendor_specific(self) -> bool:
		"""9800–9899 belong to the vendor and do not recover by themselves, unlike 9005."""
		return self.cwmp_code is not None and 9800 <= self.cwmp_code <= 9899


@dataclass(frozen=True, slots=True)
class Task:
	"""A task that waits in the ACS's queue."""

	id: str
	name: str
	device: str
	timestamp: datetime | None
	arguments: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class TaskResult:
	"""What became of a task.

	`done` tells that the session ended without a fault. Otherwise `reason` is GenieACS's own reason phrase
	(`Device is offline`, `Task queued but not processed`, `Task faulted`, `Connection request error: …`), or
	our sentence when we stopped waiting: the task may then have been done, be queued, or not have arrived,
	so `task_id` and `http_status` are None.
	"""

	task_id: str | None
	done: bool
	reason: str | None = None
	fault: Fault | None = None
	http_status: int | None = None

	@property
	def outcome(self) -> Outcome:
		"""`done`, `faulted`, `queued` (it will run at the next session) or `unknown` (we stopped waiting)."""
		if self.done:
			return "done"
		if self.http_status is None:
			return "unknown"
		return "faulted" if self.fault or self.reason == "Task faulted" else "queued"


@dataclass(frozen=True, slots=True)
class Preset:
	"""When and on which devices provisions run.

	`precondition` is a JSON query as text (`{"_tags": "demo"}`), or an expression; `events` maps event codes to
	whether they must be present; `configurations` are `{"type": "provision", "name", "args"}` and the like.
	"""

	name: str
	configurations: Sequence[Mapping[str, Any]] = ()
	weight: int = 0
	channel: str = "default"
	precondition: str = ""
	events: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Script:
	"""A provision or a virtual parameter: JavaScript under a name."""

	name: str
	script: str


@dataclass(frozen=True, slots=True)
class StoredFile:
	"""A firmware or configuration file kept by the ACS; sizes in bytes."""

	name: str
	length: int = 0
	file_type: str | None = None
	oui: str | None = None
	product_class: str | None = None
	version: str | None = None
	uploaded_at: datetime | None = None
