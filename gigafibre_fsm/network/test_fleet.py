"""The fleet in numbers: each modem counted once, a page in memory at a time."""

from datetime import timedelta

from gigafibre_fsm.integrations.genieacs import GenieACSError
from gigafibre_fsm.network import fleet_summary
from gigafibre_fsm.tests.fake_acs import URL, FakeACS, NetworkTestCase, modem


class TestFleet(NetworkTestCase):
	def test_modems_are_counted_by_presence_and_by_light(self):
		never = modem("S6")
		del never["_lastInform"]
		self.acs = FakeACS(
			modem("S1"),
			modem("S2", light=25),
			modem("S3", light=10),
			modem("S4", light=0),
			modem("S5", informed=timedelta(days=3)),
			never,
		)

		fleet = fleet_summary()

		self.assertEqual(fleet["total"], 6)
		self.assertEqual((fleet["online"], fleet["offline"], fleet["never"]), (4, 1, 1))
		self.assertEqual(fleet["rx"], {"good": 3, "marginal": 1, "bad": 1, "none": 1, "unknown": 0})

	def test_models_are_counted_with_who_is_there(self):
		self.acs = FakeACS(modem("S1"), modem("S2", informed=timedelta(days=3)))

		self.assertEqual(
			fleet_summary()["by_model"], [{"model": "XX230v", "firmware": "1.0", "count": 2, "online": 1}]
		)

	def test_an_empty_acs_is_a_fleet_of_none(self):
		self.acs = FakeACS()

		fleet = fleet_summary()
		self.assertEqual((fleet["total"], fleet["by_model"]), (0, []))

	def test_only_a_few_branches_of_a_page_of_devices_are_asked_for(self):
		fleet_summary()

		(listing,) = self.acs.listings
		self.assertEqual(listing["page_size"], 200)
		self.assertNotIn("Device.Hosts", listing["projection"])
		self.assertNotIn("Device.WiFi", listing["projection"])

	def test_an_acs_that_does_not_answer_is_named(self):
		self.acs = FakeACS(error=GenieACSError("Connection refused", "unreachable"))

		self.assertRefused(f"GenieACS cannot be reached at {URL}", fleet_summary)
