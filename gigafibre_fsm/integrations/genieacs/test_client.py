"""The client against a server that answers what the test tells it to."""

import json
import logging
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from gigafibre_fsm.integrations.genieacs import (
	Config,
	GenieACS,
	GenieACSError,
	Preset,
	Script,
	StoredFile,
)

DEVICE = "1C61B4-Device2-7"
REACHABLE = {
	"_id": DEVICE,
	"_lastInform": "2026-11-21T03:00:00.000Z",
	"Device": {"ManagementServer": {"ConnectionRequestURL": {"_value": "http://203.0.113.7/"}}},
}
TASK = {"_id": "6b0110f7b90742aa500c86ee", "name": "reboot", "device": DEVICE}


class ScriptedServer:
	"""Answers each request with the next of its answers: (status, reason, body) or "drop" or "hang"."""

	def __init__(self, *answers):
		self.answers, self.requests = list(answers), []
		self.released = threading.Event()
		script = self

		class Handler(BaseHTTPRequestHandler):
			protocol_version = "HTTP/1.1"

			def answer(self):
				body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
				script.requests.append((self.command, self.path, body.decode(), dict(self.headers)))
				script.reply(self, script.answers.pop(0) if script.answers else (200, "OK", []))

			do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = answer

			def log_message(self, *_args):
				pass

		self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
		self.server.daemon_threads = True
		threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

	def reply(self, handler, answer):
		if answer in ("drop", "hang"):
			if answer == "hang":
				self.released.wait(10)
			handler.close_connection = True
			handler.connection.shutdown(2)
			return
		status, reason, content = answer
		body = content.encode() if isinstance(content, str) else json.dumps(content).encode()
		handler.send_response(status, reason)
		handler.send_header("Content-Length", str(len(body)))
		handler.send_header("total", str(len(content)))
		handler.send_header("GenieACS-Version", "1.2.16")
		handler.end_headers()
		if handler.command != "HEAD":
			handler.wfile.write(body)

	@property
	def url(self):
		return f"http://127.0.0.1:{self.server.server_port}"

	def close(self):
		self.released.set()
		self.server.shutdown()
		self.server.server_close()


class ClientCase(unittest.TestCase):
	def serve(self, *answers, **config):
		server = ScriptedServer(*answers)
		self.addCleanup(server.close)
		acs = GenieACS(Config(server.url, **config))
		self.addCleanup(acs.close)
		return server, acs

	def failing(self, call, *arguments, **options):
		with self.assertRaises(GenieACSError) as failed:
			call(*arguments, **options)
		return failed.exception


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

	def test_an_address_without_scheme_is_refused_at_once(self):
		with self.assertRaisesRegex(ValueError, "must start with http"):
			Config("acs:7557")


