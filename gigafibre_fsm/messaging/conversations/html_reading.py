"""What a reader of HTML reads, in one pass whose time grows with its length, whoever wrote it.

Python's own parser, before 3.13.6, looks for the end of each unfinished comment or tag again and again: 200 kB of "<!--"
took it 17 s. Here what is never finished ends the text, as in browsers (HTML, 13.2.5).
"""

import re
from html import unescape

BLOCKS = frozenset("p div br tr li h1 h2 h3 h4 h5 h6 blockquote hr table pre".split())
# What follows them is no HTML, up to their own end tag.
RAW = frozenset(("script", "style", "title"))
TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,30})")
TAG_END = re.compile(r"""(?:[^"'>]|"[^"]*"|'[^']*')*+>""")
# Python refuses to read a number of thousands of digits.
LONG_NUMBER = re.compile(r"&#x?[0-9a-f]{9,}+;?", re.I)


class HtmlReader:
	"""Reads once; `said` is what was said, with a line feed at each end of a block."""

	def __init__(self, html: str) -> None:
		self.html, self.place = html, 0
		self.said: list[str] = []
		self.is_in_head = False
		self.are_quotes_sound = True
		while self.place < len(html):
			self._step()

	def _step(self) -> None:
		start = self.html.find("<", self.place)
		if start != self.place:
			end = len(self.html) if start < 0 else start
			self._say(self.html[self.place : end])
			self.place = end
		elif tag := TAG.match(self.html, start):
			self._pass_tag(tag)
		elif self.html.startswith("<!--", start):
			self._pass("-->", start + 4)
		elif self.html.startswith(("<!", "<?", "</"), start):
			self._pass(">", start + 2)
		else:
			self._say("<")
			self.place += 1

	def _say(self, text: str) -> None:
		if not self.is_in_head:
			self.said.append(unescape(LONG_NUMBER.sub("", text)).replace("\n", " "))

	def _pass(self, end: str, start: int) -> None:
		found = self.html.find(end, start)
		self.place = len(self.html) if found < 0 else found + len(end)

	def _pass_tag(self, tag: re.Match) -> None:
		is_end, name = bool(tag[1]), tag[2].lower()
		self._pass_attributes(tag.end())
		if name in ("head", "body"):
			self.is_in_head = name == "head" and not is_end
		elif name in RAW and not is_end:
			found = re.compile(f"</{name}", re.I).search(self.html, self.place)
			self.place = found.start() if found else len(self.html)
		elif name in BLOCKS and not self.is_in_head and not (is_end and name == "br"):
			self.said.append("\n")

	def _pass_attributes(self, start: int) -> None:
		"""A ">" within quotes ends no tag; once a quote was left open they are not looked at any more."""
		end = self.are_quotes_sound and TAG_END.match(self.html, start)
		if end:
			self.place = end.end()
		else:
			self.are_quotes_sound = False
			self._pass(">", start)
