"""The torment of flows, small: it finds nothing wrong, and it would."""

import subprocess
import sys
from unittest import TestCase

import frappe

from gigafibre_fsm.tests.factories_flows import step
from gigafibre_fsm.tests.flow_case import FlowTestCase
from sandbox.chaos.drawings import draw
from sandbox.chaos.flow_books import wrong
from sandbox.server.paths import ROOT


class TestTorment(TestCase):
	def test_a_few_runs_lose_and_repeat_nothing(self):
		command = [sys.executable, "-m", "sandbox.chaos.flows", "--count", "12", "--seed", "5"]
		ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)

		self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)
		self.assertIn("0 lost, 0 repeated.", ended.stdout)
		self.assertNotIn(" 0 kills", ended.stdout)

	def test_the_same_seed_draws_the_same_flow(self):
		from random import Random

		drawn = [draw(Random(7), "http://receiver.example") for _time in range(2)]

		self.assertEqual(drawn[0], drawn[1])


class TestBooks(FlowTestCase):
	def setUp(self):
		super().setUp()
		ticket = step("ticket", "create_ticket", params={"subject": "Chaos for {{ doc.name }}"})
		self.template = self.flow(ticket)
		self.run_name = self.started(self.template)
		self.key = frappe.db.get_value("Flow Run", self.run_name, "dedupe_key").rpartition(":")[2]
		self.addCleanup(frappe.db.commit)
		self.addCleanup(frappe.db.delete, "Issue", {"customer": self.customer.name})

	def found(self, done: dict | None = None) -> list[str]:
		return wrong([self.template], [self.key], done or {})

	def test_what_is_right_is_right(self):
		self.work(self.run_name)

		self.assertEqual(self.found(), [])

	def test_a_run_that_is_left_on_the_way_is_found(self):
		self.assertIn(f"run {self.run_name} is Running", self.found())

	def test_an_effect_that_happened_twice_is_found(self):
		self.work(self.run_name)
		again = {"doctype": "Issue", "subject": "Chaos for x", "customer": self.customer.name}
		name = frappe.get_doc(again).insert().name

		self.assertEqual(self.found(), [f"ticket {name} is nobody's: it was made twice"])

	def test_an_effect_that_is_not_there_is_found(self):
		self.work(self.run_name)
		frappe.db.delete("Issue", {"customer": self.customer.name})

		self.assertIn("is not there", self.found()[0])

	def test_a_call_that_no_step_made_is_found(self):
		self.work(self.run_name)

		self.assertEqual(len(self.found({f"{self.run_name}:ghost": 1})), 1)
