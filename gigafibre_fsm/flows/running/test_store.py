"""What is kept of a run: no more than changed, nothing too long, no secret."""

import json
from datetime import datetime
from unittest import TestCase

import frappe

from gigafibre_fsm import flows
from gigafibre_fsm.flows.running import content, store, worker
from gigafibre_fsm.tests.factories_flows import step
from gigafibre_fsm.tests.flow_case import FlowTestCase, note


class TestContent(TestCase):
	def test_what_is_short_is_kept_as_it_is(self):
		given = {"text": "Été", "rows": [{"amount": 12.5}], "none": None}

		self.assertEqual(content.kept(given), given)

	def test_a_long_text_is_cut_with_a_mark_and_the_rest_is_kept(self):
		kept = content.kept({"text": "x" * 50_000, "status": "ok"})

		self.assertEqual((kept["status"], kept["text"][-7:]), ("ok", "… [cut]"))
		self.assertEqual(len(kept["text"]), content.MOST_OF_ONE)

	def test_however_much_there_is_it_is_bounded_and_still_json(self):
		for much in (
			[{"row": number} for number in range(10_000)],
			{str(number): 1 for number in range(9_000)},
		):
			kept = json.dumps(content.kept(much), ensure_ascii=False)
			self.assertLess(len(kept), content.MOST_LETTERS * 1.5)
			self.assertIn("[cut]", kept)

	def test_secrets_are_hidden_however_deep(self):
		given = {
			"headers": [{"Authorization": "Bearer abc", "Accept": "json"}],
			"api_token": "abc",
			"token_count": 3,
		}

		self.assertEqual(
			content.shown(given),
			{"headers": [{"Authorization": "•••", "Accept": "json"}], "api_token": "•••", "token_count": 3},
		)

	def test_what_json_does_not_know_is_written_as_text(self):
		self.assertEqual(
			content.kept({"at": datetime(2026, 1, 2, 3, 4, 5)}),
			{"at": "2026-01-02T03:04:05"},
		)


class TestWriting(FlowTestCase):
	def test_what_was_written_is_read_as_it_was(self):
		loop = step("each", "loop", params={"over": [1, 2], "item": "one"})
		run = self.started(self.flow(loop, note("in", parent="each"), step("pause", depends_on=["each"])))
		person = worker.Worker(run)
		while person.turn():
			written = person.known
			read = store.lock(run)
			self.assertEqual(read.state, written.state)
			self.assertEqual((read.names, read.claims), (written.names, written.claims))

	def test_a_step_costs_the_same_however_many_came_before(self):
		chain = [note("s0"), *(note(f"s{number}", f"s{number - 1}") for number in range(1, 12))]
		run = self.started(self.flow(*chain))
		person, costs = worker.Worker(run), []
		while True:
			before = len(self.asked)
			if not person.turn():
				break
			costs.append(len(self.asked) - before)

		# The first turns read what is cached afterwards, the last one ends the run.
		self.assertEqual(len(set(costs[4:-1])), 1, costs)

	def setUp(self):
		super().setUp()
		self.asked: list[str] = []
		real = frappe.db.sql

		def counted(query, *arguments, **keywords):
			self.asked.append(str(query))
			return real(query, *arguments, **keywords)

		frappe.db.sql = counted
		self.addCleanup(delattr, frappe.db, "sql")

	def test_no_more_rows_are_written_than_changed(self):
		run = self.started(self.flow(note("first"), note("second", "first"), note("other", "second")))
		person = worker.Worker(run)
		person.turn()
		person.turn()
		self.asked.clear()
		person.turn()

		written = [query for query in self.asked if query.lstrip().upper().startswith("UPDATE")]
		# The step that was done, the one that begins, and the run.
		self.assertEqual(len(written), 3, written)

	def test_what_waits_for_nothing_any_more_is_not_found_by_events(self):
		run = self.done(step("hears", params={"mode": "event", "event": "on_job_complete"}))
		self.assertEqual(self.step_of(run, "hears").waiting_event, "on_job_complete")
		flows.skip_step(run, "hears")
		self.work(run)

		self.assertIsNone(self.step_of(run, "hears").waiting_event)
		self.assertEqual((self.run_of(run).wake_on, self.run_of(run).claimed_until), (None, None))
