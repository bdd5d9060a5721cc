"""The simulator's northbound interface, asked as any HTTP client would. Compared with GenieACS 1.2.16."""

import json
import unittest

import requests

from sandbox.simulators.genieacs import GenieACSSimulator, eg8145v5, xx230v

MODEM = "1C61B4-Device2-22366C4001287"
UNKNOWN_TASK = "6b0110f7b90742aa500c86ee"


class NbiCase(unittest.TestCase):
	expects_crashes = False

	def setUp(self):
		self.acs = GenieACSSimulator([xx230v(), eg8145v5()], reboot_seconds=0).start()
		self.addCleanup(self.acs.close)

	def tearDown(self):
		if not self.expects_crashes:
			self.assertEqual(list(self.acs.crashes), [])

	def ask(self, method, path, **options):
		return requests.request(method, self.acs.url + path, timeout=10, **options)

	def ids(self, query):
		response = self.ask("GET", "/devices", params={"query": json.dumps(query), "projection": "_id"})
		return [device["_id"] for device in response.json()]


class Listings(NbiCase):
	def test_a_listing_carries_its_total_and_head_nothing_else(self):
		listed = self.ask("GET", "/devices/?limit=1")
		counted = self.ask("HEAD", "/devices")

		self.assertEqual((len(listed.json()), listed.headers["total"]), (1, "2"))
		self.assertEqual((counted.headers["total"], counted.content), ("2", b""))

	def test_every_collection_answers_and_an_unknown_one_is_404(self):
		for name in (
			"devices",
			"tasks",
			"faults",
			"presets",
			"provisions",
			"virtual_parameters",
			"files",
			"objects",
		):
			with self.subTest(name):
				self.assertEqual(self.ask("GET", f"/{name}").status_code, 200)
		self.assertEqual(self.ask("GET", "/nothing").status_code, 404)

	def test_bad_json_is_400_in_plain_text(self):
		for path in ("/devices?query={x", "/devices?sort=x"):
			with self.subTest(path):
				response = self.ask("GET", path)
				self.assertEqual(response.status_code, 400)
				self.assertIn("SyntaxError", response.text)

	def test_a_wrong_method_names_the_right_ones(self):
		for method, path, allowed in (
			("POST", "/devices", "GET, HEAD"),
			("GET", "/presets/x", "PUT, DELETE"),
			("GET", f"/devices/{MODEM}/tasks", "POST"),
			("GET", f"/devices/{MODEM}", "DELETE"),
			("PUT", f"/devices/{MODEM}/tags/x", "POST, DELETE"),
			("GET", f"/tasks/{UNKNOWN_TASK}/retry", "POST"),
			("GET", "/faults/a:b", "DELETE"),
		):
			with self.subTest(path):
				response = self.ask(method, path)
				self.assertEqual((response.status_code, response.headers["Allow"]), (405, allowed))

	def test_projection_sort_skip_and_limit(self):
		page = self.ask(
			"GET",
			'/devices?projection=_deviceId._SerialNumber&sort={"Device.DeviceInfo.SerialNumber":-1}&limit=1',
		).json()
		last = self.ask("GET", '/devices?projection=_id&sort={"_id":1}&skip=1').json()

		self.assertEqual(page, [{"_id": MODEM, "_deviceId": {"_SerialNumber": "22366C4001287"}}])
		self.assertEqual(last, [{"_id": MODEM}])


class Queries(NbiCase):
	def test_a_plain_path_means_its_value_so_device_id_never_matches(self):
		self.assertEqual(self.ids({"Device.DeviceInfo.ModelName": "XX230v"}), [MODEM])
		self.assertEqual(self.ids({"DeviceID.SerialNumber": "22366C4001287"}), [])
		self.assertEqual(self.ids({"_deviceId._SerialNumber": "22366C4001287"}), [MODEM])

	def test_a_text_also_means_a_number_a_date_a_wildcard_or_a_pattern(self):
		path = "Device.DeviceInfo.ModelName"
		for condition in ("XX*", "*30v", "/xx230V/i", {"$regex": "^XX"}, {"$in": ["a", "XX230v"]}):
			with self.subTest(condition):
				self.assertEqual(self.ids({path: condition}), [MODEM])
		self.assertEqual(self.ids({"Device.DeviceInfo.MemoryStatus.Total": "212544"}), [MODEM])
		self.assertEqual(len(self.ids({"_lastInform": {"$gt": "2020-01-01T00:00:00Z"}})), 2)
		self.assertEqual(self.ids({"_lastInform": {"$lt": "2020-01-01T00:00:00Z"}}), [])

	def test_values_compare_within_their_type(self):
		self.assertEqual(self.ids({"Device.ManagementServer.EnableCWMP": True}), [MODEM])
		self.assertEqual(self.ids({"Device.ManagementServer.EnableCWMP": "true"}), [])
		self.assertEqual(self.ids({"Device.ManagementServer.EnableCWMP": 1}), [])

	def test_conditions_combine(self):
		self.assertEqual(len(self.ids({"$or": [{"_id": MODEM}, {"_deviceId._OUI": "00259E"}]})), 2)
		self.assertEqual(self.ids({"$and": [{"_id": MODEM}, {"_tags": "vip"}]}), [])
		self.assertEqual(len(self.ids({"$nor": [{"_id": MODEM}]})), 1)
		self.assertEqual(self.ids({"Device.DeviceInfo": {"$exists": True}}), [])
		self.assertEqual(self.ids({"Device.DeviceInfo.ModelName": {"$exists": True}}), [MODEM])
		self.assertEqual(len(self.ids({"Device.DeviceInfo.ModelName": {"$ne": "XX230v"}})), 1)

	def test_an_and_after_another_field_overwrites_it_as_genieacs_does(self):
		total = {"Device.DeviceInfo.MemoryStatus.Total": "1"}

		self.assertEqual(self.ids(total | {"$and": [{"_id": MODEM}]}), [MODEM])
		self.assertEqual(self.ids({"$and": [{"_id": MODEM}]} | total), [])


