"""Where a message is looked for, and by which extractor: `babel_extractors.csv` first, then Frappe's own list."""

import csv
from pathlib import Path

from sandbox.translations import extractors

ROOT = Path(__file__).resolve().parents[2]
OURS = "babel_extractors.csv"
IGNORE = "ignore"

# The kinds of file the app has, in the order of Frappe's babel_extractors.csv: the first pattern that fits decides.
FRAPPE = (
	("**/doctype/*/*.json", "doctype"),
	("**/workspace/*/*.json", "workspace"),
	("**.py", "python"),
	("**.js", "javascript"),
	("**.html", "html_template"),
	("**.vue", "html_template"),
)

# Frappe's extractors by the name of their module.
EXTRACTORS = {
	"doctype": f"{extractors.__name__}.doctype",
	"workspace": f"{extractors.__name__}.workspace",
	"python": f"{extractors.__name__}.python",
	"javascript": f"{extractors.__name__}.calls",
	"html_template": f"{extractors.__name__}.calls",
}


def methods(root: Path = ROOT) -> list[tuple[str, str]]:
	"""Return (pattern, dotted name of an extractor) rows. Raises KeyError for an extractor of Frappe's that we have no match for."""
	with (root / OURS).open(encoding="utf-8") as file:
		ours = [(pattern, _named(method)) for pattern, method in csv.reader(file)]
	return ours + [(pattern, EXTRACTORS[name]) for pattern, name in FRAPPE]


def worth_entering(folder: str) -> bool:
	"""Whether a folder may hold messages; the ignored ones with thousands of files are not even listed."""
	name = Path(folder).name
	return not name.startswith((".", "_")) and name not in ("node_modules", "sandbox")


def _named(method: str) -> str:
	return IGNORE if method == IGNORE else EXTRACTORS[method.split(".")[-2]]
