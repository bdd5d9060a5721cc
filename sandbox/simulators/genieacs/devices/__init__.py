"""Builders of simulated devices. Each returns a `Model`: a GenieACS document and how the device behaves."""

from .base import Client, Life, Model, Node
from .ex220 import ex220
from .fleet import fleet, fleet_serial
from .tr098 import eg8145v5, ht803g
from .xx230v import HOUSEHOLD, MESH, Line, xx230v

__all__ = [
	"HOUSEHOLD",
	"MESH",
	"Client",
	"Life",
	"Line",
	"Model",
	"Node",
	"eg8145v5",
	"ex220",
	"fleet",
	"fleet_serial",
	"ht803g",
	"xx230v",
]
