"""The ways out to the ISP: their state, addresses and, when down, the device's reason."""

from gigafibre_fsm.network.facts import Wan
from gigafibre_fsm.network.profiles.schema import Profile
from gigafibre_fsm.network.sections import wan_tr098, wan_tr181
from gigafibre_fsm.network.tree import Node


def read(root: Node, profile: Profile) -> tuple[Wan, ...]:
	"""Every way out, the one that carries the Internet first."""
	read_model = wan_tr181.read if profile.root == "Device" else wan_tr098.read
	return tuple(sorted(read_model(root, profile.wan), key=lambda wan: not wan.internet_is_up))
