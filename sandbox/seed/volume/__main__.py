"""`python -m sandbox.seed.volume [--site demo.localhost] [--scale 0.01]`"""

import argparse
import os
import sys

from sandbox.seed.place import connected
from sandbox.seed.volume import seed


def main() -> None:
	"""Seed the sandbox's volume site, or a bench's site (from the bench's `sites` folder)."""
	parser = argparse.ArgumentParser(prog="python -m sandbox.seed.volume", description=__doc__)
	parser.add_argument("--site", help="a site of the bench whose `sites` folder we are in")
	parser.add_argument("--scale", type=float, default=float(os.environ.get("SCALE") or 1))
	arguments = parser.parse_args()
	with connected(arguments.site):
		import frappe

		try:
			seed(arguments.scale)
		except frappe.ValidationError as refusal:
			sys.exit(str(refusal))


if __name__ == "__main__":
	main()
