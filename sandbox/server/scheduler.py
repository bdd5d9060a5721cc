"""The scheduler's thread: looks every few seconds whether something is due."""

import logging
import threading

import frappe
from frappe.utils.scheduler import enqueue_events, is_scheduler_inactive

logger = logging.getLogger("sandbox.scheduler")

TICK_SECONDS = 15


class Scheduler(threading.Thread):
	"""Queues the scheduled jobs of a site until it is told to stop."""

	def __init__(self, site: str, sites_path: str):
		super().__init__(name="scheduler", daemon=True)
		self._site, self._sites_path = site, sites_path
		self._stopping = threading.Event()

	def run(self) -> None:
		"""Tick until `stop`; one bad tick does not end it."""
		while not self._stopping.wait(TICK_SECONDS):
			try:
				self.tick()
			except Exception:
				logger.exception("The scheduler could not look for due events")

	def tick(self) -> None:
		"""Queue what is due now."""
		frappe.init(self._site, sites_path=self._sites_path, force=True)
		try:
			frappe.connect()
			if not is_scheduler_inactive():
				enqueue_events()
		finally:
			frappe.destroy()

	def stop(self) -> None:
		"""No further tick."""
		self._stopping.set()
