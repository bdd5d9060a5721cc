"""The catalogues on disk, written as Frappe's own commands write them, but without line numbers: a moved line is
no change of words."""

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from gigafibre_fsm import __version__, hooks
from sandbox.translations.places import ROOT, methods, worth_entering

LOCALE = ROOT / "gigafibre_fsm" / "locale"
TEMPLATE = LOCALE / "main.pot"
FRENCH = LOCALE / "fr.po"
KEYWORDS = {**DEFAULT_KEYWORDS, "_lt": None}


def extract(root: Path = ROOT) -> Catalog:
	"""Collect the messages of the source, each with its (file, line) places."""
	catalog = _empty()
	found = extract_from_dir(root, methods(root), keywords=KEYWORDS, directory_filter=worth_entering)
	for file, line, message, comments, context in found:
		if message:
			catalog.add(message, locations=[(file, line)], auto_comments=comments, context=context)
	return catalog


def read(path: Path) -> Catalog:
	"""Read a catalogue; an absent one is empty."""
	locale = path.stem if path.suffix == ".po" else None
	if not path.exists():
		return _empty(locale)
	with path.open("rb") as file:
		return read_po(file, locale=locale)


def update(source: Catalog, template: Path = TEMPLATE, french: Path = FRENCH) -> None:
	"""Write the template anew and bring the French catalogue in step with it, keeping what is translated."""
	write(template, source)
	translated = read(french)
	translated.update(source, no_fuzzy_matching=True, update_creation_date=False)
	write(french, translated)


def write(path: Path, catalog: Catalog) -> None:
	"""Write a catalogue, with a new date only when something else changed."""
	catalog.creation_date = catalog.revision_date = read(path).creation_date
	if path.exists() and path.read_bytes() == _as_bytes(catalog):
		return
	catalog.creation_date = catalog.revision_date = datetime.now(UTC)
	path.write_bytes(_as_bytes(catalog))


def _empty(locale: str | None = None) -> Catalog:
	return Catalog(
		locale=locale,
		header_comment=f"# {hooks.app_title}",
		project=hooks.app_name,
		version=__version__,
		msgid_bugs_address=hooks.app_email,
		last_translator=hooks.app_email,
		language_team=hooks.app_email,
		fuzzy=False,
	)


def _as_bytes(catalog: Catalog) -> bytes:
	buffer = io.BytesIO()
	write_po(buffer, catalog, width=0, sort_output=True, ignore_obsolete=True, include_lineno=False)
	return buffer.getvalue()
