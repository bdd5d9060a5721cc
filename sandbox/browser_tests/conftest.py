"""A demo on a free port with a site of its own, and pages that are signed in to it."""

import fcntl
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from sandbox.browser_tests.site import Site
from sandbox.seed.accounts import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
	"""The address of a freshly seeded demo, stopped at the end; or OPS_URL, a bench that was seeded the same."""
	if bench := os.environ.get("OPS_URL"):
		yield bench
		return
	environment = {
		**os.environ,
		"SANDBOX_HOME": str(tmp_path_factory.mktemp("demo")),
		"PORT": str(free_port()),
		"HOST": "127.0.0.1",
	}
	command = [sys.executable, "-m", "sandbox", "demo"]
	with ExitStack() as stack:
		with one_at_a_time(tmp_path_factory.getbasetemp().parent / "demo.lock"):
			process = stack.enter_context(running(command, environment))
			address = wait_until_ready(process)
		yield address


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
	"""Demos of several test processes take their ports one after the other."""
	with path.open("w") as lock:
		fcntl.flock(lock, fcntl.LOCK_EX)
		yield


@pytest.fixture(scope="session")
def acs(demo: str) -> str:
	"""The address of the demo's GenieACS simulator, whose `/_sim` controls say how it misbehaves."""
	return Site(demo).read("FSM Settings", "FSM Settings")["genieacs_url"]


@pytest.fixture(scope="session")
def twilio(demo: str) -> str:
	"""The address of the demo's Twilio simulator."""
	return Site(demo).read("FSM Settings", "FSM Settings")["twilio_api_url"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
	with sync_playwright() as playwright:
		browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
		yield browser
		browser.close()


@pytest.fixture
def sign_in(browser: Browser, demo: str) -> Iterator[Callable[..., Page]]:
	"""Open /ops as somebody: `sign_in("agent")`, with Playwright's context options."""
	contexts = []

	def open_ops(who: str, **options) -> Page:
		options = {"viewport": {"width": 1440, "height": 900}, "locale": "fr-CA", **options}
		contexts.append(browser.new_context(base_url=demo, **options))
		page = contexts[-1].new_page()
		page.goto("/ops")
		page.locator("input[name=usr], #login_email").fill(f"{who}@gigafibre.example")
		page.locator("input[name=pwd], #login_password").fill(PASSWORD)
		page.keyboard.press("Enter")
		page.wait_for_url(lambda url: "/login" not in url)
		return page

	yield open_ops
	for context in contexts:
		context.close()


@contextmanager
def running(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
	process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
	try:
		yield process
	finally:
		process.send_signal(signal.SIGINT)
		process.wait(timeout=30)


def wait_until_ready(process: subprocess.Popen[str]) -> str:
	"""Read the demo's output until it says where it is. Fails with that output when it ends before."""
	said = []
	for line in process.stdout or ():
		said.append(line)
		if ready := re.match(r"ready: (http://\S+)/ops", line):
			return ready[1]
	raise RuntimeError("The demo did not start:\n" + "".join(said))


def free_port() -> int:
	with socket.socket() as probe:
		probe.bind(("127.0.0.1", 0))
		return probe.getsockname()[1]
