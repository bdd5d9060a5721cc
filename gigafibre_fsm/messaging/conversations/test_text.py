"""What a reader reads of a mail's HTML, however it is written, and in a time that grows with its length."""

import time
import unittest

from gigafibre_fsm.messaging.conversations.text import MOST_HTML, to_text


class TestToText(unittest.TestCase):
	def test_html_is_read_as_a_browser_shows_it(self):
		read = {
			"<p>One</p><p>two<br>three</p>": "One\n\ntwo\nthree",
			"a &lt;b&gt; &amp; c&nbsp;d &eacute;": "a <b> & c d é",
			"3 < 4 and <b>bold</b>": "3 < 4 and bold",
			"<!-- <p>no</p> -->yes<![if mso]>too<![endif]-->": "yestoo",
			"<head><title>No</title><style>p > b {}</style></head><body>yes": "yes",
			"<script>if (a < b) '</p>'</SCRIPT>yes": "yes",
			"<a title='1 > 2' href=\"x>y\">link</a>": "link",
			"<p title=it's>one</p>two": "one\ntwo",
			"said<!-- never finished": "said",
			"said<a href='never finished": "said",
			"&#" + "9" * 5000 + ";said": "said",
		}
		for html, text in read.items():
			with self.subTest(html[:40]):
				self.assertEqual(to_text(html), text)

	def test_what_is_never_finished_takes_no_longer_than_any_other_text(self):
		for piece in (
			"<!--",
			"<!",
			"<a ",
			"<a x='",
			"<a x=\"'",
			"<script>",
			"</",
			"<![CDATA[",
			"<?",
			"&",
			"&#",
			" ",
		):
			with self.subTest(piece):
				began = time.process_time()
				to_text(piece * (MOST_HTML // len(piece)))
				self.assertLess(time.process_time() - began, 3)

	def test_beyond_what_anybody_writes_nothing_is_read(self):
		self.assertEqual(len(to_text("x" * (MOST_HTML + 10))), MOST_HTML)
