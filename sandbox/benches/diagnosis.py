"""`make bench-diagnosis`: what it costs to read one modem, to count them all, and to find one."""

import argparse
import copy
import json
import logging
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from gigafibre_fsm.integrations.genieacs import Config, GenieACS
from gigafibre_fsm.network.diagnosis import summarize
from sandbox.simulators.genieacs.devices import fleet, xx230v

LEAVES_OF_A_REAL_ONE = 5428
TIMES = 500
FLEET = 7600
LOOKUPS = 20
BASICS = ("_id", "_lastInform")

Tree = dict[str, Any]


def main() -> None:
	parser = argparse.ArgumentParser(description=__doc__)
	parser.add_argument("--site", help="a site of the bench whose `sites` folder we are in")
	site = parser.parse_args().site
	print_summary()
	with simulator(FLEET) as url:
		print_fleet(url, site)
		print_lookups(url)


def print_summary() -> None:
	device = whole_xx230v()
	took = durations(lambda: summarize(device), TIMES)
	print(
		f"summarise one XX230v ({sum(1 for _ in leaves(device)):,} leaves, {TIMES} times): "
		f"median {statistics.median(took):.2f} ms, p95 {statistics.quantiles(took, n=20)[-1]:.2f} ms"
	)


def print_fleet(url: str, site: str | None) -> None:
	"""The summary runs in a process of its own: what it holds at most is then the summary's."""
	command = [sys.executable, "-m", "sandbox.benches.fleet", url, *([site] if site else [])]
	told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
	fleet = json.loads(told.splitlines()[-1])
	print(
		f"fleet summary of {fleet['total']:,} simulated devices, paged: {fleet['took_s']:.1f} s, "
		f"peak {fleet['peak_mb']:.0f} MB in the app's process ({fleet['before_mb']:.0f} MB before); "
		f"{fleet['online']:,} online, {fleet['rx']['bad']:,} with bad light"
	)


def print_lookups(url: str) -> None:
	"""Each way of finding one device, on the simulator's NBI: a real ACS searches MongoDB instead."""
	device = next(model for number, model in enumerate(fleet(FLEET)) if number == FLEET // 2)
	gpon = device.document["Device"]["Optical"]["Interface"]["1"]["GponAuth"]["GponSn"]["_value"]
	with GenieACS(Config(url)) as acs:
		logging.getLogger(acs.__module__.rpartition(".")[0]).setLevel(logging.ERROR)
		ways = {
			"by its stored id": lambda: acs.device(device.id, BASICS),
			"by serial search, first step": lambda: acs.find_device(device.serial, BASICS),
			"by GPON serial, second step": lambda: acs.find_device(gpon[-8:], BASICS),
			"by scanning every id, last step": lambda: acs.find_device(device.serial[-9:], BASICS),
		}
		for way, call in ways.items():
			took = durations(call, LOOKUPS)
			print(
				f"look up one of {FLEET:,} {way}: median {statistics.median(took):.1f} ms ({LOOKUPS} times)"
			)


@contextmanager
def simulator(count: int) -> Iterator[str]:
	"""A GenieACS with this many devices, in a process of its own and without waits; gives its address."""
	port = free_port()
	command = [sys.executable, "-m", "sandbox.simulators.genieacs", "--port", str(port)]
	process = subprocess.Popen(
		[*command, "--fleet", str(count), "--pace", "0"], stdout=subprocess.PIPE, text=True
	)
	try:
		# It says so on one line once it answers.
		process.stdout.readline()
		yield f"http://127.0.0.1:{port}"
	finally:
		process.terminate()
		process.wait()


def free_port() -> int:
	with socket.socket() as probe:
		probe.bind(("127.0.0.1", 0))
		return probe.getsockname()[1]


def whole_xx230v() -> Tree:
	"""The demo device, with as many leaves as a real one has: what the reader never looks at must cost nothing."""
	device = copy.deepcopy(xx230v().document)
	missing = LEAVES_OF_A_REAL_ONE - sum(1 for _ in leaves(device))
	filler = {str(number): {"Value": {"_object": False, "_value": number}} for number in range(missing)}
	device["Device"]["X_TP_Filler"] = {"_object": True, "Row": {"_object": True, **filler}}
	return device


def leaves(node: Tree) -> Iterator[Tree]:
	"""Every node that can hold a value."""
	for child in node.values():
		if isinstance(child, dict):
			if child.get("_object") is False:
				yield child
			else:
				yield from leaves(child)


def durations(call: Callable[[], object], times: int) -> list[float]:
	"""How long each call took, in ms."""
	took = []
	for _ in range(times):
		started = time.perf_counter()
		call()
		took.append((time.perf_counter() - started) * 1000)
	return took


if __name__ == "__main__":
	main()
