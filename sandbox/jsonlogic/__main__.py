"""`make jsonlogic SUITE=file`: a suite in the public format, `[[rule, data, expected], "a comment", …]`."""

import json
import sys
from pathlib import Path

from sandbox.jsonlogic.reference import are_equal, ours


def main(suite: str) -> int:
	"""Print the cases we answer otherwise than the suite expects, and how many there were; 1 when there was any."""
	cases = [case for case in json.loads(Path(suite).read_text()) if isinstance(case, list)]
	wrong = 0
	for rule, data, expected in cases:
		answer = ours(rule, data)
		if not are_equal(answer, {"value": expected}):
			wrong += 1
			print(
				f"{json.dumps(rule)} with {json.dumps(data)}: expected {json.dumps(expected)}, got {answer}"
			)
	print(f"{len(cases)} cases, {wrong} differ")
	return 1 if wrong or not cases else 0


if __name__ == "__main__":
	if len(sys.argv) != 2 or not Path(sys.argv[1]).is_file():
		sys.exit("Which suite? make jsonlogic SUITE=path/to/tests.json")
	sys.exit(main(sys.argv[1]))
