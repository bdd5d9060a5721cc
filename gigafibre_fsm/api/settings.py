"""Settings: what the desk's FSM Settings form asks for."""

from gigafibre_fsm import network
from gigafibre_fsm.api.access import endpoint


@endpoint(roles=("System Manager", "FSM Manager"), methods=("POST",))
def test_genieacs() -> dict:
	"""Try the saved GenieACS address: `{ok, message}`."""
	return network.test_acs()
