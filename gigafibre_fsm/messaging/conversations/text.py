"""Text of messages: people write text, Communication holds HTML, mails bring any HTML; the pages show text."""

from html import escape

from gigafibre_fsm.messaging.conversations.html_reading import HtmlReader

# Beyond, a message is a document: its page in the desk has all of it.
MOST = 20_000
# Of what a mail brings as HTML: pictures written out in it are longer, words are not.
MOST_HTML = 500_000


def to_html(text: str) -> str:
	"""Return text as HTML that shows it as it was written."""
	return escape(text).replace("\n", "<br>")


def to_text(html: str) -> str:
	"""Return what a reader of this HTML would read, a line each block."""
	said = "".join(HtmlReader(html[:MOST_HTML]).said)
	lines = [" ".join(line.split()) for line in said.splitlines()]
	kept = [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]
	return "\n".join(kept).strip()


def bounded(text: str) -> str:
	"""Return at most MOST characters."""
	return text if len(text) <= MOST else f"{text[:MOST]}…"
