"""One vocabulary for what the data models and vendors spell differently."""

import re

from gigafibre_fsm.words import N_

STATUSES = {
	"up": N_("Up"),
	"connected": N_("Up"),
	"down": N_("Down"),
	"disconnected": N_("Down"),
	"nolink": N_("Down"),
	"disabled": N_("Disabled"),
	"connecting": N_("Connecting"),
}

SERVICES = {"INTERNET": "Internet", "VOICE": "VoIP", "VOIP": "VoIP", "TR069": "TR069", "IPTV": "IPTV"}

STANDARDS = ("a", "b", "g", "n", "ac", "ax", "be")


def status(written: str | None) -> str | None:
	"""A link's state: Up, Down, Disabled, Connecting, or the device's own word for anything else."""
	return STATUSES.get((written or "").lower(), written)


def service(written: str | None) -> str | None:
	"""What a connection is for: "TR069_INTERNET" → "TR069,Internet"; "Unknown" is None."""
	words = [word for word in re.split(r"[,_/ ]+", written or "") if word and word.lower() != "unknown"]
	return ",".join(SERVICES.get(word.upper(), word) for word in words) or None


def standard(written: str | None) -> str | None:
	"""The 802.11 letters in their order: "11bgn" → "b/g/n", "a,n,ac,ax" → "a/n/ac/ax"."""
	letters = re.findall(r"ac|ax|be|[abgn]", re.sub(r"802\.?11|mixed|only", "", (written or "").lower()))
	return "/".join(letter for letter in STANDARDS if letter in letters) or None


def bandwidth(written: str | None) -> str | None:
	"""A channel's width as "80MHz"; a range or "auto" does not say what is in use."""
	match = re.fullmatch(r"(20|40|80|160|320)\s*(MHz)?", written or "", re.IGNORECASE)
	return f"{match.group(1)}MHz" if match else None


def speed(written: str | None) -> int | None:
	"""A negotiated rate in Mbit/s: "1000", "Auto_100"; −1 and "Auto" are unknown."""
	match = re.fullmatch(r"(?:Auto_?)?(\d{2,6})", written or "", re.IGNORECASE)
	return int(match.group(1)) if match else None


def duplex(written: str | None) -> str | None:
	"""Full or Half ("Auto_Full" too); "Auto" is unknown."""
	match = re.fullmatch(r"(?:Auto_)?(Full|Half)", written or "", re.IGNORECASE)
	return match.group(1).capitalize() if match else None


def vlan(number: int | None) -> int | None:
	"""A VLAN id, 1…4094; 0 is "untagged"."""
	return number if number is not None and 1 <= number <= 4094 else None


def error(written: str | None) -> str | None:
	"""A connection's last error in the data model's word; ERROR_NONE is none."""
	return None if written in (None, "ERROR_NONE", "NONE") else written


def channel(number: int | None) -> int | None:
	"""A channel in use; 0 is "automatic" or "off"."""
	return number if number is not None and 1 <= number <= 233 else None


def rate(kbps: float | None, mbps: float | None = None) -> float | None:
	"""A link rate in Mbit/s; 0 is "not measured"."""
	if kbps:
		return round(kbps / 1000, 1) if kbps > 0 else None
	return round(mbps, 1) if mbps and mbps > 0 else None


def name(written: str | None) -> str | None:
	"""A host's name; devices write "Unknown" or "*" for none."""
	return None if (written or "").lower() in ("", "unknown", "*", "-", "--") else written


def backhaul(written: str | None) -> str | None:
	"""How a mesh node reaches the controller: Wi-Fi, Ethernet, or the device's own word; the controller has none."""
	plain = (written or "").lower()
	if plain in ("", "none", "null"):
		return None
	if "eth" in plain:
		return "Ethernet"
	return "Wi-Fi" if plain.replace("-", "").startswith(("wifi", "wlan", "802.11", "ieee")) else written
