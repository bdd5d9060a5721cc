"""HTML from people: what is dangerous is taken out."""

import html
import json
import re
from typing import Any

import nh3

_TAG = re.compile(r"<\s*/?\s*[a-zA-Z!]")
_EXTRA_TAGS = {
	"font",
	"section",
	"article",
	"header",
	"footer",
	"label",
	"svg",
	"path",
	"g",
	"circle",
	"rect",
}
_EVERYWHERE = {"class", "style", "id", "title", "dir", "align", "width", "height", "color"}


def sanitize_html(
	html: Any, linkify: bool = False, always_sanitize: bool = False, disallowed_tags: Any = None
) -> Any:
	"""The HTML without scripts and event handlers; JSON and text without tags stay as they are."""
	if not isinstance(html, str):
		return html
	if not always_sanitize and (is_json(html) or not _TAG.search(html)):
		return html
	tags = set() if disallowed_tags == "*" else (nh3.ALLOWED_TAGS | _EXTRA_TAGS) - set(disallowed_tags or ())
	attributes = {tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()}
	attributes["*"] = attributes.get("*", set()) | _EVERYWHERE
	return nh3.clean(
		html,
		tags=tags,
		attributes=attributes,
		generic_attribute_prefixes={"data-"},
		url_schemes=nh3.ALLOWED_URL_SCHEMES | {"cid"},
	)


def clean_html(html: Any) -> Any:
	"""Only the plainest formatting."""
	if not isinstance(html, str):
		return html
	return nh3.clean(html, tags={"div", "p", "br", "ul", "ol", "li", "strong", "b", "em", "i", "u", "a"})


def unescape_html(value: str) -> str:
	"""`&lt;` and its likes as characters."""
	return html.unescape(value)


def is_json(text: str) -> bool:
	"""Is it JSON?"""
	try:
		json.loads(text)
	except ValueError:
		return False
	return True
