"""Figures as they are printed, and where a bench measures."""

import argparse
import os
import statistics
from collections.abc import Iterator
from contextlib import contextmanager

from sandbox.benches.callers import Caller, OverHTTP, in_process


def p50_p95(milliseconds: list[float]) -> tuple[float, float]:
	"""Return the median and the 95th percentile."""
	if len(milliseconds) < 2:
		return milliseconds[0], milliseconds[0]
	return statistics.median(milliseconds), statistics.quantiles(milliseconds, n=20, method="inclusive")[-1]


def line(what: str, milliseconds: list[float]) -> str:
	"""Return "what: p50 1.2 ms, p95 3.4 ms (40 calls)"."""
	middle, most = p50_p95(milliseconds)
	return f"{what:<44} p50 {middle:7.1f} ms   p95 {most:7.1f} ms   ({len(milliseconds)} calls)"


@contextmanager
def caller(description: str | None) -> Iterator[Caller]:
	"""Be signed in where the command line says: `--url` and `--user` (PASSWORD in the environment), or `--site`."""
	parser = argparse.ArgumentParser(description=description)
	parser.add_argument("--site", help="a site of the bench whose `sites` folder we are in")
	parser.add_argument("--url", help="a site that is served there")
	parser.add_argument("--user", default="Administrator")
	options = parser.parse_args()
	if options.url:
		yield OverHTTP(options.url, options.user, os.environ.get("PASSWORD", ""))
	else:
		with in_process(options.site) as signed_in:
			yield signed_in
