"""Asking the modem itself: each step is told as it happens, and every ending is told in words."""

from datetime import timedelta
from unittest.mock import patch

from gigafibre_fsm.integrations.genieacs import GenieACSError
from gigafibre_fsm.network import diagnose, refresh
from gigafibre_fsm.tests.factories_fsm import make_equipment, make_ont
from gigafibre_fsm.tests.fake_acs import (
	NO_ANSWER,
	OFFLINE,
	QUEUED,
	SERIAL,
	URL,
	FakeACS,
	NetworkTestCase,
	faulted,
	iso,
	modem,
	stamp,
)
from gigafibre_fsm.tests.modems import tree

WEAK_LIGHT = 16  # −27.96 dBm


class RefreshCase(NetworkTestCase):
	def setUp(self):
		super().setUp()
		self.device = make_ont(serial_number=SERIAL)
		enqueue = patch("frappe.enqueue")
		self.enqueue = enqueue.start()
		self.addCleanup(enqueue.stop)

	def refresh(self) -> list[dict]:
		"""Ask for a refresh, do the job that was queued, and return what the pages were told."""
		diagnose(self.device.name, ask_modem=True)
		call = self.enqueue.call_args.kwargs
		refresh.run(call["equipment"], call["refresh_id"])
		return self.states("diagnosis")

	def ending(self) -> dict:
		"""The last thing the pages were told: `{refresh, modem, acs, summary}`."""
		last = self.refresh()[-1]
		sources = {source["name"]: source for source in last["sources"]}
		return {**last, **sources}


class TestAsking(RefreshCase):
	def test_the_last_state_is_shown_at_once_while_a_job_asks(self):
		diagnose(self.device.name)

		seen = diagnose(self.device.name, ask_modem=True)

		self.assertEqual(seen["summary"]["optical"]["rx_dbm"], -19.59)
		self.assertEqual(seen["refresh"]["state"], "queued")
		self.assertEqual(self.enqueue.call_count, 1)
		self.assertEqual(self.acs.asked, [])

	def test_two_who_press_refresh_share_one(self):
		first = diagnose(self.device.name, ask_modem=True)["refresh"]
		second = diagnose(self.device.name, ask_modem=True)["refresh"]

		self.assertEqual(first["id"], second["id"])
		self.assertEqual(self.enqueue.call_count, 1)

	def test_a_finished_refresh_can_be_asked_for_again(self):
		self.refresh()
		diagnose(self.device.name, ask_modem=True)

		self.assertEqual(self.enqueue.call_count, 2)

	def test_who_opens_the_page_meanwhile_sees_where_it_stands(self):
		asked = diagnose(self.device.name, ask_modem=True)["refresh"]

		self.assertEqual(diagnose(self.device.name)["refresh"]["id"], asked["id"])


class TestSteps(RefreshCase):
	def test_every_step_is_told_in_order(self):
		told = [(message["refresh"]["state"], message["refresh"]["step"]) for message in self.refresh()]

		self.assertEqual(told, [("queued", 0), ("running", 1), ("running", 2), ("done", 2)])

	def test_each_step_says_how_long_it_may_take(self):
		labels = [message["refresh"]["label"] for message in self.refresh()]

		self.assertIn("up to 15 s", labels[1])
		self.assertIn("up to 10 s", labels[2])
		self.assertEqual(labels[3], "Up to date")

	def test_the_modem_is_called_once_a_step_within_its_budget(self):
		self.refresh()

		calls = [asked for asked in self.acs.asked if asked.delivery.get("connection_request", True)]
		self.assertEqual(
			[(asked.path, asked.delivery["budget"]) for asked in calls],
			[("Device.Hosts", 15), ("Device.WiFi.MultiAP", 10)],
		)

	def test_what_a_silent_modem_was_asked_is_not_done_hours_later(self):
		self.refresh()

		self.assertEqual({asked.delivery["expiry"] for asked in self.acs.asked}, {60})

	def test_new_values_arrive_with_the_step_that_read_them(self):
		self.acs.on_task = lambda asked: self.answer(light=WEAK_LIGHT)

		told = self.refresh()

		self.assertEqual(
			[message["summary"]["optical"]["rx_dbm"] for message in told[1:]], [-19.59, -27.96, -27.96]
		)
		self.assertLess(told[-1]["age_s"], 30)
		self.assertEqual(told[-1]["summary"]["findings"][0]["code"], "rx_weak")

	def answer(self, light: int) -> None:
		fresh = modem(light=light, fetched=timedelta(seconds=1))
		self.acs.devices_by_id[fresh["_id"]] = fresh

	def test_measurements_stay_in_the_devices_room_and_the_customers_hears_the_progress(self):
		self.refresh()

		heard = {told["doctype"]: told["message"] for told in self.told if told["event"] == "fsm_customer"}
		self.assertEqual(set(heard), {"Customer", "Service Equipment"})
		self.assertIn("summary", heard["Service Equipment"]["in"]["en"])
		self.assertEqual(heard["Customer"]["kind"], "device")
		self.assertEqual(set(heard["Customer"]["in"]["en"]), {"refresh"})

	def test_each_watcher_hears_it_in_their_own_language(self):
		self.refresh()

		said = self.told[-1]["message"]["in"]
		self.assertEqual(said["en"]["refresh"]["label"], "Up to date")
		self.assertEqual(said["fr"]["refresh"]["label"], "À jour")

	def test_a_device_on_the_shelf_has_a_room_of_its_own(self):
		self.device = make_equipment(serial_number="2236SHELF")
		self.acs = FakeACS(modem(serial="2236SHELF"))
		self.refresh()

		self.assertEqual(self.told[-1]["docname"], self.device.name)

	def test_a_tr098_modem_is_asked_in_its_own_words(self):
		old = tree(
			{"_id": "00259E-EG8145V5-1", "_deviceId._SerialNumber": SERIAL, "_lastInform": iso(timedelta())}
		)
		old |= tree({"InternetGatewayDevice.DeviceInfo.ModelName": "EG8145V5"})
		stamp(old, iso(timedelta(hours=1)))
		self.acs = FakeACS(old)
		self.refresh()

		self.assertTrue(all(asked.path.startswith("InternetGatewayDevice.") for asked in self.acs.asked))
		self.assertEqual(self.states("diagnosis")[-1]["refresh"]["state"], "done")


