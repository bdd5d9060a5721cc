"""Translations from the apps' `locale/<language>.po`.

A bench compiles these into `.mo` files first; here the `.po` is read directly, so an edit is seen
at the next request.
"""

from functools import lru_cache
from pathlib import Path

from babel.messages.pofile import read_po

import frappe

PO_DIR = "locale"
POT_FILE = "main.pot"


def get_po_dir(app: str) -> Path:
	"""Where an app keeps its catalogues."""
	return Path(frappe.get_app_path(app)) / PO_DIR


def get_locales(app: str) -> list[str]:
	"""The languages an app is translated to."""
	return sorted(path.stem for path in get_po_dir(app).glob("*.po"))


def get_po_path(app: str, locale: str | None = None) -> Path:
	"""The catalogue of a language."""
	return get_po_dir(app) / f"{locale}.po"


def get_translations_from_mo(lang: str, app: str) -> dict[str, str]:
	"""An app's translations: `source` or `source:context` to text; {} where there are none."""
	if not lang or not app:
		return {}
	path = get_po_path(app, lang.replace("-", "_"))
	return dict(_read(path, path.stat().st_mtime_ns)) if path.exists() else {}


@lru_cache(maxsize=32)
def _read(path: Path, _version: int) -> dict[str, str]:
	with path.open("rb") as file:
		catalog = read_po(file)
	translations = {}
	for message in catalog:
		if not message.id or not message.string or message.fuzzy:
			continue
		source = message.id if isinstance(message.id, str) else message.id[0]
		text = message.string if isinstance(message.string, str) else message.string[0]
		translations[f"{source}:{message.context}" if message.context else source] = text
	return translations
