"""Drafts, versions and switches of templates: nobody's work is lost, and what runs does not change under a run."""

from unittest.mock import patch

import frappe

from gigafibre_fsm.flows.templates import managing as templates
from gigafibre_fsm.flows.templates import system_templates, versions
from gigafibre_fsm.flows.templates.template_view import list_templates, show_template
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_user
from gigafibre_fsm.tests.factories_flows import drawing, make_flow, make_run, step


class TestDrafts(SiteTestCase):
	def test_a_draft_may_hold_problems_and_says_them(self):
		kept = templates.save_template(drawing(steps=[step("ask", kind="no_such_kind")]))

		self.assertEqual([problem["step"] for problem in kept["problems"]], ["ask"])
		self.assertTrue(kept["has_draft"])

	def test_a_step_whose_id_is_a_list_keeps_a_draft_from_being_published_in_words(self):
		kept = templates.save_template(drawing(steps=[{**step("one"), "id": ["one"]}]))
		self.assertRefused("cannot be published yet", templates.publish, kept["name"], kept["modified"])

	def test_who_read_an_older_draft_is_told_instead_of_overwriting(self):
		read = templates.save_template(drawing(title="First"))
		templates.save_template({**read, "title": "Second"}, read["modified"])

		self.assertRefused(
			"since you opened it",
			templates.save_template,
			{**read, "title": "Third"},
			read["modified"],
			exception=templates.FlowConflictError,
		)
		self.assertEqual(show_template(read["name"])["title"], "Second")

	def test_what_is_no_template_says_where(self):
		self.assertRefused("definition", templates.save_template, {**drawing(), "definition": []})
		self.assertRefused("title", templates.save_template, {**drawing(), "title": " "})
		self.assertRefused("one of", templates.save_template, {**drawing(), "applies_to": "User"})

	def test_only_managers_write(self):
		flow = make_flow()
		with self.set_user(make_user("FSM Agent")):
			self.assertFalse(show_template(flow)["can_write"])
			with self.assertRaises(frappe.PermissionError):
				templates.set_enabled(flow, True)


class TestPublishing(SiteTestCase):
	def test_a_draft_with_problems_is_not_published(self):
		kept = templates.save_template(drawing(steps=[step("ask", kind="no_such_kind")]))

		self.assertRefused("cannot be published", templates.publish, kept["name"], kept["modified"])
		self.assertEqual(show_template(kept["name"])["published_version"], 0)

	def test_versions_are_numbered_and_the_newest_one_is_live(self):
		flow = make_flow()
		again = templates.save_template(
			{**show_template(flow), "title": "Again"}, show_template(flow)["modified"]
		)
		self.assertTrue(again["has_draft"])
		published = templates.publish(flow, again["modified"], "Better words")

		rows = versions.list_versions(flow)["rows"]
		self.assertEqual([(row["version"], row["is_live"]) for row in rows], [(2, True), (1, False)])
		self.assertEqual((rows[0]["note"], published["has_draft"]), ("Better words", False))

	def test_switched_off_none_is_live(self):
		flow = make_flow()
		templates.set_enabled(flow, False)
		self.assertEqual([row["is_live"] for row in versions.list_versions(flow)["rows"]], [False])

	def test_what_was_never_published_cannot_be_switched_on(self):
		kept = templates.save_template(drawing())
		self.assertRefused("Publish", templates.set_enabled, kept["name"], True)

	def test_a_version_comes_back_as_the_draft(self):
		flow = make_flow(steps=[step("first")])
		first = versions.list_versions(flow)["rows"][0]["name"]
		read = show_template(flow)
		templates.save_template({**read, "definition": {"steps": [step("second")]}}, read["modified"])

		restored = templates.restore_version(first)

		self.assertEqual([one["id"] for one in restored["definition"]["steps"]], ["first"])
		self.assertEqual(restored["published_version"], 1)

	def test_a_published_version_never_changes(self):
		version = frappe.get_doc(
			"Flow Template Version", versions.list_versions(make_flow())["rows"][0]["name"]
		)
		version.definition = "{}"
		self.assertRefused("not changed", version.save)


class TestDeleting(SiteTestCase):
	def test_a_flow_with_runs_alive_says_how_many(self):
		flow = make_flow()
		make_run(flow, status="Waiting")
		make_run(flow, status="Running")
		make_run(flow, status="Completed")

		self.assertRefused("has 2 runs", templates.delete_template, flow)
		self.assertTrue(frappe.db.exists("Flow Template", flow))

	def test_finished_runs_and_versions_go_with_it_and_copies_stay(self):
		flow = make_flow()
		copy = templates.duplicate(flow)
		run = make_run(flow, status="Completed")

		templates.delete_template(flow)

		self.assertFalse(frappe.db.exists("Flow Run", run))
		self.assertEqual(frappe.db.count("Flow Template Version", {"template": flow}), 0)
		self.assertIsNone(show_template(copy["name"])["copied_from"])


class TestLists(SiteTestCase):
	def test_rows_count_their_runs(self):
		flow = make_flow(title="Counted flow")
		for status in ("Waiting", "Failed", "Failed", "Completed"):
			make_run(flow, status=status)

		(row,) = list_templates("counted")["rows"]

		self.assertEqual((row["runs_alive"], row["runs_failed"], row["enabled"]), (1, 2, True))
		self.assertIsNotNone(row["last_run_on"])


class TestSystemTemplates(SiteTestCase):
	def setUp(self):
		super().setUp()
		(self.key, *_others) = system_templates.keys()
		self.name = frappe.db.get_value("Flow Template", {"system_key": self.key})

	def test_one_is_copied_and_not_edited(self):
		read = show_template(self.name)
		self.assertEqual((read["is_system"], read["can_write"], read["enabled"]), (True, False, False))
		self.assertRefused("duplicate it", templates.save_template, read, read["modified"])
		self.assertRefused("duplicate it", templates.set_enabled, self.name, True)

		copy = templates.duplicate(self.name)

		self.assertEqual(
			(copy["is_system"], copy["can_write"], copy["copied_from"]), (False, True, self.name)
		)
		self.assertEqual(copy["definition"], read["definition"])

	def test_one_that_was_changed_behind_our_back_is_put_back(self):
		shipped = frappe.db.get_value("Flow Template", self.name, "definition")
		frappe.db.set_value("Flow Template", self.name, "definition", '{"steps": []}')

		templates.restore_system(self.name)

		self.assertEqual(frappe.db.get_value("Flow Template", self.name, "definition"), shipped)

	def test_each_reader_sees_and_copies_one_in_their_language(self):
		with patch.object(frappe.local, "lang", "fr"):
			french = show_template(self.name)
			copy = templates.duplicate(self.name)
		with patch.object(frappe.local, "lang", "en"):
			english = show_template(self.name)
			seen = show_template(copy["name"])

		self.assertNotEqual(french["title"], english["title"])
		self.assertNotEqual(french["definition"], english["definition"])
		self.assertEqual(seen["definition"], french["definition"])

	def test_a_copy_gets_the_shipped_drawing_back_as_its_draft(self):
		copy = templates.duplicate(self.name)
		templates.save_template({**copy, "definition": {"steps": [step("other")]}}, copy["modified"])

		restored = templates.restore_system(copy["name"])

		self.assertEqual(restored["definition"], copy["definition"])
		self.assertTrue(restored["has_draft"])

	def test_seeding_again_changes_nothing(self):
		before = show_template(self.name)
		system_templates.seed_system_templates()
		self.assertEqual(show_template(self.name), before)
