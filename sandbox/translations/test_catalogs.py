import re
import tempfile
from pathlib import Path
from unittest import TestCase

from babel.messages.catalog import Catalog

from sandbox.translations.catalogs import read, update
from sandbox.translations.check import problems


def catalog(*messages: tuple[str, str], line: int = 7) -> Catalog:
	"""Make a catalogue of (English, French) pairs, all on one line of app.py."""
	made = Catalog(locale="fr", fuzzy=False)
	for english, french in messages:
		made.add(english, french, locations=[("app.py", line)])
	return made


class CheckTest(TestCase):
	def test_a_whole_translation_has_no_fault(self):
		words = catalog(("{count} of {0}", "{0}, dont {count}"))

		self.assertEqual(list(problems(words, words, words)), [])

	def test_each_fault_names_the_message_and_its_place(self):
		source = catalog(("Gone", ""), ("Empty", ""), ("Doubtful", ""), ("Rx {rx}", ""), (" or ", ""))
		french = catalog(("Empty", ""), ("Doubtful", "Douteux"), ("Rx {rx}", "Rx {tx}"), (" or ", "ou"))
		french["Doubtful"].flags.add("fuzzy")

		self.assertEqual(
			list(problems(source, source, french)),
			[
				"app.py:7: missing from fr.po: “Gone”",
				"app.py:7: not translated: “Empty”",
				"app.py:7: fuzzy in fr.po: “Doubtful”",
				"app.py:7: other placeholders in French, “Rx {tx}”: “Rx {rx}”",
				"app.py:7: begins or ends with a space, without which Frappe looks it up: “ or ”",
			],
		)

	def test_a_template_out_of_date_is_a_fault(self):
		words = catalog(("New", "Nouveau"))

		self.assertEqual(
			list(problems(words, catalog(("Old", ""), ("Older", "")), words)),
			["main.pot is out of date (1 new, 2 gone): run make translations"],
		)


class UpdateTest(TestCase):
	def setUp(self):
		folder = tempfile.TemporaryDirectory()
		self.addCleanup(folder.cleanup)
		self.template, self.french = Path(folder.name, "main.pot"), Path(folder.name, "fr.po")

	def test_new_messages_come_gone_ones_leave_translated_ones_stay(self):
		update(catalog(("Kept", ""), ("Gone", "")), self.template, self.french)
		self.french.write_text(self.french.read_text().replace('"Kept"\nmsgstr ""', '"Kept"\nmsgstr "Gardé"'))

		update(catalog(("Kept", ""), ("New", "")), self.template, self.french)

		self.assertEqual(
			{message.id: message.string for message in read(self.french) if message.id},
			{"Kept": "Gardé", "New": ""},
		)

	def test_a_message_that_only_moved_changes_no_file(self):
		update(catalog(("Kept", ""), line=7), self.template, self.french)
		self.template.write_text(re.sub(r"-\d\d \d\d:", "-01 00:", self.template.read_text()))
		before = self.template.read_text(), self.french.read_text()

		update(catalog(("Kept", ""), line=9), self.template, self.french)

		self.assertEqual((self.template.read_text(), self.french.read_text()), before)