class Tasks(ClientCase):
	def test_200_is_done(self):
		server, acs = self.serve((200, "OK", [REACHABLE]), (200, "OK", TASK))

		result = acs.reboot(DEVICE)

		self.assertTrue(result.done)
		self.assertEqual((result.task_id, result.outcome, result.http_status), (TASK["_id"], "done", 200))
		method, path, body, _headers = server.requests[-1]
		self.assertEqual((method, path), ("POST", f"/devices/{DEVICE}/tasks?connection_request="))
		self.assertEqual(json.loads(body), {"name": "reboot"})

	def test_the_reason_phrase_of_a_202_is_the_diagnosis(self):
		for reason in ("Device is offline", "Task queued but not processed", "Connection request error: x"):
			with self.subTest(reason):
				_server, acs = self.serve((200, "OK", [REACHABLE]), (202, reason, TASK))
				result = acs.reboot(DEVICE)
				self.assertEqual((result.done, result.reason, result.outcome), (False, reason, "queued"))

	def test_a_faulted_task_brings_its_fault(self):
		fault = {
			"_id": f"{DEVICE}:task_{TASK['_id']}",
			"device": DEVICE,
			"channel": f"task_{TASK['_id']}",
			"code": "cwmp.9806",
			"message": "Vendor fault",
			"retries": 0,
			"timestamp": "2026-11-21T03:00:00.000Z",
		}
		server, acs = self.serve((200, "OK", [REACHABLE]), (202, "Task faulted", TASK), (200, "OK", [fault]))

		result = acs.refresh_object(DEVICE, "Device.Hosts.Host")

		self.assertEqual(result.outcome, "faulted")
		self.assertEqual((result.fault.cwmp_code, result.fault.message), (9806, "Vendor fault"))
		self.assertTrue(result.fault.vendor_specific)
		self.assertIn(f"task_{TASK['_id']}", server.requests[-1][1])

	def test_that_a_task_faulted_is_told_even_if_the_fault_cannot_be_read(self):
		_server, acs = self.serve((200, "OK", [REACHABLE]), (202, "Task faulted", TASK), (500, "no", "boom"))

		result = acs.reboot(DEVICE)

		self.assertEqual((result.outcome, result.fault, result.reason), ("faulted", None, "Task faulted"))

	def test_our_own_timeout_means_that_the_outcome_is_unknown_not_that_it_failed(self):
		_server, acs = self.serve((200, "OK", [REACHABLE]), "hang")

		result = acs.reboot(DEVICE, budget=0.3)

		self.assertEqual((result.outcome, result.done, result.task_id), ("unknown", False, None))
		self.assertIn("outcome is unknown", result.reason)

	def test_a_connection_that_breaks_after_the_task_left_is_not_known_either(self):
		server, acs = self.serve((200, "OK", [REACHABLE]), "drop")

		self.assertEqual(acs.reboot(DEVICE).outcome, "unknown")
		self.assertEqual(sum(method == "POST" for method, *_rest in server.requests), 1)

	def test_an_unknown_device_is_not_found_before_anything_is_sent(self):
		server, acs = self.serve((200, "OK", []))

		error = self.failing(acs.reboot, DEVICE)

		self.assertEqual((error.cause, str(error)), ("not_found", "No such device"))
		self.assertEqual([method for method, *_rest in server.requests], ["GET"])

	def test_a_device_without_connection_request_address_is_never_called_as_that_would_crash_the_acs(self):
		server, acs = self.serve((200, "OK", [{"_id": DEVICE, "_lastInform": "x"}]), (202, "Accepted", TASK))

		result = acs.reboot(DEVICE)

		self.assertEqual(result.outcome, "queued")
		self.assertIn("No connection request address", result.reason)
		self.assertEqual(server.requests[-1][1], f"/devices/{DEVICE}/tasks")

	def test_a_task_left_for_the_next_session_is_queued_without_asking_the_device(self):
		server, acs = self.serve((202, "Accepted", TASK), (200, "OK", []))

		result = acs.factory_reset(DEVICE, connection_request=False)

		self.assertEqual((result.outcome, result.reason), ("queued", None))
		self.assertEqual(server.requests[0][1], f"/devices/{DEVICE}/tasks")

	def test_a_connection_request_alone_tells_why_it_failed(self):
		_server, acs = self.serve((200, "OK", [REACHABLE]), (504, "Device is offline", "Device is offline"))

		result = acs.connection_request(DEVICE)

		self.assertEqual((result.done, result.reason, result.http_status), (False, "Device is offline", 504))

	def test_an_unknown_task_is_never_retried_as_that_would_crash_the_acs(self):
		server, acs = self.serve((200, "OK", []))

		self.assertEqual(self.failing(acs.retry_task, TASK["_id"]).cause, "not_found")
		self.assertEqual([method for method, *_rest in server.requests], ["HEAD"])

	def test_written_values_are_in_no_log(self):
		_server, acs = self.serve((200, "OK", [REACHABLE]), (200, "OK", TASK))

		with self.assertLogs("gigafibre_fsm.integrations.genieacs", logging.DEBUG) as logs:
			acs.set_parameter_values(
				DEVICE, [("Device.WiFi.AccessPoint.1.Security.KeyPassphrase", "hunter22")]
			)

		self.assertNotIn("hunter22", "\n".join(logs.output))


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
