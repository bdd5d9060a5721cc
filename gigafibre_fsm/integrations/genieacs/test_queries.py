"""What is asked of the NBI: never something its worker would crash on."""

import json
import unittest

from hypothesis import given
from hypothesis import strategies as st

from gigafibre_fsm.integrations.genieacs import GenieACSError
from gigafibre_fsm.integrations.genieacs.queries import (
	after,
	count_text,
	exactly,
	lookups,
	projection_text,
	query_text,
	sort_text,
)

steps = st.text("abAB_-1", min_size=1, max_size=3)
paths = st.lists(steps, min_size=1, max_size=4).map(".".join)


class Queries(unittest.TestCase):
	def refused(self, collection, query):
		with self.assertRaises(GenieACSError, msg=f"{query!r} went through") as refused:
			query_text(collection, query)
		self.assertEqual(refused.exception.cause, "invalid")
		return str(refused.exception)

	def test_what_genieacs_and_mongodb_know_goes_through_unchanged(self):
		for query in (
			{},
			{"_deviceId._SerialNumber": "22366C4001287"},
			{"$or": [{"_id": "a"}, {"Device.X": {"$regex": "^a", "$options": "i"}}]},
			{"_lastInform": {"$gt": "2026-11-20T00:00:00Z", "$lte": "2026-11-21T00:00:00Z"}},
			{"_tags": {"$in": ["a", "b"]}, "Device.X": {"$exists": False}},
			{"_id": {"$not": {"$regex": "^202BC1"}}},
			{"Device.X": None, "Device.Y": True, "Device.Z": 4.5, "Device.W": "TP-*"},
		):
			with self.subTest(query):
				self.assertEqual(json.loads(query_text("devices", query)), query)

	def test_what_would_crash_the_worker_is_refused(self):
		for query in (
			[],
			"x",
			{"$or": []},
			{"$or": {"a": 1}},
			{"$or": [1]},
			{"$where": "1"},
			{"$not": {"a": 1}},
			{"a": {"$foo": 1}},
			{"a": {}},
			{"a": {"b": 1}},
			{"a": {"$in": "x"}},
			{"a": {"$in": [{"$regex": "x"}]}},
			{"a": {"$regex": "("}},
			{"a": {"$regex": 1}},
			{"a": {"$regex": "a", "$options": "q"}},
			{"a": {"$options": "i"}},
			{"a": {"$exists": "yes"}},
			{"a": {"$not": 1}},
			{"a": {"$ne": "1", "$exists": True}},
			{"": 1},
			{"a..b": 1},
			{"a.": 1},
			{"a": [1]},
			{"a": "/(/"},
			{"a": "x(*y(*"},
		):
			with self.subTest(query):
				self.refused("devices", query)

	def test_ids_and_times_of_tasks_and_faults_take_comparisons_only(self):
		self.assertIn("24 hexadecimal", self.refused("tasks", {"_id": "abc"}))
		self.assertIn("24 hexadecimal", self.refused("tasks", {"_id": {"$in": ["abc"]}}))
		self.refused("tasks", {"_id": {"$regex": "^6"}})
		self.refused("faults", {"timestamp": {"$regex": "^2026"}})
		self.assertEqual(
			query_text("faults", {"_id": {"$regex": "^1C61B4"}}), '{"_id": {"$regex": "^1C61B4"}}'
		)

	def test_our_and_comes_first_because_genieacs_would_let_it_overwrite_the_fields_before(self):
		query = {"_deviceId._SerialNumber": "123456789", "$and": [{"_tags": "demo"}]}

		self.assertEqual(next(iter(json.loads(query_text("devices", query)))), "$and")

	def test_numbers_that_json_does_not_know_are_refused(self):
		with self.assertRaises(ValueError):
			query_text("devices", {"a": float("nan")})


class Shapes(unittest.TestCase):
	@given(wanted=st.lists(paths, min_size=1, max_size=8))
	def test_a_projection_never_names_a_path_twice_nor_one_inside_another(self, wanted):
		kept = projection_text(wanted).split(",")

		self.assertEqual(len(kept), len(set(kept)))
		for path in kept:
			self.assertFalse(any(path.startswith(f"{other}.") for other in kept))
		for path in wanted:
			self.assertTrue(any(path == other or path.startswith(f"{other}.") for other in kept))

	def test_an_empty_or_broken_projection_is_refused(self):
		for projection in ([], [""], ["a..b"], ["$x"], ["a,b"], "_id"):
			with self.subTest(projection), self.assertRaises(GenieACSError):
				projection_text(projection)

	def test_sorts_and_counts_must_make_sense(self):
		self.assertEqual(sort_text({"_lastInform": -1}), '{"_lastInform": -1}')
		for sort in ({"a": 2}, {"a": "1"}, {"a": True}, {"a..b": 1}):
			with self.subTest(sort), self.assertRaises(GenieACSError):
				sort_text(sort)
		self.assertEqual(count_text("limit", 0), "0")
		for count in (-1, 1.5, "3", True):
			with self.subTest(count), self.assertRaises(GenieACSError):
				count_text("limit", count)


class Lookups(unittest.TestCase):
	def test_a_gpon_serial_is_looked_for_in_three_steps_of_one_query(self):
		(first, by_serial), (second, by_gpon), (third, by_id) = lookups("TPLGB4FB2AC8")

		self.assertEqual((first, second, third), ("serial", "gpon_sn", "device_id"))
		self.assertEqual(by_serial, {"_deviceId._SerialNumber": "TPLGB4FB2AC8"})
		path = "Device.Optical.Interface.1.GponAuth.GponSn"
		self.assertEqual(by_gpon, {"$or": [{path: "54504C47B4FB2AC8"}, {path: {"$regex": "B4FB2AC8$"}}]})
		self.assertEqual(by_id, {"_id": {"$regex": "TPLGB4FB2AC8$", "$options": "i"}})

	def test_a_plain_serial_skips_the_gpon_step(self):
		self.assertEqual([step for step, _query in lookups("22366C4001287")], ["serial", "device_id"])

	def test_a_whole_device_id_is_looked_for_as_one(self):
		self.assertEqual(
			lookups("1C61B4-Device2-7")[-1][1], {"_id": {"$regex": "^1C61B4-Device2-7$", "$options": "i"}}
		)

	def test_a_text_too_short_never_searches_the_ids(self):
		self.assertEqual([step for step, _query in lookups("287")], ["serial"])

	def test_without_a_serial_there_is_nothing_to_look_for(self):
		with self.assertRaisesRegex(GenieACSError, "serial number is needed"):
			lookups("  ")

	@given(serial=st.text(min_size=1, max_size=12))
	def test_whatever_is_typed_as_a_serial_makes_queries_that_can_be_sent(self, serial):
		try:
			steps = lookups(serial)
		except GenieACSError:
			self.assertFalse(serial.strip() and serial.strip().isprintable())
			return
		for _step, query in steps:
			self.assertTrue(query_text("devices", query))

	def test_a_serial_that_looks_like_a_pattern_is_taken_literally(self):
		self.assertEqual(exactly("22*"), {"$regex": "^22\\*$"})
		self.assertEqual(exactly("/22/"), {"$regex": "^/22/$"})
		self.assertEqual(exactly("22"), "22")


class Pages(unittest.TestCase):
	def test_the_next_page_starts_behind_the_last_id(self):
		self.assertIsNone(after(None, None))
		self.assertEqual(after(None, "b"), {"_id": {"$gt": "b"}})
		self.assertEqual(after({"_tags": "x"}, "b"), {"$and": [{"_tags": "x"}, {"_id": {"$gt": "b"}}]})
