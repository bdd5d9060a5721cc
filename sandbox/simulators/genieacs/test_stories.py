"""The client and the simulator together: what an agent's click sets off, and how each trouble ends."""

import threading
import time

from gigafibre_fsm.integrations.genieacs import Config, GenieACS
from sandbox.simulators.genieacs import GenieACSSimulator, xx230v
from sandbox.simulators.genieacs.testing import MODEM, StoryCase
from sandbox.simulators.genieacs.tree import value_at

HOSTS = "Device.Hosts.Host"
MESH = "Device.WiFi.MultiAP.APDevice"
RX = "Device.Optical.Interface.1.X_TP_GPON_Config.RXPower"
UPTIME = "Device.DeviceInfo.UpTime"


class Reading(StoryCase):
	def test_the_stored_light_is_old_until_it_is_read_again(self):
		before = self.stored(RX)
		self.control(f"/devices/{MODEM}", rx_dbm=-28.4)
		self.assertEqual(self.stored(RX), before)

		result = self.acs.get_parameter_values(MODEM, [RX])

		self.assertEqual((result.outcome, self.stored(RX)), ("done", 14))

	def test_a_refresh_stamps_what_it_read_and_nothing_else(self):
		before = self.acs.device(MODEM)["Device"]

		self.acs.refresh_object(MODEM, HOSTS)

		after = self.acs.device(MODEM)["Device"]
		self.assertGreater(
			after["Hosts"]["Host"]["1"]["_timestamp"], before["Hosts"]["Host"]["1"]["_timestamp"]
		)
		self.assertEqual(after["WiFi"]["_timestamp"], before["WiFi"]["_timestamp"])

	def test_a_host_that_left_the_table_leaves_the_stored_tree_too(self):
		self.simulator.device(MODEM).live["Device"]["Hosts"]["Host"].pop("3")

		self.acs.refresh_object(MODEM, f"{HOSTS}.*")

		self.assertNotIn("3", self.acs.device(MODEM, [HOSTS])["Device"]["Hosts"]["Host"])

	def test_each_step_of_a_lookup_finds_the_modem(self):
		for serial, step in (
			("22366C4001287", "serial"),
			("TPLGB4A1C287", "gpon_sn"),
			("b4a1c287", "gpon_sn"),
			("4001287", "device_id"),
			(MODEM, "device_id"),
		):
			with self.subTest(serial):
				match = self.acs.find_device(serial, ["_id"])
				self.assertEqual((match.device_id, match.matched_by), (MODEM, step))
		self.assertIsNone(self.acs.find_device("nobody", ["_id"]))

	def test_values_wander_a_little_between_two_readings(self):
		with GenieACSSimulator([xx230v()], drift=True) as simulator, GenieACS(Config(simulator.url)) as acs:
			before = value_at(acs.device(MODEM), UPTIME)
			acs.refresh_object(MODEM, "Device")
			after = acs.device(MODEM)

		self.assertGreater(value_at(after, UPTIME), before)
		self.assertAlmostEqual(value_at(after, RX), 110, delta=5)


