"""The ACS of this site: FSM Settings turned into a GenieACS client, one pool of connections a process."""

from functools import lru_cache

import frappe

from gigafibre_fsm.integrations.genieacs import Config, GenieACS


class AcsOff(Exception):
	"""GenieACS is switched off in FSM Settings."""


def acs(patience: float | None = None) -> GenieACS:
	"""Return the client; `patience` (s) shortens how long a read may take. Raises AcsOff."""
	settings = frappe.get_cached_doc("FSM Settings")
	if not (settings.genieacs_enabled and settings.genieacs_url):
		raise AcsOff
	timeout = patience or min(settings.genieacs_timeout or 5, LONGEST_WAIT)
	retries = 0 if patience else 1
	return _client(
		Config(
			settings.genieacs_url.rstrip("/"),
			connect_timeout=min(timeout, 2),
			read_timeout=timeout,
			retries=retries,
		)
	)


# However patient the settings are, a page is not (s).
LONGEST_WAIT = 30


@lru_cache(maxsize=8)
def _client(config: Config) -> GenieACS:
	return GenieACS(config)