class Writing(NbiCase):
	def test_tags_come_and_go_and_unknown_devices_are_404(self):
		tag = f"/devices/{MODEM}/tags/vip%20%C3%A9"
		self.assertEqual(self.ask("POST", tag).status_code, 200)
		self.assertEqual(self.ids({"_tags": "vip é"}), [MODEM])
		self.assertEqual(self.ask("DELETE", tag).status_code, 200)
		self.assertEqual(self.ids({"_tags": "vip é"}), [])

		response = self.ask("POST", "/devices/x-y/tags/z")
		self.assertEqual((response.status_code, response.text), (404, "No such device"))

	def test_presets_are_kept_as_sent_and_broken_scripts_are_refused(self):
		self.assertEqual(self.ask("PUT", "/presets/ztp", json={"weight": 1}).status_code, 200)
		self.assertEqual(self.ask("GET", "/presets").json(), [{"_id": "ztp", "weight": 1}])
		self.assertEqual(self.ask("PUT", "/presets/ztp", data="{x").status_code, 400)

		self.assertEqual(self.ask("PUT", "/provisions/a", data="log('a}');").status_code, 200)
		for script in ("if (", "}", "let a = 'x", "f({)}"):
			with self.subTest(script):
				response = self.ask("PUT", "/provisions/b", data=script)
				self.assertEqual(response.status_code, 400)
				self.assertIn("SyntaxError", response.text)
		self.assertEqual([one["_id"] for one in self.ask("GET", "/provisions").json()], ["a"])
		self.assertEqual(self.ask("DELETE", "/provisions/a").status_code, 200)

	def test_files_keep_their_headers_and_are_gone_once_deleted(self):
		sent = self.ask(
			"PUT", "/files/fw.bin", data=b"12345", headers={"fileType": "1 Firmware", "version": "2"}
		)
		(file,) = self.ask("GET", "/files").json()

		self.assertEqual((sent.status_code, file["length"]), (201, 5))
		self.assertEqual(file["metadata"], {"fileType": "1 Firmware", "version": "2"})
		self.assertEqual(self.ask("DELETE", "/files/fw.bin").status_code, 200)
		self.assertEqual(self.ask("DELETE", "/files/fw.bin").status_code, 404)

	def test_deleting_a_device_takes_its_tasks_along_and_an_unknown_one_is_fine(self):
		self.ask("POST", f"/devices/{MODEM}/tasks", json={"name": "reboot"})

		self.assertEqual(self.ask("DELETE", f"/devices/{MODEM}").status_code, 200)

		self.assertEqual(self.ids({"_id": MODEM}), [])
		self.assertEqual(self.ask("GET", "/tasks").json(), [])
		self.assertEqual(self.ask("DELETE", f"/devices/{MODEM}").status_code, 200)

	def test_a_device_in_session_is_503(self):
		self.acs.set_mode(MODEM, "in_session")

		response = self.ask("DELETE", f"/devices/{MODEM}")

		self.assertEqual((response.status_code, response.text), (503, "Device is in session"))


class Crashes(NbiCase):
	expects_crashes = True

	def test_what_would_kill_a_worker_gets_no_answer_and_is_told_loudly(self):
		tasks = f"/devices/{MODEM}/tasks"
		killers = (
			("GET", "/devices?query=null", None),
			("GET", '/devices?query={"$or":{"a":1}}', None),
			("GET", '/devices?query={"a":{"$foo":1}}', None),
			("GET", '/devices?query={"a":"/(/"}', None),
			("GET", '/devices?sort={"_id":2}', None),
			("GET", "/devices?skip=x", None),
			("GET", "/devices?projection=A,A-b,A.c", None),
			("GET", '/tasks?query={"_id":"abc"}', None),
			("DELETE", "/tasks/abc", None),
			("POST", f"/tasks/{UNKNOWN_TASK}/retry", None),
			("DELETE", "/faults/a:task_12", None),
			("DELETE", "/presets/%C3", None),
			("PUT", "/presets/x", "null"),
			("POST", tasks, '{"name":"dance"}'),
			("POST", tasks, '{"name":"refreshObject"}'),
			("POST", tasks, '{"name":"setParameterValues","parameterValues":[["a",null]]}'),
		)
		for method, path, body in killers:
			with self.subTest(path), self.assertRaises(requests.ConnectionError):
				self.ask(method, path, data=body)
		self.assertEqual(len(self.acs.crashes), len(killers))
		self.assertEqual(self.ask("HEAD", "/devices").status_code, 200)
