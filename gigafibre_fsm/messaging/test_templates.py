"""A template says the same in the customer's language, and a mistake in it is told in words, not sent."""

import frappe

from gigafibre_fsm.messaging import fill, list_templates, preview, render
from gigafibre_fsm.messaging.templates import TemplateMistake
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_customer, make_issue, make_user
from gigafibre_fsm.tests.factories_fsm import make_job, make_location, make_ont
from gigafibre_fsm.tests.factories_messages import make_template


class TestRendering(SiteTestCase):
	def assertMistake(self, sentence, body, document=None):
		with self.assertRaises(TemplateMistake) as mistake:
			render(make_template(body), document or make_customer())
		self.assertIn(sentence, str(mistake.exception))

	def test_a_customer_is_written_to_in_their_language(self):
		template = make_template(
			"Bonjour {{ customer.customer_name }}", body_en="Hello {{ doc.customer_name }}"
		)

		texts = {
			spoken: render(template, make_customer("Ève Roy", language=spoken)).text
			for spoken in ("fr", "en")
		}

		self.assertEqual(texts, {"fr": "Bonjour Ève Roy", "en": "Hello Ève Roy"})

	def test_secrets_are_not_given_whatever_way_a_text_comes_to_them(self):
		device = make_ont(make_location(), login_password="hidden-word")
		for body in ("{{ doc.login_password }}", "{% for d in [doc] %}{{ d.login_password }}{% endfor %}"):
			with self.subTest(body=body):
				self.assertMistake("is not a field of", body, device)
		self.assertEqual(render(make_template("{{ doc.serial_number }}"), device).text, device.serial_number)

	def test_nor_are_those_in_the_rows_of_tables(self):
		settings = frappe.get_doc("FSM Settings")
		settings.append("flow_hosts", {"address": "https://api.example", "secret": "hidden-word"})
		rows = "{{% for row in doc.flow_hosts %}}{{{{ row.{0} }}}} {{% endfor %}}"

		self.assertIn("https://api.example", fill(rows.format("address"), {"doc": settings}, "fr"))
		with self.assertRaises(TemplateMistake):
			fill(rows.format("secret"), {"doc": settings}, "fr")

	def test_who_did_not_say_is_written_to_in_french(self):
		template, customer = make_template("Bonjour", body_en="Hello"), make_customer()
		# ERPNext writes the site's language when none is given.
		customer.db_set("language", None)

		self.assertEqual(render(template, customer).text, "Bonjour")

	def test_missing_english_is_french(self):
		template = make_template("Bonjour", subject_fr="Votre visite")
		rendered = render(template, make_customer(language="en"))

		self.assertEqual((rendered.subject, rendered.text), ("Votre visite", "Bonjour"))

	def test_a_record_of_a_customer_brings_its_customer(self):
		customer = make_customer("Ève Roy")
		issue = make_issue(customer, subject="Pas d'Internet")
		template = make_template("{{ customer.customer_name }}: {{ doc.subject }}", applies_to="Issue")

		self.assertEqual(render(template, issue).text, "Ève Roy: Pas d'Internet")

	def test_times_read_as_people_say_them_without_odd_spaces(self):
		job = make_job(make_location(), scheduled_start="2026-11-23 09:05:00")
		template = make_template("Le {{ doc.scheduled_start }}", body_en="On {{ doc.scheduled_start }}")

		self.assertEqual(render(template, job, "fr").text, "Le 23 novembre 2026, 09 h 05")
		self.assertEqual(render(template, job, "en").text, "On 23 November 2026, 9:05 a.m.")

	def test_amounts_and_days_have_filters(self):
		customer = make_customer()
		template = make_template(
			"{{ 114.98 | money }} le {{ '2026-11-23' | date }}", body_en="{{ 5 | money }}"
		)

		self.assertEqual(render(template, customer, "fr").text, "114,98 $ le 23 novembre 2026")
		self.assertEqual(render(template, customer, "en").text, "$5.00")

	def test_an_empty_value_leaves_nothing(self):
		self.assertEqual(render(make_template("[{{ doc.mobile_no }}]"), make_customer()).text, "[]")

	def test_an_unknown_field_is_named(self):
		self.assertMistake("“custmer_name” is not a field of Customer", "{{ doc.custmer_name }}")

	def test_an_unknown_variable_is_named(self):
		self.assertMistake("“client” is unknown", "Bonjour {{ client.name }}")

	def test_a_record_without_a_customer_says_so(self):
		user = frappe.get_doc("User", make_user())
		self.assertMistake("belongs to no customer", "{{ customer.customer_name }}", user)

	def test_a_template_reads_values_and_nothing_else_of_the_site(self):
		for body in (
			"{{ frappe.get_all('User') }}",
			"{{ doc.delete() }}",
			"{{ doc._document }}",
			"{{ doc.__class__ }}",
			"{{ doc.as_dict() }}",
			"{{ 'a'.__class__.__mro__ }}",
		):
			with self.subTest(body=body), self.assertRaises(frappe.ValidationError):
				render(make_template(body), make_customer())

	def test_what_cannot_be_computed_is_a_mistake_too(self):
		self.assertMistake("division", "{{ 1 / 0 }}")


