"""Where each family of modems keeps what we want to know: one data file a family, no code.

To add a family, add a file here that sets `PROFILE` (start from `dataclasses.replace` on TR181 or TR098). Paths are
below the data model's root; `*` stands for an instance number; where several leaves are named, the first that holds
something is read. Sources: INTEGRATIONS §2 and, where a file says so, public code that agrees with itself.
"""

import importlib
import pkgutil
import re
from functools import cache

from gigafibre_fsm.network.profiles.schema import Profile
from gigafibre_fsm.network.tree import Node


@cache
def profiles() -> tuple[Profile, ...]:
	"""Every profile of this folder."""
	modules = (
		importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)
	)
	return tuple(module.PROFILE for module in modules if hasattr(module, "PROFILE"))


def choose(device: Node) -> Profile:
	"""The profile that fits best: by model, else by manufacturer, else the plain data model."""
	old = device.at("InternetGatewayDevice").exists and not device.at("Device").exists
	root = "InternetGatewayDevice" if old else "Device"
	named = (manufacturer(device, root) or "", model(device, root) or "")
	fitting = [profile for profile in profiles() if profile.root == root and fits(profile, *named)]
	return max(fitting, key=lambda profile: (bool(profile.model), bool(profile.manufacturer)))


def fits(profile: Profile, manufacturer: str, model: str) -> bool:
	"""Whether a profile's patterns, those it has, are all met."""
	told = ((profile.manufacturer, manufacturer), (profile.model, model))
	return all(re.match(pattern, text, re.IGNORECASE) for pattern, text in told if pattern)


def manufacturer(device: Node, root: str) -> str | None:
	return device.text(f"{root}.DeviceInfo.Manufacturer", "_deviceId._Manufacturer", "DeviceID.Manufacturer")


def model(device: Node, root: str) -> str | None:
	"""The model's name; a product class is only the next best (TP-Link's is "Device2" throughout)."""
	return device.text(f"{root}.DeviceInfo.ModelName", "_deviceId._ProductClass", "DeviceID.ProductClass")