class Outcomes(StoryCase):
	def test_each_trouble_has_its_own_words(self):
		for mode, reason in (
			("offline", "Device is offline"),
			("queued", "Task queued but not processed"),
			("in_session", "Task queued but not processed"),
			("504", "Connection request error: Incorrect connection request credentials"),
			("error:Connection request error: no route", "Connection request error: no route"),
		):
			with self.subTest(mode):
				self.simulator.set_mode(MODEM, mode)
				result = self.acs.refresh_object(MODEM, HOSTS)
				self.assertEqual((result.outcome, result.reason), ("queued", reason))

	def test_a_fault_of_the_modem_comes_with_its_code_and_stays_until_it_is_retried(self):
		self.simulator.set_mode(MODEM, "fault:9806:MultiAP")

		hosts = self.acs.refresh_object(MODEM, HOSTS)
		mesh = self.acs.refresh_object(MODEM, MESH)

		self.assertEqual(hosts.outcome, "done")
		self.assertEqual((mesh.outcome, mesh.fault.cwmp_code), ("faulted", 9806))
		self.assertEqual([fault.id for fault in self.acs.device_faults(MODEM)], [mesh.fault.id])

		self.simulator.set_mode(MODEM, "online")
		self.acs.retry_task(mesh.task_id)
		self.acs.get_parameter_values(MODEM, [UPTIME])
		self.assertEqual((self.acs.device_tasks(MODEM), self.acs.device_faults(MODEM)), ([], []))

	def test_deleting_a_fault_deletes_its_task(self):
		self.simulator.set_mode(MODEM, "fault:9805")
		fault = self.acs.reboot(MODEM).fault

		self.acs.delete_fault(fault.id)

		self.assertEqual((self.acs.device_tasks(MODEM), self.acs.device_faults(MODEM)), ([], []))

	def test_our_budget_ends_before_a_slow_session_and_the_task_is_done_later(self):
		self.simulator.set_mode(MODEM, "slow:0.6")

		result = self.acs.set_parameter_values(MODEM, [("Device.WiFi.SSID.1.SSID", "Neuf")], budget=0.2)

		self.assertEqual(result.outcome, "unknown")
		self.assertEqual(self.failing(self.acs.delete_device, MODEM).cause, "in_session")
		self.until(lambda: self.stored("Device.WiFi.SSID.1.SSID") == "Neuf")

	def test_a_rebooted_modem_is_away_then_tells_that_it_started(self):
		with GenieACSSimulator([xx230v()], pace=0.01, reboot_seconds=40) as simulator:
			with GenieACS(Config(simulator.url)) as acs:
				booted = acs.device(MODEM, ["_lastBoot"])["_lastBoot"]

				self.assertEqual(acs.reboot(MODEM).outcome, "done")
				self.assertEqual(acs.connection_request(MODEM).reason, "Device is offline")
				self.until(lambda: acs.device(MODEM, ["_lastBoot"])["_lastBoot"] > booted)

				acs.get_parameter_values(MODEM, [UPTIME])
				self.assertLess(value_at(acs.device(MODEM, [UPTIME]), UPTIME), 5)

	def test_a_factory_reset_bootstraps_again(self):
		before = self.acs.device(MODEM, ["_lastBootstrap"])["_lastBootstrap"]

		self.acs.factory_reset(MODEM)

		self.until(lambda: self.acs.device(MODEM, ["_lastBootstrap"])["_lastBootstrap"] > before)

	def test_what_was_queued_runs_when_the_modem_comes_back(self):
		self.simulator.set_mode(MODEM, "offline")
		self.acs.set_parameter_values(MODEM, [("Device.WiFi.SSID.1.SSID", "Neuf")])

		self.simulator.set_mode(MODEM, "online")

		self.assertEqual(self.stored("Device.WiFi.SSID.1.SSID"), "Neuf")
		self.assertEqual(self.acs.device_tasks(MODEM), [])

	def test_a_unique_key_replaces_the_earlier_task_and_an_expired_one_never_runs(self):
		for name in ("Un", "Deux"):
			self.acs.set_parameter_values(
				MODEM, [("Device.WiFi.SSID.1.SSID", name)], connection_request=False, unique_key="ssid"
			)
		self.acs.set_parameter_values(
			MODEM, [("Device.WiFi.SSID.3.SSID", "Trop tard")], connection_request=False, expiry=0.001
		)
		self.assertEqual(len(self.acs.device_tasks(MODEM)), 2)

		time.sleep(0.01)
		self.acs.get_parameter_values(MODEM, [UPTIME])

		self.assertEqual(self.stored("Device.WiFi.SSID.1.SSID"), "Deux")
		self.assertNotEqual(self.stored("Device.WiFi.SSID.3.SSID"), "Trop tard")

	def test_instances_are_made_and_deleted_where_the_modem_allows_it(self):
		table = "Device.Ethernet.VLANTermination"
		self.acs.add_object(MODEM, table, [("VLANID", 77)])
		self.assertEqual(self.stored(f"{table}.5.VLANID"), 77)

		self.acs.delete_object(MODEM, f"{table}.5")
		self.assertIsNone(self.stored(f"{table}.5.VLANID"))

	def test_tasks_of_one_modem_wait_for_each_other_and_all_end(self):
		results = []
		workers = [
			threading.Thread(target=lambda: results.append(self.acs.refresh_object(MODEM, HOSTS).outcome))
			for _ in range(12)
		]
		for worker in workers:
			worker.start()
		for worker in workers:
			worker.join()

		self.assertEqual(results, ["done"] * 12)
		self.assertEqual(self.acs.tasks(), [])

	def until(self, condition):
		deadline = time.monotonic() + 5
		while not condition():
			self.assertLess(time.monotonic(), deadline, "it never happened")
			time.sleep(0.02)
