"""Which files may come in with a message: a size, and types that both its name (or header) and its content must be of."""

import mimetypes
from dataclasses import dataclass
from typing import Literal

import filetype

Reason = Literal["Type", "Size", "Mismatch"]
MEGABYTE = 1024 * 1024
TEXT = "text/plain"
UNKNOWN = "application/octet-stream"
# The same format under several names: what senders and sniffers call it → ours.
SAME = {
	"image/jpg": "image/jpeg",
	"image/heif": "image/heic",
	"audio/mp3": "audio/mpeg",
	"application/x-pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class Limits:
	"""What the settings allow: types in lower case, and a size in bytes."""

	types: frozenset[str]
	most_bytes: int


def refusal(content: bytes, size: int, declared: str | None, limits: Limits) -> Reason | None:
	"""Return why a file is refused, None when it may stay.

	`content` may be its beginning only (a few hundred bytes tell the type). `declared` is what its name or its header
	says; nothing said is believed of a format that can be recognised, not of text: anything is text.
	"""
	if size > limits.most_bytes:
		return "Size"
	found = sniffed(content)
	said = plain(declared) or (found if found != TEXT else UNKNOWN)
	if not {said, found} <= limits.types:
		return "Type"
	return None if _are_alike(said, found) else "Mismatch"


def _are_alike(said: str, found: str) -> bool:
	"""Phones call a picture by another picture's name, and a recording a film; text is never a picture."""
	kinds = {said.partition("/")[0], found.partition("/")[0]}
	return said == found or kinds in ({"image"}, {"text"}) or kinds <= {"audio", "video"}


def offender(content: bytes, declared: str | None, limits: Limits) -> str:
	"""Return the type a file was refused for: what it really is when only its name is allowed, else what it is called."""
	found = sniffed(content)
	return found if found not in limits.types and found != UNKNOWN else plain(declared) or found


def sniffed(content: bytes) -> str:
	"""Return the type the content itself shows."""
	kind = filetype.guess(content)
	if kind:
		return plain(kind.mime)
	return TEXT if is_text(content) else UNKNOWN


def is_text(content: bytes) -> bool:
	"""Return whether it reads as UTF-8 without control characters; its last letter may be cut."""
	if any(byte < 32 and byte not in b"\t\n\r\f" for byte in content):
		return False
	try:
		content[: max(0, len(content) - 3)].decode()
	except UnicodeDecodeError as error:
		return error.reason == "unexpected end of data"
	return True


def type_of_name(file_name: str) -> str | None:
	"""Return the type a file's name claims, if any."""
	return mimetypes.guess_type(file_name)[0]


def extension_of(content: bytes, content_type: str) -> str:
	"""Return the extension, with its dot, a file of this content should have."""
	kind = filetype.guess(content)
	return f".{kind.extension}" if kind else (mimetypes.guess_extension(plain(content_type)) or "")


def plain(content_type: str | None) -> str:
	"""Return a content type without its parameters, as we call it."""
	name = (content_type or "").split(";")[0].strip().lower()
	return SAME.get(name, name)
