"""Tasks and their outcomes, against a server that answers what the test tells it to."""

import json
import logging

from gigafibre_fsm.integrations.genieacs.testing import DEVICE, REACHABLE, TASK, ClientCase


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
