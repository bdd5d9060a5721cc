"""Names, contents and addresses of files."""

import base64
import hashlib
import os
import re
from pathlib import Path
from typing import Any

import frappe
from frappe.utils import get_files_path


def get_content_hash(content: bytes | str) -> str:
	"""MD5: files of the same content are kept once."""
	data = content.encode() if isinstance(content, str) else content
	return hashlib.md5(data, usedforsecurity=False).hexdigest()


def decode_file_content(content: bytes | str) -> bytes:
	"""The bytes behind base64, or behind a data URL."""
	data = content.encode() if isinstance(content, str) else content
	return base64.b64decode((data.split(b",")[1] if b"," in data else data) + b"===")


def get_safe_file_name(file_name: str) -> str:
	"""The name without what an address cannot hold."""
	return re.sub(r"[/\\%?#]", "_", file_name)


def generate_file_name(
	name: str, suffix: str | None = None, is_private: int | bool = False, content_hash: str | None = None
) -> str:
	"""The name, with a suffix when a file of other content has it."""
	if not _is_taken(name, is_private, content_hash):
		return name
	stem, extension = os.path.splitext(name)
	other = f"{stem}{suffix or frappe.generate_hash(length=6)}{extension}"
	return (
		other
		if not _is_taken(other, is_private, content_hash)
		else generate_file_name(name, None, is_private)
	)


def _is_taken(name: str, is_private: int | bool, content_hash: str | None) -> bool:
	path = Path(get_files_path(name, is_private=is_private))
	if not path.exists():
		return False
	return not content_hash or get_content_hash(path.read_bytes()) != content_hash


def delete_file(file_url: str | None) -> None:
	"""Remove a file by its address, if it is there."""
	if file_url:
		private = not file_url.strip("/").startswith("files/")
		Path(get_files_path(os.path.basename(file_url), is_private=private)).unlink(missing_ok=True)


def find_file_by_url(path: str, name: str | None = None) -> Any:
	"""The File at this address the user may read: one of those that share its content may be enough."""
	filters = {"file_url": str(path), **({"name": str(name)} if name else {})}
	for found in frappe.get_all("File", filters=filters, pluck="name", order_by="creation"):
		file = frappe.get_doc("File", found)
		if file.is_downloadable():
			return file
	return None
