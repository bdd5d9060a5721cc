"""A technician can be called, works from morning to evening, and has each skill once."""

from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import ensure
from gigafibre_fsm.tests.factories_fsm import make_technician

IGNORE_TEST_RECORD_DEPENDENCIES = ["User", "Dispatch Tag"]


class TestDispatchTechnician(SiteTestCase):
	def setUp(self):
		super().setUp()
		ensure("Dispatch Tag", "Splicing", tag_name="Splicing", tag_type="Skill")

	def test_phone_numbers_are_kept_in_e164(self):
		self.assertEqual(make_technician(phone="(514) 555-0142").phone, "+15145550142")

	def test_what_is_no_phone_number_is_refused_with_its_value(self):
		self.assertRefused("“123”: is not a phone number", lambda: make_technician(phone="123"))

	def test_a_shift_ends_after_it_starts(self):
		self.assertRefused(
			"must be after the start of the shift",
			lambda: make_technician(shift_start="08:00:00", shift_end="07:00:00"),
		)

	def test_a_skill_is_listed_once(self):
		twice = [{"tag": "Splicing", "level": 2}, {"tag": "Splicing", "level": 3}]

		self.assertRefused("“Splicing”: is listed twice", lambda: make_technician(skills=twice))

	def test_levels_go_from_one_to_five(self):
		self.assertRefused(
			"must lie between 1 and 5", lambda: make_technician(skills=[{"tag": "Splicing", "level": 6}])
		)

	def test_a_home_lies_on_the_map(self):
		self.assertRefused("must lie between -90 and 90", lambda: make_technician(home_latitude=95))

	def test_numbers_sent_as_text_are_numbers(self):
		technician = make_technician(home_latitude="45.5", home_longitude="-73.5").reload()

		self.assertEqual((technician.home_latitude, technician.home_longitude), (45.5, -73.5))
		self.assertRefused("must lie between -90 and 90", lambda: make_technician(home_latitude="95"))
