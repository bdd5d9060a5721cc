"""The client against a server that answers what the test tells it to."""

import json
import threading
from unittest import mock

from gigafibre_fsm.integrations.genieacs import Config, GenieACS, Preset, Script, StoredFile, transport
from gigafibre_fsm.integrations.genieacs.testing import DEVICE, REACHABLE, ClientCase


class Errors(ClientCase):
	def test_the_servers_own_words_and_a_stable_cause(self):
		for status, words, cause in (
			(400, "SyntaxError: Unexpected token", "invalid"),
			(404, "No such device", "not_found"),
			(405, "405 Method Not Allowed", "refused"),
			(503, "Device is in session", "in_session"),
			(500, "Error: boom", "server_error"),
			(302, "elsewhere", "refused"),
		):
			with self.subTest(status):
				_server, acs = self.serve((status, "whatever", words))
				error = self.failing(acs.add_tag, DEVICE, "vip")
				self.assertEqual((str(error), error.cause, error.http_status), (words, cause, status))

	def test_a_page_that_is_not_genieacs_is_said_to_be_none(self):
		_server, acs = self.serve((200, "OK", "<html>hello</html>"))

		error = self.failing(acs.devices)

		self.assertIn("did not answer as a GenieACS NBI", str(error))
		self.assertEqual(error.cause, "server_error")

	def test_nobody_listening_is_unreachable(self):
		server, acs = self.serve()
		server.close()

		error = self.failing(acs.count)

		self.assertEqual(error.cause, "unreachable")
		self.assertIn("cannot be reached", str(error))

	def test_reading_is_tried_again_when_the_connection_breaks_but_not_for_ever(self):
		server, acs = self.serve("drop", (200, "OK", [REACHABLE]))
		self.assertEqual(acs.device(DEVICE)["_id"], DEVICE)
		self.assertEqual(len(server.requests), 2)

		server, acs = self.serve(*["drop"] * 9, retries=1)
		self.assertEqual(self.failing(acs.count).cause, "unreachable")
		self.assertEqual(len(server.requests), 2)

	def test_writing_is_never_tried_again(self):
		server, acs = self.serve("drop", (200, "OK", ""))

		self.assertEqual(self.failing(acs.delete_device, DEVICE).cause, "unreachable")
		self.assertEqual(len(server.requests), 1)

	def test_a_slow_reading_times_out_and_is_not_repeated(self):
		server, acs = self.serve("hang", read_timeout=0.2)

		self.assertEqual(self.failing(acs.count).cause, "timeout")
		self.assertEqual(len(server.requests), 1)

	def test_an_answer_that_drips_is_cut_off_when_its_time_is_over(self):
		_server, acs = self.serve("drip", read_timeout=0.2)

		self.assertEqual(self.failing(acs.devices).cause, "timeout")

	def test_an_answer_larger_than_any_of_an_acs_is_not_kept(self):
		_server, acs = self.serve((200, "OK", " " * 2000))

		with mock.patch.object(transport, "LARGEST_ANSWER", 1000):
			self.assertIn("unreadably", str(self.failing(acs.devices)))

	def test_all_tries_together_end_within_the_time_limit(self):
		server, acs = self.serve(*["drop"] * 9, read_timeout=0.3, retries=8)

		self.assertEqual(self.failing(acs.count).cause, "unreachable")
		self.assertEqual(len(server.requests), 2)

	def test_credentials_of_a_proxied_address_are_in_no_message(self):
		server, _acs = self.serve((200, "OK", "<html>"), "drop")
		acs = GenieACS(Config(server.url.replace("//", "//acs:hunter22@"), retries=0))

		page = self.failing(acs.devices)
		gone = self.failing(acs.count)

		self.assertNotIn("hunter22", f"{page} {gone}")
		self.assertTrue(server.requests[0][3]["Authorization"].startswith("Basic "))

	def test_an_address_without_scheme_is_refused_at_once(self):
		with self.assertRaisesRegex(ValueError, "must start with http"):
			Config("acs:7557")


