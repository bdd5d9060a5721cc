"""Text of messages: people write text, Communication holds HTML, mails bring any HTML; the pages show text."""

from html import escape
from html.parser import HTMLParser

# Beyond, a message is a document: its page in the desk has all of it.
MOST = 20_000
BLOCKS = {
	"p",
	"div",
	"br",
	"tr",
	"li",
	"h1",
	"h2",
	"h3",
	"h4",
	"h5",
	"h6",
	"blockquote",
	"hr",
	"table",
	"pre",
}
UNSEEN = {"script", "style", "head", "title"}


def to_html(text: str) -> str:
	"""Return text as HTML that shows it as it was written."""
	return escape(text).replace("\n", "<br>")


def to_text(html: str) -> str:
	"""Return what a reader of this HTML would read, a line each block."""
	reader = _Reader()
	reader.feed(html)
	reader.close()
	lines = [" ".join(line.split()) for line in "".join(reader.said).splitlines()]
	kept = [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]
	return "\n".join(kept).strip()


def bounded(text: str) -> str:
	"""Return at most MOST characters."""
	return text if len(text) <= MOST else f"{text[:MOST]}…"


class _Reader(HTMLParser):
	def __init__(self) -> None:
		super().__init__(convert_charrefs=True)
		self.said: list[str] = []
		self.unseen = 0

	def handle_starttag(self, tag: str, attrs: list) -> None:
		if tag in UNSEEN:
			self.unseen += 1
		elif tag in BLOCKS:
			self.said.append("\n")

	def handle_endtag(self, tag: str) -> None:
		if tag in UNSEEN:
			self.unseen = max(0, self.unseen - 1)
		elif tag in BLOCKS and tag != "br":
			self.said.append("\n")

	def handle_data(self, data: str) -> None:
		if not self.unseen:
			self.said.append(data.replace("\n", " "))
