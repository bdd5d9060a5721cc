"""Many at once: deliveries over real HTTP, and workers with connections of their own."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import frappe
import frappe.app
import requests
from werkzeug.serving import make_server

from gigafibre_fsm import webhooks
from gigafibre_fsm.tests import webhook_senders as senders
from gigafibre_fsm.tests.http_case import serving_this_site

TIMES = 100
AT_ONCE = 20


def worker(name: str) -> Callable[[], None]:
	"""What a worker of this site does with a Webhook Event, in a connection of its own."""
	site, folder = frappe.local.site, frappe.local.sites_path

	def work() -> None:
		frappe.init(site, sites_path=folder, force=True)
		frappe.connect()
		try:
			webhooks.process(name)
		finally:
			frappe.destroy()

	return work


def at_once(action: Callable[[], object], times: int = TIMES) -> Counter:
	"""Do it so often in twenty threads; return how often each result came."""
	with ThreadPoolExecutor(AT_ONCE) as pool:
		return Counter(result.result() for result in [pool.submit(action) for _time in range(times)])


def delivered(url: str, request: senders.Request) -> int:
	"""Return the status this delivery was answered with."""
	return requests.post(
		url + request.path, data=request.body, headers=request.headers, timeout=60
	).status_code


@contextmanager
def served() -> Iterator[str]:
	"""The site under test, behind a port of its own."""
	frappe.db.commit()
	with serving_this_site():
		server = make_server("127.0.0.1", 0, frappe.app.application, threaded=True)
		thread = threading.Thread(target=server.serve_forever)
		thread.start()
		try:
			yield f"http://127.0.0.1:{server.server_port}"
		finally:
			server.shutdown()
			thread.join()
			server.server_close()