class TestEndings(RefreshCase):
	def test_a_modem_that_is_off_is_said_not_to_answer(self):
		self.acs.results.append(OFFLINE)

		ending = self.ending()

		self.assertEqual(ending["refresh"]["state"], "failed")
		self.assertEqual(ending["modem"]["message"], "The modem does not answer: Device is offline")
		self.assertIn("powered", ending["modem"]["hint"])
		self.assertEqual(ending["acs"]["state"], "stale")
		self.assertEqual(ending["summary"]["optical"]["rx_dbm"], -19.59)

	def test_a_modem_that_does_not_answer_is_not_asked_further(self):
		self.acs.results.append(OFFLINE)
		self.refresh()

		self.assertNotIn("Device.WiFi.MultiAP", [asked.path for asked in self.acs.asked])

	def test_a_202_is_told_with_the_acs_own_reason(self):
		self.acs.results.append(QUEUED)

		self.assertEqual(
			self.ending()["modem"]["message"],
			"The modem was called, but did not do it yet: Task queued but not processed",
		)

	def test_a_vendor_fault_is_told_with_its_number_and_a_way_out(self):
		self.acs.results.append(faulted(9806, "MultiAP busy"))

		ending = self.ending()
		self.assertEqual(ending["modem"]["message"], "The modem refused: fault 9806 MultiAP busy")
		self.assertIn("reboot", ending["modem"]["hint"])

	def test_a_step_that_faults_leaves_the_answers_of_the_others(self):
		self.acs.results.append(faulted(9805, "Hosts busy"))
		self.refresh()

		self.assertIn("Device.WiFi.MultiAP", [asked.path for asked in self.acs.asked])
		self.assertEqual(self.states("diagnosis")[-1]["refresh"]["state"], "failed")

	def test_a_modem_that_takes_too_long_is_left_in_doubt(self):
		self.acs.results.append(NO_ANSWER)

		self.assertIn("No answer in time", self.ending()["modem"]["message"])

	def test_an_acs_that_is_down_is_told_and_the_modem_not_blamed(self):
		self.acs = FakeACS(error=GenieACSError("Connection refused", "unreachable"))

		ending = self.ending()
		self.assertEqual(ending["acs"]["message"], f"GenieACS cannot be reached at {URL}")
		self.assertEqual(ending["modem"]["message"], "Not asked")
		self.assertEqual(ending["refresh"]["state"], "failed")

	def test_an_acs_that_refuses_the_task_is_quoted(self):
		self.acs.results.append(GenieACSError("Device is in session", "in_session"))

		self.assertEqual(
			self.ending()["refresh"]["message"], "The modem is busy with the ACS: Device is in session"
		)

	def test_an_acs_that_is_off_is_told(self):
		self.switch(0)

		self.assertEqual(self.ending()["refresh"]["message"], "GenieACS is switched off")

	def test_an_unknown_modem_is_told(self):
		self.acs = FakeACS()

		self.assertIn(f"does not know a device with serial {SERIAL}", self.ending()["refresh"]["message"])

	def test_no_step_is_left_pending(self):
		for result in (OFFLINE, QUEUED, NO_ANSWER, faulted(9806, "busy")):
			with self.subTest(result=result.reason):
				self.acs.results.append(result)
				self.assertNotIn("pending", [source["state"] for source in self.ending()["sources"]])
