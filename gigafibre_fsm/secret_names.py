"""Which values are secrets, by what they are called. No frappe."""

from typing import Final

# Inside a name ("wifi_password", "apiKey"), and only as a word of it: "pin" is in "shipping".
PARTS: Final = (
	"password",
	"passphrase",
	"pwd",
	"psk",
	"secret",
	"token",
	"api_key",
	"apikey",
	"private_key",
	"authorization",
	"cookie",
)
WORDS: Final = frozenset(("pin",))


def is_secret_name(name: object) -> bool:
	"""Say whether something of this name is nobody's to read: "X-Api-Key", "sim_pin", "wifi passphrase"."""
	plain = str(name).lower().replace("-", "_").replace(" ", "_")
	return any(part in plain for part in PARTS) or not WORDS.isdisjoint(plain.split("_"))
