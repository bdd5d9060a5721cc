"""What the simulator's own stories share."""

import unittest

import requests

from gigafibre_fsm.integrations.genieacs import Config, GenieACS, GenieACSError
from sandbox.simulators.genieacs import GenieACSSimulator, eg8145v5, xx230v
from sandbox.simulators.genieacs.tree import value_at

MODEM = "1C61B4-Device2-22366C4001287"


class StoryCase(unittest.TestCase):
	def setUp(self):
		self.simulator = GenieACSSimulator([xx230v(), eg8145v5()], reboot_seconds=0).start()
		self.addCleanup(self.simulator.close)
		self.acs = GenieACS(Config(self.simulator.url, retries=0))
		self.addCleanup(self.acs.close)

	def tearDown(self):
		self.assertEqual(list(self.simulator.crashes), [])

	def control(self, path, **content):
		return requests.put(f"{self.simulator.url}/_sim{path}", json=content, timeout=5)

	def stored(self, path):
		return value_at(self.acs.device(MODEM, [path]), path)

	def failing(self, call, *arguments):
		with self.assertRaises(GenieACSError) as failed:
			call(*arguments)
		return failed.exception
