import shutil
import tempfile
from pathlib import Path
from unittest import TestCase

from sandbox.translations.catalogs import extract
from sandbox.translations.places import OURS, ROOT


class ExtractionTest(TestCase):
	def setUp(self):
		folder = tempfile.TemporaryDirectory()
		self.addCleanup(folder.cleanup)
		self.root = Path(folder.name)
		shutil.copy(ROOT / OURS, self.root)

	def test_python_gives_messages_contexts_and_marked_constants(self):
		self.write(
			"app/refusals.py", '_("No {0}").format(1)\n_("Change", context="Coins")\nN_("Reading")\n_(name)\n'
		)

		self.assert_found(
			("app/refusals.py:1", "No {0}", None),
			("app/refusals.py:2", "Change", "Coins"),
			("app/refusals.py:3", "Reading", None),
		)

	def test_components_give_every_way_of_writing_a_text(self):
		self.write(
			"frontend/src/Panel.vue",
			"""<p title="{{ __('It\\'s here') }}">{{ __("Rx {0} dBm", [rx]) }}</p>
<script setup lang="ts">
const a = __(
	`Two (2) nodes`,
)
const b = __("Open", null, "Verb")
const c = __(status) + my__("not ours") + __("{0}", [total("x")])
</script>""",
		)

		self.assert_found(
			("frontend/src/Panel.vue:1", "It's here", None),
			("frontend/src/Panel.vue:1", "Rx {0} dBm", None),
			("frontend/src/Panel.vue:3", "Two (2) nodes", None),
			("frontend/src/Panel.vue:6", "Open", "Verb"),
		)

	def test_a_doctype_gives_its_name_labels_choices_and_roles(self):
		self.write(
			"app/doctype/place/place.json",
			"""{"doctype": "DocType", "name": "Place", "fields": [
{"fieldname": "status", "fieldtype": "Select", "label": "State", "options": "\\nActive\\n2", "description": "Now"},
{"fieldname": "naming_series", "fieldtype": "Select", "options": "LOC-.#####"},
{"fieldname": "customer", "fieldtype": "Link", "options": "Customer"}],
"permissions": [{"role": "FSM Agent"}]}""",
		)

		self.assert_found(
			*(
				(f"app/doctype/place/place.json:{line}", text, None)
				for line, text in [(1, "Place"), (2, "Active"), (2, "Now"), (2, "State"), (5, "FSM Agent")]
			)
		)

	def test_tests_built_files_and_the_sandbox_are_left_out(self):
		for path in (
			"app/test_refusals.py",
			"app/tests/factories.py",
			"sandbox/demo.py",
			"app/public/ops/assets/index.js",
			"frontend/node_modules/library/index.js",
			"frontend/src/panel.test.ts",
		):
			self.write(path, '_("Hello"); __("Hello")')

		self.assert_found()

	def write(self, path: str, text: str) -> None:
		file = self.root / path
		file.parent.mkdir(parents=True, exist_ok=True)
		file.write_text(text)

	def assert_found(self, *expected: tuple[str, str, str | None]) -> None:
		found = [
			(f"{file}:{line}", message.id, message.context)
			for message in extract(self.root)
			for file, line in message.locations
		]
		self.assertEqual(sorted(found), sorted(expected))
