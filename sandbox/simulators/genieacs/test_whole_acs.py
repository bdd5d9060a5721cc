"""The ACS as a whole, seen through the client: down, slow, large, and never crashed by what we send."""

import unittest

import requests
from hypothesis import given, settings
from hypothesis import strategies as st

from gigafibre_fsm.integrations.genieacs import Config, GenieACS, GenieACSError, Preset, Script, StoredFile
from gigafibre_fsm.integrations.genieacs.queries import query_text
from sandbox.simulators.genieacs import GenieACSSimulator, fleet
from sandbox.simulators.genieacs.crash import WouldCrash
from sandbox.simulators.genieacs.query import compile_query, expand
from sandbox.simulators.genieacs.testing import MODEM, StoryCase


class WholeAcs(StoryCase):
	def test_an_acs_that_is_down_is_unreachable_for_readings_and_tasks_alike(self):
		self.control("", down=True)
		for call in (lambda: self.acs.count(), lambda: self.acs.reboot(MODEM)):
			self.assertEqual(self.failing(call).cause, "unreachable")

		self.control("", down=False)
		self.assertEqual(self.acs.count(), 2)

	def test_an_acs_that_is_slow_times_out(self):
		self.control("", slow=1)
		with GenieACS(Config(self.simulator.url, read_timeout=0.2)) as acs:
			self.assertEqual(self.failing(acs.count).cause, "timeout")

	def test_a_device_it_does_not_know(self):
		for call in (
			lambda: self.acs.reboot("x-y"),
			lambda: self.acs.device("x-y"),
			lambda: self.acs.add_tag("x-y", "t"),
		):
			error = self.failing(call)
			self.assertEqual((error.cause, str(error)), ("not_found", "No such device"))

	def test_the_log_tells_what_was_asked(self):
		self.acs.count()

		(entry,) = requests.get(f"{self.simulator.url}/_sim/log", timeout=5).json()

		self.assertEqual((entry["method"], entry["path"], entry["status"]), ("HEAD", "/devices", "200 OK"))

	def test_a_wrong_order_to_the_simulator_is_explained(self):
		answer = self.control(f"/devices/{MODEM}", mode="asleep")

		self.assertEqual(answer.status_code, 400)
		self.assertIn("Unknown mode", answer.json()["error"])
		self.assertEqual(self.control("/devices/nobody", mode="online").status_code, 400)

	def test_what_is_put_is_listed_and_gone_once_deleted(self):
		preset = Preset(
			"ztp", ({"type": "provision", "name": "hosts"},), 2, "boot", '{"_tags": "new"}', {"1 BOOT": True}
		)
		self.acs.put_preset(preset)
		self.acs.put_provision(Script("hosts", "commit();"))
		self.acs.put_virtual_parameter(Script("Rx", "return 1;"))
		self.acs.put_file(StoredFile("fw.bin", version="2"), b"12")

		self.assertEqual(self.acs.presets(), [preset])
		self.assertEqual(self.acs.provisions(), [Script("hosts", "commit();")])
		self.assertEqual(self.acs.virtual_parameters(), [Script("Rx", "return 1;")])
		self.assertEqual(
			[(file.name, file.length, file.version) for file in self.acs.files()], [("fw.bin", 2, "2")]
		)

		self.acs.delete_preset("ztp")
		self.acs.delete_provision("hosts")
		self.acs.delete_virtual_parameter("Rx")
		self.acs.delete_file("fw.bin")
		left = (self.acs.presets(), self.acs.provisions(), self.acs.virtual_parameters(), self.acs.files())
		self.assertEqual(left, ([], [], [], []))
		self.assertEqual(self.failing(self.acs.delete_file, "fw.bin").cause, "not_found")


class Fleets(unittest.TestCase):
	def test_a_fleet_is_read_page_by_page_each_device_once(self):
		with GenieACSSimulator(fleet(450)) as simulator, GenieACS(Config(simulator.url)) as acs:
			ids = [device["_id"] for device in acs.iter_devices(projection=["_lastInform"], page_size=100)]

			self.assertEqual(len(ids), 450)
			self.assertEqual(ids, sorted(set(ids)))
			self.assertEqual(acs.count({"_lastInform": {"$gt": "2020-01-01T00:00:00Z"}}), 450)


conditions = st.recursive(
	st.none()
	| st.booleans()
	| st.integers()
	| st.text("a*/([x2026-01T:.\\", max_size=12)
	| st.floats(allow_nan=False, allow_infinity=False),
	lambda inner: (
		st.lists(inner, max_size=2)
		| st.dictionaries(
			st.sampled_from(
				(
					"$eq",
					"$ne",
					"$gt",
					"$in",
					"$nin",
					"$exists",
					"$regex",
					"$options",
					"$not",
					"$or",
					"$foo",
					"a",
					"",
				)
			),
			inner,
			max_size=2,
		)
	),
	max_leaves=5,
)
queries = st.recursive(
	st.dictionaries(
		st.sampled_from(("_id", "Device.X", "_tags", "a.b", "$where", "")), conditions, max_size=3
	),
	lambda inner: st.dictionaries(
		st.sampled_from(("$and", "$or", "$nor", "$not")), st.lists(inner, max_size=2) | inner
	),
	max_leaves=4,
)


class NothingCrashes(unittest.TestCase):
	@settings(max_examples=400)
	@given(query=queries)
	def test_a_query_the_client_lets_through_never_crashes_the_acs(self, query):
		try:
			query_text("devices", query)
		except GenieACSError:
			return
		try:
			compile_query(expand(query))
		except WouldCrash as crash:
			self.fail(f"{query!r} went through, and: {crash}")
