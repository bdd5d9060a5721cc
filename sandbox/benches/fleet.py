"""The fleet summary alone in its process, so that its memory is its own: `python -m sandbox.benches.fleet URL`."""

import json
import resource
import sys
from unittest.mock import patch

from gigafibre_fsm.integrations.genieacs import Config, GenieACS
from sandbox.seed.place import connected


def main() -> None:
	"""Print `{took_s, total, before_mb, peak_mb}`: resident memory before the summary, and at its highest."""
	url, *site = sys.argv[1:]
	with connected(*site):
		from gigafibre_fsm.network import fleet

		with GenieACS(Config(url)) as acs, patch.object(fleet, "acs", lambda: acs):
			before = peak_mb()
			summary = fleet.fleet_summary()
	print(json.dumps({**summary, "before_mb": before, "peak_mb": peak_mb()}))


def peak_mb() -> float:
	"""The most memory this process ever held, in MB (Linux counts in KiB)."""
	return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
	main()