class TestFilling(SiteTestCase):
	def assertMistake(self, sentence, text, **context):
		with self.assertRaises(TemplateMistake) as mistake:
			fill(text, context, "fr")
		self.assertIn(sentence, str(mistake.exception))

	def test_a_text_reads_records_and_plain_values_together(self):
		context = {"doc": make_customer("Ève Roy"), "steps": {"pay": {"amount": 114.98}}}

		text = fill("{{ doc.customer_name }}: {{ steps.pay.amount | money }}", context, "fr")

		self.assertEqual(text, "Ève Roy: 114,98 $")

	def test_an_entry_is_read_whatever_its_name(self):
		self.assertEqual(fill("{{ steps.items }}", {"steps": {"items": "two"}}, "en"), "two")

	def test_what_is_not_there_is_named(self):
		self.assertMistake("“line” is not there", "{{ steps.line.rx }}", steps={})
		self.assertMistake("“client” is unknown: a text knows “doc”, “vars”", "{{ client }}", doc={}, vars={})

	def test_a_record_of_nobody_says_so(self):
		self.assertMistake("belongs to no customer", "{{ customer.name }}", doc={}, customer=None)


class TestWriting(SiteTestCase):
	def test_a_template_that_cannot_be_read_is_refused_with_its_line(self):
		self.assertRefused("Text (French): line 2", make_template, "Bonjour\n{% if doc %}")

	def test_an_email_needs_a_subject(self):
		self.assertRefused("is needed by an e-mail", lambda: make_template(channel="Email"))


class TestChoosing(SiteTestCase):
	def test_a_reply_by_sms_is_offered_what_fits_it(self):
		kept = make_template(is_canned_reply=1).name
		anywhere = make_template(is_canned_reply=1, channel="Any").name
		make_template(is_canned_reply=1, channel="Email", subject_fr="Objet")
		make_template(is_canned_reply=0)
		make_template(is_canned_reply=1, disabled=1)

		offered = {row["name"] for row in list_templates("SMS", canned=True)}

		self.assertTrue({kept, anywhere} <= offered)
		self.assertEqual({row["channel"] for row in list_templates("SMS", canned=True)}, {"SMS", "Any"})


class TestPreview(SiteTestCase):
	def test_a_preview_counts_segments(self):
		shown = preview(make_template("Ça va être long").name, "Customer", make_customer().name)

		self.assertEqual(
			shown,
			{"subject": None, "text": "Ça va être long", "encoding": "UCS-2", "segments": 1, "error": None},
		)

	def test_a_mistake_is_shown_instead(self):
		shown = preview(make_template("{{ doc.nothing }}").name, "Customer", make_customer().name)

		self.assertEqual((shown["text"], shown["segments"]), ("", None))
		self.assertIn("“nothing” is not a field", shown["error"])

	def test_a_record_one_may_not_read_is_not_shown(self):
		template, customer = make_template().name, make_customer().name
		frappe.set_user(make_user("FSM Technician"))

		self.assertRaises(frappe.PermissionError, preview, template, "Customer", customer)