class Devices(ClientCase):
	def test_pages_follow_one_another_by_id_and_stop_at_a_short_one(self):
		pages = [[{"_id": "a"}, {"_id": "b"}], [{"_id": "c"}]]
		server, acs = self.serve(*[(200, "OK", page) for page in pages])

		self.assertEqual([device["_id"] for device in acs.iter_devices(page_size=2)], ["a", "b", "c"])
		self.assertIn("limit=2", server.requests[0][1])
		self.assertIn("%22%24gt%22%3A+%22b%22", server.requests[1][1])

	def test_several_matches_are_an_error_never_a_guess(self):
		_server, acs = self.serve((200, "OK", [{"_id": "a-1"}, {"_id": "b-1"}]))

		error = self.failing(acs.find_device, "7")

		self.assertEqual(error.cause, "ambiguous")
		self.assertIn("a-1 and b-1", str(error))

	def test_the_slow_step_says_so(self):
		_server, acs = self.serve((200, "OK", []), (200, "OK", [{"_id": DEVICE}]))

		match = acs.find_device("Device2-7")

		self.assertEqual((match.device_id, match.matched_by, match.slow), (DEVICE, "device_id", True))

	def test_the_total_is_read_without_the_documents(self):
		server, acs = self.serve((200, "OK", [1, 2, 3]))

		self.assertEqual(acs.count({"_tags": "vip"}), 3)
		self.assertEqual(server.requests[0][0], "HEAD")

	def test_the_status_tells_version_and_size(self):
		_server, acs = self.serve((200, "OK", [1, 2]))

		status = acs.status()

		self.assertEqual((status.version, status.devices), ("1.2.16", 2))

	def test_ids_and_tags_reach_the_server_quoted_as_its_routes_want_them(self):
		server, acs = self.serve((200, "OK", ""))

		acs.add_tag("00%2DD0-x", "v1.2 é")

		self.assertEqual(server.requests[0][1], "/devices/00%252DD0-x/tags/v1%2E2%20%C3%A9")


class Catalogue(ClientCase):
	def test_a_preset_that_would_stop_the_acs_is_refused(self):
		server, acs = self.serve()
		for preset in (
			Preset("p", [{"type": "dance"}]),
			Preset("p", [{"type": "provision"}]),
			Preset("p", [{"type": "provision", "name": "x", "args": "y"}]),
			Preset("p", precondition="not json"),
			Preset("p", precondition='{"$nor": []}'),
			Preset("p", precondition='{"a": {"$regex": "x"}}'),
			Preset("p", precondition='{"_tags": {"$gt": "x"}}'),
			Preset("p", precondition='{"a": null}'),
			Preset(".", []),
		):
			with self.subTest(preset):
				self.assertEqual(self.failing(acs.put_preset, preset).cause, "invalid")
		self.assertEqual(server.requests, [])

	def test_a_preset_travels_whole(self):
		server, acs = self.serve((200, "OK", ""))
		provision = {"type": "provision", "name": "hosts", "args": [1]}

		acs.put_preset(Preset("ztp", [provision], 5, "boot", '{"_tags": "new"}', {"0 BOOTSTRAP": True}))

		method, path, body, _headers = server.requests[0]
		self.assertEqual((method, path), ("PUT", "/presets/ztp"))
		self.assertEqual(
			json.loads(body),
			{
				"weight": 5,
				"channel": "boot",
				"precondition": '{"_tags": "new"}',
				"events": {"0 BOOTSTRAP": True},
				"configurations": [provision],
			},
		)

	def test_a_script_the_engine_refuses_comes_back_with_its_words(self):
		_server, acs = self.serve((400, "Bad Request", "SyntaxError: Unexpected token '}'"))

		error = self.failing(acs.put_provision, Script("hosts", "}"))

		self.assertEqual((error.cause, str(error)), ("invalid", "SyntaxError: Unexpected token '}'"))

	def test_a_file_carries_its_description_in_headers(self):
		server, acs = self.serve((201, "Created", ""))

		acs.put_file(StoredFile("fw.bin", file_type="1 Firmware Upgrade Image", version="0.8"), b"\x00\x01")

		_method, path, _body, headers = server.requests[0]
		self.assertEqual(
			(path, headers["fileType"], headers["version"]),
			("/files/fw%2Ebin", "1 Firmware Upgrade Image", "0.8"),
		)
		self.assertNotIn("oui", headers)

	def test_a_header_cannot_smuggle_another(self):
		server, acs = self.serve()

		error = self.failing(acs.put_file, StoredFile("x", version="1\r\nX: y"), b"")

		self.assertEqual((error.cause, server.requests), ("invalid", []))


class Threads(ClientCase):
	def test_many_threads_share_one_client(self):
		_server, acs = self.serve(*[(200, "OK", [1])] * 40)
		counts = []

		workers = [threading.Thread(target=lambda: counts.append(acs.count())) for _ in range(40)]
		for worker in workers:
			worker.start()
		for worker in workers:
			worker.join()

		self.assertEqual(counts, [1] * 40)
