"""GenieACS northbound interface (v1.2): devices, tasks, faults, presets, files. Contract: INTEGRATIONS.md §1.

`GenieACS(Config("http://acs:7557"))` is the whole door. The NBI has no authentication: it is reached from the
server only. What would crash its worker is refused here (`GenieACSError.cause == "invalid"`).
"""

from .client import GenieACS
from .errors import Cause, GenieACSError
from .ids import DeviceIdentity, device_id, escape, gpon_serial_hex, is_device_id, parse_device_id
from .models import (
	Config,
	Device,
	DeviceMatch,
	Fault,
	MatchedBy,
	Outcome,
	Preset,
	Script,
	ServerStatus,
	StoredFile,
	Task,
	TaskResult,
)
from .queries import Query
from .tasks import Delivery

__all__ = [
	"Cause",
	"Config",
	"Delivery",
	"Device",
	"DeviceIdentity",
	"DeviceMatch",
	"Fault",
	"GenieACS",
	"GenieACSError",
	"MatchedBy",
	"Outcome",
	"Preset",
	"Query",
	"Script",
	"ServerStatus",
	"StoredFile",
	"Task",
	"TaskResult",
	"device_id",
	"escape",
	"gpon_serial_hex",
	"is_device_id",
	"parse_device_id",
]
