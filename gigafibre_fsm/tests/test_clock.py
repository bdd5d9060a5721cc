"""Times of the site, where its clock is put back."""

from datetime import UTC, datetime
from unittest import TestCase
from unittest.mock import patch

from gigafibre_fsm import clock


class TestClock(TestCase):
	def test_of_an_hour_that_comes_twice_the_one_to_come_is_meant(self):
		for now, meant in (((5, 10), (5, 25)), ((6, 10), (6, 25))):
			with self.subTest(now=now), patch.object(clock, "datetime", wraps=datetime) as dates:
				dates.now.return_value = datetime(2026, 11, 1, *now, tzinfo=UTC)
				with patch.object(clock, "get_system_timezone", return_value="America/Toronto"):
					moment = clock.to_utc(datetime(2026, 11, 1, 1, 25))

				self.assertEqual(moment, datetime(2026, 11, 1, *meant, tzinfo=UTC))
