"""`python -m sandbox.translations extract|check`, from the repository's root."""

import argparse
import sys

from sandbox.translations import catalogs
from sandbox.translations.check import problems


def main() -> None:
	"""Parse the command and do it."""
	parser = argparse.ArgumentParser(prog="python -m sandbox.translations", description=__doc__)
	commands = parser.add_subparsers(required=True)
	extract = commands.add_parser("extract", help="write main.pot and bring fr.po in step")
	extract.set_defaults(do=_extract)
	check = commands.add_parser("check", help="name every message that is not right in French")
	check.set_defaults(do=_check)
	parser.parse_args().do()


def _extract() -> None:
	catalogs.update(catalogs.extract())


def _check() -> None:
	source = catalogs.extract()
	found = list(problems(source, catalogs.read(catalogs.TEMPLATE), catalogs.read(catalogs.FRENCH)))
	for problem in found:
		print(problem)
	if found:
		sys.exit(f"{len(found)} faults in {len(source)} messages; run make translations, then fill in fr.po")
	print(f"{len(source)} messages, all in French")


main()
