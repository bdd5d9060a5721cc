"""Task bodies: what GenieACS would throw on never leaves."""

import json
import unittest

from hypothesis import given
from hypothesis import strategies as st

from gigafibre_fsm.integrations.genieacs import GenieACSError
from gigafibre_fsm.integrations.genieacs import tasks as bodies

anything = st.recursive(
	st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
	lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
	max_leaves=6,
)


class Bodies(unittest.TestCase):
	def refused(self, make, *arguments):
		with self.assertRaises(GenieACSError) as refused:
			make(*arguments)
		self.assertEqual(refused.exception.cause, "invalid")
		return str(refused.exception)

	def test_each_task_has_the_shape_genieacs_reads(self):
		self.assertEqual(
			bodies.refresh_object("Device.Hosts.Host."),
			{"name": "refreshObject", "objectName": "Device.Hosts.Host"},
		)
		self.assertEqual(bodies.refresh_object(""), {"name": "refreshObject", "objectName": ""})
		self.assertEqual(
			bodies.set_parameter_values([("Device.X", True), ("Device.Y", "a", "xsd:string")]),
			{
				"name": "setParameterValues",
				"parameterValues": [["Device.X", True], ["Device.Y", "a", "xsd:string"]],
			},
		)
		self.assertEqual(
			bodies.provisions([("refresh-hosts",), ("tag", "x", None, 3)]),
			{"name": "provisions", "provisions": [["refresh-hosts"], ["tag", "x", None, 3]]},
		)
		self.assertEqual(
			bodies.add_object("Device.NAT.PortMapping"),
			{"name": "addObject", "objectName": "Device.NAT.PortMapping"},
		)

	def test_wildcards_and_aliases_are_paths(self):
		for path in (
			"Device.WiFi.*.SSID",
			"Device.Ethernet.Interface.[Name:eth0.1].Status",
			'A.[b:"x]y",c.d:2].E',
		):
			with self.subTest(path):
				self.assertEqual(bodies.refresh_object(path)["objectName"], path)

	def test_what_is_no_path_is_refused(self):
		for path in ("a..b", ".a", "a b", "a.[b", "a.*b", "é", "a.b..", None, 3):
			with self.subTest(path):
				self.refused(bodies.refresh_object, path)
		self.refused(bodies.get_parameter_values, [])
		self.refused(bodies.get_parameter_values, [""])
		self.refused(bodies.delete_object, "")

	def test_a_refused_value_is_never_repeated_in_the_message(self):
		for value in (["hunter2"], {"secret": "hunter2"}, b"hunter2"):
			with self.subTest(value):
				self.assertNotIn(
					"hunter2", self.refused(bodies.set_parameter_values, [("Device.Password", value)])
				)

	def test_types_are_those_of_tr_069(self):
		self.assertIn("xsd:text", self.refused(bodies.set_parameter_values, [("a", 1, "xsd:text")]))

	def test_a_fault_id_names_a_device_a_channel_and_a_true_task(self):
		self.assertEqual(bodies.fault_id("a-b:default"), "a-b:default")
		for text in ("a-b", ":x", "a-b:", "a-b:task_12", None):
			with self.subTest(text):
				self.refused(bodies.fault_id, text)

	@given(values=anything)
	def test_whatever_is_given_as_values_is_refused_or_fits(self, values):
		try:
			body = bodies.set_parameter_values(values)
		except (GenieACSError, TypeError):
			return
		self.assertTrue(json.dumps(body, allow_nan=False))
		for path, value, *rest in body["parameterValues"]:
			self.assertTrue(path)
			self.assertIsInstance(value, str | bool | int | float)
			self.assertTrue(all(one.startswith("xsd:") for one in rest))


class Deliveries(unittest.TestCase):
	def test_the_options_travel_where_genieacs_reads_them(self):
		self.assertEqual(bodies.parameters({}), {"connection_request": ""})
		self.assertEqual(bodies.parameters({"connection_request": False, "session_timeout": 9}), {})
		self.assertEqual(bodies.parameters({"session_timeout": 2.5})["timeout"], "2500")
		self.assertEqual(
			bodies.with_delivery({"name": "reboot"}, {"expiry": 60, "unique_key": "reboot"}),
			{"name": "reboot", "expiry": 60, "uniqueKey": "reboot"},
		)

	def test_times_are_above_zero(self):
		for seconds in (0, -1, True, "5", float("inf"), float("nan")):
			with self.subTest(seconds), self.assertRaises(GenieACSError):
				bodies.seconds("budget", seconds)
