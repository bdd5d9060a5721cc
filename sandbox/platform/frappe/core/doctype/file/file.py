"""Files: the record and what lies in the site's folder."""

import hashlib
import mimetypes
import os
from pathlib import Path
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

REMOTE = ("http://", "https://")


class File(Document):
	"""An uploaded file, public or private, perhaps attached to a document."""

	def before_insert(self):
		self.file_name = _safe_name(self.file_name or (self.file_url or "").rpartition("/")[2])
		content = self.__dict__.pop("content", None)
		if content is not None:
			self.save_file(content=content, decode=bool(self.__dict__.pop("decode", False)))

	def validate(self):
		if not self.file_name:
			frappe.throw(_("File name is required"), frappe.MandatoryError)
		if not self.is_folder and not self.file_url:
			frappe.throw(_("File has no content and no address"))
		self.validate_file_url()
		self.file_type = self.file_type or Path(self.file_name).suffix.lstrip(".").upper()

	def validate_file_url(self):
		"""A local file's address says truly whether it is private."""
		if self.is_folder or not self.file_url or self.file_url.startswith((*REMOTE, "/assets/", "/api/")):
			return
		wanted = "/private/files/" if self.is_private else "/files/"
		if not self.file_url.startswith(wanted):
			frappe.throw(_("URL must start with {0}").format(wanted), title=_("Invalid file URL"))

	def save_file(self, content: bytes | str | None = None, decode: bool = False, **unused: Any) -> dict:
		"""Write the content; where it is and how large."""
		data = _as_bytes(content, decode)
		self._check_size(len(data))
		self.content_hash = hashlib.md5(data, usedforsecurity=False).hexdigest()
		self.file_size = len(data)
		path = self._free_path()
		path.parent.mkdir(parents=True, exist_ok=True)
		path.write_bytes(data)
		frappe.db.after_rollback.add(lambda: path.unlink(missing_ok=True))
		self.file_url = f"{'/private' if self.is_private else ''}/files/{path.name}"
		return {"file_name": path.name, "file_url": self.file_url}

	def _check_size(self, size: int) -> None:
		limit = get_max_file_size()
		if size > limit:
			frappe.throw(
				_("File size exceeded the maximum allowed size of {0} MB").format(limit / 1048576),
				title=_("File too big"),
			)

	def _free_path(self) -> Path:
		folder = Path(frappe.get_site_path("private" if self.is_private else "public", "files"))
		path = folder / self.file_name
		while path.exists():
			stem, suffix = os.path.splitext(self.file_name)
			path = folder / f"{stem}{frappe.generate_hash(length=6)}{suffix}"
		return path

	def get_full_path(self) -> str:
		"""Where the file lies; a ValidationError when its address leads out of the site's folders."""
		url = self.file_url or ""
		if url.startswith(REMOTE):
			return url
		base = "" if url.startswith("/private/") else "public"
		path = os.path.abspath(frappe.get_site_path(base, *url.strip("/").split("/")))
		root = os.path.abspath(frappe.get_site_path())
		if not path.startswith(root + os.sep) or "/files/" not in url:
			frappe.throw(_("Cannot access file path {0}").format(url))
		return path

	def exists_on_disk(self) -> bool:
		"""Is the file there?"""
		return os.path.exists(self.get_full_path())

	def get_content(self, encodings: Any = None) -> bytes | str:
		"""The file's text, or its bytes when they are none."""
		if self.is_folder:
			frappe.throw(_("Cannot get file contents of a Folder"))
		data = Path(self.get_full_path()).read_bytes()
		try:
			return data.decode()
		except UnicodeDecodeError:
			return data

	def after_delete(self):
		"""The last record of a file takes it along, once that is certain."""
		if self.is_folder or not self.file_url or self.file_url.startswith(REMOTE):
			return
		if frappe.db.exists("File", {"file_url": self.file_url}):
			return
		Path(self.get_full_path()).unlink(missing_ok=True)

	@property
	def mime_type(self) -> str:
		"""The kind of file by its name."""
		return mimetypes.guess_type(self.file_name or "")[0] or "application/octet-stream"


def _safe_name(name: str) -> str:
	return Path(name.replace("\\", "/")).name.replace("\0", "").strip()[-140:]


def _as_bytes(content: bytes | str | None, decode: bool) -> bytes:
	import base64

	data = content.encode() if isinstance(content, str) else content or b""
	if decode:
		data = base64.b64decode(data.partition(b",")[2] if b"," in data else data)
	return data


def get_max_file_size() -> int:
	"""The largest upload in bytes."""
	from frappe.utils.data import cint

	megabytes = cint(frappe.get_system_settings("max_file_size"))
	return megabytes * 1048576 if megabytes else cint(frappe.conf.get("max_file_size")) or 25 * 1048576


def has_permission(doc: Any, ptype: str | None = None, user: str | None = None, debug: bool = False) -> bool:
	"""Public files are everyone's to read, private ones their owner's and those who may read what they belong to."""
	user = user or frappe.session.user
	if user == "Administrator" or ptype == "create":
		return True
	if not doc.is_private and ptype in ("read", "select"):
		return True
	if user != "Guest" and doc.owner == user:
		return True
	if not (doc.attached_to_doctype and doc.attached_to_name):
		return False
	if not frappe.db.exists(doc.attached_to_doctype, doc.attached_to_name):
		return False
	attached = frappe.get_doc(doc.attached_to_doctype, doc.attached_to_name)
	return attached.has_permission("write" if ptype in ("write", "delete") else "read", user=user)


def get_permission_query_conditions(user: str | None = None) -> str:
	"""Lists show public files, one's own, and those of doctypes one may read."""
	from frappe.permissions import SYSTEM_USER_ROLE, get_doctypes_with_read

	user = user or frappe.session.user
	if user == "Administrator":
		return ""
	own = f"`tabFile`.`owner` = {frappe.db.escape(user)}"
	if SYSTEM_USER_ROLE not in frappe.get_roles(user):
		return own
	readable = ", ".join(frappe.db.escape(doctype) for doctype in get_doctypes_with_read(user)) or "''"
	return f"`tabFile`.`is_private` = 0 OR {own} OR `tabFile`.`attached_to_doctype` IN ({readable})"
