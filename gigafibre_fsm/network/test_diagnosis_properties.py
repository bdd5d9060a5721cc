"""Whatever the tree: no exception, the agreed keys, JSON any writer takes."""

import copy
import unittest

from gigafibre_fsm.network.diagnosis import summarize
from gigafibre_fsm.tests.modem_trees import NOW
from gigafibre_fsm.tests.modems import eg8145v5, xx230v
from gigafibre_fsm.tests.summary_contract import assert_contract

try:
	from hypothesis import HealthCheck, given, settings
	from hypothesis import strategies as st
except ImportError as error:
	raise unittest.SkipTest("hypothesis is not installed") from error

BOUNDED = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))

ODD_TEXTS = [
	"",
	"NaN",
	"-inf",
	"Infinity",
	"1e400",
	"0x10",
	"null",
	"192.168.1.1",
	"…",
	"9" * 5000,
	"\ud800",
	"true",
]
SCALARS = st.one_of(
	st.none(),
	st.booleans(),
	st.integers(),
	st.just(10**400),
	st.floats(),
	st.sampled_from(ODD_TEXTS),
	st.text(max_size=20),
	st.datetimes(),
)
JUNK = st.recursive(
	SCALARS,
	lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
	max_leaves=12,
)
MODEMS = {"xx230v": xx230v(), "eg8145v5": eg8145v5()}


def names_of(node: dict) -> set[str]:
	"""Every branch and leaf name below a node."""
	found = set(node)
	for child in node.values():
		found |= names_of(child) if isinstance(child, dict) else set()
	return found


def paths_of(node: dict, above: tuple = ()) -> list[tuple]:
	"""The path of every node below this one."""
	found = []
	for name, child in node.items():
		found.append((*above, name))
		found += paths_of(child, (*above, name)) if isinstance(child, dict) else []
	return found


PATHS = {name: paths_of(device) for name, device in MODEMS.items()}
NAMES = st.sampled_from(sorted(names_of(MODEMS["xx230v"]) | names_of(MODEMS["eg8145v5"])))
PLAUSIBLE = st.recursive(
	SCALARS | st.fixed_dictionaries({"_value": SCALARS | JUNK}),
	lambda inner: st.dictionaries(NAMES, inner, max_size=6),
	max_leaves=60,
)


class TestAnyTree(unittest.TestCase):
	@BOUNDED
	@given(JUNK)
	def test_nonsense(self, junk):
		assert_contract(self, summarize(junk, now=NOW))

	@BOUNDED
	@given(PLAUSIBLE, st.sampled_from(["Device", "InternetGatewayDevice"]))
	def test_known_names_in_unknown_places(self, device, root):
		assert_contract(self, summarize({root: device, "_lastInform": device}, now=NOW))

	@BOUNDED
	@given(st.data())
	def test_a_real_shape_with_nodes_replaced_or_missing(self, data):
		name = data.draw(st.sampled_from(sorted(MODEMS)))
		device = copy.deepcopy(MODEMS[name])
		for path in data.draw(st.lists(st.sampled_from(PATHS[name]), max_size=12)):
			damage(device, path, data.draw(JUNK | st.just(...)))

		assert_contract(self, summarize(device, now=NOW))


def damage(device: dict, path: tuple, junk: object) -> None:
	"""Put junk at a path, or remove what is there; what an earlier damage removed stays away."""
	*branch, name = path
	node = device
	for step in branch:
		node = node.get(step)
		if not isinstance(node, dict):
			return
	if junk is ...:
		node.pop(name, None)
	else:
		node[name] = junk
