"""`frappe.utils`: each helper with what it makes of good, odd and wrong values."""

import datetime

import frappe
from frappe import utils
from frappe.tests import IntegrationTestCase

BANKERS, LEGACY, COMMERCIAL = "Banker's Rounding", "Banker's Rounding (legacy)", "Commercial Rounding"
WEDNESDAY = datetime.datetime(2026, 7, 1, 12)


class TestHelpers(IntegrationTestCase):
	def setUp(self):
		super().setUp()
		frappe.local.lang = "en"

	def check(self, *cases):
		"""Each case is (what was answered, what is expected)."""
		for number, (answer, expected) in enumerate(cases, 1):
			with self.subTest(case=number, expected=str(expected)):
				self.assertEqual(answer, expected)

	def test_dates_are_read(self):
		self.check(
			(utils.getdate("2026-02-03 10:11:12"), datetime.date(2026, 2, 3)),
			(utils.getdate("0000-00-00"), None),
			(utils.get_datetime("2026-02-03"), datetime.datetime(2026, 2, 3)),
			(utils.get_datetime(datetime.date(2026, 2, 3)), datetime.datetime(2026, 2, 3)),
			(utils.get_datetime(""), None),
			(utils.get_time("9:5:1"), datetime.time(9, 5, 1)),
			(utils.get_time(datetime.timedelta(hours=3)), datetime.time(3)),
			(
				utils.get_timedelta("1 day, 1:02:03"),
				datetime.timedelta(days=1, hours=1, minutes=2, seconds=3),
			),
			(utils.get_timedelta("soon"), None),
		)
		with self.assertRaisesRegex(frappe.ValidationError, "is not a valid date string"):
			utils.getdate("soon")

	def test_dates_are_moved(self):
		self.check(
			(utils.add_days("2026-01-31", 1), "2026-02-01"),
			(utils.add_months(datetime.date(2026, 1, 31), 1), datetime.date(2026, 2, 28)),
			(utils.add_to_date("2026-01-31", hours=5), "2026-01-31 05:00:00.000000"),
			(utils.add_to_date("2026-01-31 10:00:00", days=1), "2026-02-01 10:00:00.000000"),
			(utils.add_to_date(WEDNESDAY, minutes=5, as_string=True), "2026-07-01"),
			(utils.add_to_date(WEDNESDAY, hours=20), datetime.datetime(2026, 7, 2, 8)),
			(utils.get_first_day("2026-02-15", 1, 11), datetime.date(2028, 1, 1)),
			(utils.get_last_day("2026-02-15"), datetime.date(2026, 2, 28)),
			(utils.date_diff("2026-03-01", "2026-02-01"), 28),
			(utils.month_diff("2026-03-05", "2026-01-01"), 3),
			(utils.time_diff_in_seconds("2026-01-01 10:10:00", "2026-01-01 09:00:00"), 4200.0),
			(utils.time_diff_in_hours("2026-01-01 10:10:00", "2026-01-01 09:00:00"), 1.166667),
		)

	def test_dates_are_shown(self):
		toronto = utils.convert_utc_to_timezone(WEDNESDAY, "America/Toronto")
		self.check(
			(utils.format_date("2026-02-03", "dd/mm/yyyy"), "03/02/2026"),
			(utils.format_date("2026-02-03", "d MMMM yyyy"), "3 February 2026"),
			(utils.format_date(""), ""),
			(utils.format_datetime("2026-02-03 10:11:12", "d MMM yyyy HH:mm"), "3 Feb 2026 10:11"),
			(utils.format_time("10:11:12", "HH:mm"), "10:11"),
			(utils.pretty_date(utils.add_to_date(None, days=-2)), "2 days ago"),
			(utils.get_weekday("2026-02-15"), "Sunday"),
			(toronto.isoformat(), "2026-07-01T08:00:00-04:00"),
			(utils.format_duration(12885), "3h 34m 45s"),
			(utils.duration_to_seconds("1d 3h 34m 45s"), 99285),
		)
		frappe.local.lang = "fr"
		self.assertEqual(utils.format_date("2026-02-03", "d MMMM yyyy"), "3 février 2026")

	def test_numbers_are_read_and_rounded(self):
		self.check(
			([utils.cint(value) for value in ("3.9", -3.9, "x", None, True)], [3, -3, 0, 0, 1]),
			(utils.cint("", 5), 5),
			([utils.flt(value) for value in ("1,234.5", "x", None)], [1234.5, 0.0, 0.0]),
			([utils.flt(value, 0, BANKERS) for value in (0.5, 1.5, 2.5, -0.5)], [0, 2, 2, 0]),
			([utils.flt(value, 2, BANKERS) for value in (2.675, 1.005, 0.125)], [2.68, 1.0, 0.12]),
			([utils.flt(value, 2, LEGACY) for value in (2.675, 1.005, 0.125)], [2.68, 1.01, 0.13]),
			([utils.flt(value, 2, COMMERCIAL) for value in (2.675, 1.005, -0.125)], [2.68, 1.01, -0.13]),
			([utils.sbool(value) for value in ("TRUE", "0", "x")], [True, False, "x"]),
		)

	def test_money_is_written(self):
		self.check(
			(utils.fmt_money(1234567.891), "1,234,567.89"),
			(utils.fmt_money(-5.5), "-5.50"),
			(utils.fmt_money(-0.001), "0.00"),
			(utils.fmt_money(None), "0.00"),
			(utils.fmt_money(12.3456, 4), "12.3456"),
			(utils.fmt_money(12.3, 4), "12.30"),
			(utils.fmt_money(1234.5, format="# ###,##"), "1 234,50"),
			(utils.fmt_money(1234, precision=0), "1,234"),
			(utils.fmt_money(-1234.5, currency="USD"), "$ -1,234.50"),
		)

	def test_text_is_cleaned(self):
		self.check(
			(utils.cstr(None), ""),
			(utils.strip_html("<b>a</b> &amp; <br>b"), "a &amp; b"),
			(utils.escape_html("<a href='x'>\"&"), "&lt;a href=&apos;x&apos;&gt;&quot;&amp;"),
			(utils.comma_and(["a", "b", "c"]), "'a', 'b', and 'c'"),
			(utils.comma_or(["a", "b"], add_quotes=False), "a, or b"),
			(utils.unique([3, 1, 3, 2]), [3, 1, 2]),
			(utils.get_abbr("Jenny Jane Doe"), "JJ"),
			(utils.safe_json_loads("1", "x", '{"a":1}'), [1, "x", {"a": 1}]),
			(list(utils.create_batch([1, 2, 3], 2)), [[1, 2], [3]]),
			(frappe.scrub("Service Location"), "service_location"),
		)

	def test_addresses_and_numbers_of_people(self):
		self.check(
			(utils.validate_email_address("A <a@b.example>, b@c.example"), "a@b.example, b@c.example"),
			(utils.validate_email_address("bad"), ""),
			(
				utils.split_emails('a@b.example, "x, y" <c@d.example>'),
				["a@b.example", '"x, y" <c@d.example>'],
			),
			(utils.validate_phone_number("+1 (418) 555-0101"), True),
			(utils.validate_phone_number("call me"), False),
			(utils.validate_url("https://acs.example", valid_schemes=["http", "https"]), True),
			(utils.validate_url("ftp://acs.example", valid_schemes="https"), False),
			(utils.validate_url("acs"), False),
			(utils.get_fullname("nobody@example.com"), "nobody@example.com"),
		)

	def test_values_become_json_as_the_desk_reads_it(self):
		moment = datetime.datetime(2026, 1, 2, 3, 4, 5, 6)
		values = {
			"at": moment,
			"on": moment.date(),
			"for": datetime.timedelta(hours=3, minutes=4),
			"none": None,
		}
		self.assertEqual(
			frappe.parse_json(frappe.as_json(values)),
			{"at": "2026-01-02 03:04:05.000006", "on": "2026-01-02", "for": "3:04:00", "none": None},
		)
