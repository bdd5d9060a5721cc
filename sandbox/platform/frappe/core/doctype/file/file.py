"""Files: the record, and what lies in the site's folder. The same content is kept once, under one address."""

import mimetypes
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlencode

import frappe
import frappe.share
from frappe import _
from frappe.core.api.file import get_max_file_size
from frappe.core.doctype.file.exceptions import (
	AttachmentLimitReached,
	FileTypeNotAllowed,
	FolderNotEmpty,
	MaxFileSizeReachedError,
)
from frappe.core.doctype.file.utils import (
	decode_file_content,
	delete_file,
	generate_file_name,
	get_content_hash,
	get_safe_file_name,
)
from frappe.model.document import Document
from frappe.utils import cint, escape_html, get_files_path, get_url
from frappe.utils.image import strip_exif_data

REMOTE = ("http://", "https://", "/api/method/")


class File(Document):
	"""An uploaded file, public or private, perhaps attached to a document."""

	def __init__(self, *args: Any, **kwargs: Any) -> None:
		super().__init__(*args, **kwargs)
		self.content = self.get("content") or b""
		self.decode = self.get("decode", False)

	@property
	def is_remote_file(self) -> bool:
		"""Does the content lie elsewhere?"""
		return self.file_url.startswith(REMOTE) if self.file_url else not self.content

	def before_insert(self):
		if self.attached_to_doctype and not self.attached_to_name:
			self.attached_to_doctype = self.attached_to_field = None
		self.file_url = unquote(self.file_url) if self.file_url else ""
		self.folder = self.folder or "Home"
		self.is_private = cint(self.is_private or self.file_url.startswith("/private"))
		self.set_file_name()
		self.validate_attachment_limit()
		self.set_file_type()
		self.validate_file_extension()
		self.validate_private_file_access()
		if self.is_folder:
			return
		if not self.is_remote_file:
			self.save_file(content=self.get_content())
			self.flags.new_file = True
			frappe.db.after_rollback.add(self.on_rollback)
		self.content_hash = self.content_hash or self._hash_of_disk()

	def set_file_name(self):
		if not self.file_name and not self.file_url:
			message = _("Fields `file_name` or `file_url` must be set for File")
			frappe.throw(message, exc=frappe.MandatoryError)
		self.file_name = re.sub(r"/", "", self.file_name or self.file_url.split("/")[-1])

	def set_file_type(self):
		kind = mimetypes.guess_type(self.file_name)[0]
		extension = mimetypes.guess_extension(kind) if kind and not self.is_folder else None
		self.file_type = extension.lstrip(".").upper() if extension else self.file_type

	def validate_file_extension(self):
		"""Only what people upload is judged by its extension."""
		allowed = frappe.get_system_settings("allowed_file_extensions")
		if self.file_type and getattr(frappe.local, "request", None) and allowed:
			if self.file_type not in allowed.splitlines():
				frappe.throw(
					_("File type of {0} is not allowed").format(self.file_type), exc=FileTypeNotAllowed
				)

	def validate_attachment_limit(self):
		if not (self.attached_to_doctype and self.attached_to_name):
			return
		limit = cint(frappe.get_meta(self.attached_to_doctype).max_attachments)
		where = {"attached_to_doctype": self.attached_to_doctype, "attached_to_name": self.attached_to_name}
		if limit and frappe.db.count("File", where) >= limit:
			message = _("Maximum Attachment Limit of {0} has been reached for {1} {2}.")
			frappe.throw(
				message.format(frappe.bold(limit), self.attached_to_doctype, self.attached_to_name),
				exc=AttachmentLimitReached,
			)

	def validate_private_file_access(self):
		"""An address that is somebody's private file is not had by writing it down."""
		known = self.file_url and frappe.db.get_value("File", {"file_url": self.file_url, "is_private": 1})
		if known and not has_permission(frappe.get_doc("File", known), "read"):
			frappe.throw(_("You do not have permission to access this file"), frappe.PermissionError)

	def after_insert(self):
		if not self.is_folder:
			lock = ' <i class="fa fa-lock text-warning"></i>' if self.is_private else ""
			address = quote(self.file_url, safe="/:") if self.file_url else self.file_name
			name = escape_html(self.file_name or self.file_url)
			self.tell_document("Attachment", f"<a href='{address}' target='_blank'>{name}</a>{lock}")

	def validate(self):
		if self.is_folder:
			return
		if self.attached_to_doctype and not isinstance(self.attached_to_name, str | int):
			frappe.throw(_("Attached To Name must be a string or an integer"))
		if not self.is_new() and self.has_value_changed("is_private"):
			raise NotImplementedError("File: changing is_private")
		self.validate_file_url()
		self.validate_file_on_disk()

	def validate_file_url(self):
		if self.is_remote_file or not self.file_url:
			return
		if not self.file_url.startswith(("/files/", "/private/files/")):
			frappe.throw(_("URL must start with http:// or https://"), title=_("Invalid URL"))
		base = os.path.realpath(get_files_path(is_private=self.is_private))
		if not os.path.realpath(self.get_full_path()).startswith(base):
			frappe.throw(_("The File URL you've entered is incorrect"), title=_("Invalid File URL"))

	def validate_file_on_disk(self):
		path = self.get_full_path()
		if not path.startswith(REMOTE) and not os.path.exists(path):
			frappe.throw(_("File {0} does not exist").format(self.file_url), IOError)

	def save_file(
		self,
		content: bytes | str | None = None,
		decode: bool = False,
		ignore_existing_file_check: bool = False,
		overwrite: bool = False,
	) -> dict | None:
		"""Keep the content, or point to a file of the same content; where it was written."""
		if self.is_remote_file:
			return None
		if content:
			self.content, self.decode = content, decode
		data = self.get_content()
		if not data:
			return None
		data = data.encode() if isinstance(data, str) else data
		kind = mimetypes.guess_type(self.file_name)[0]
		if kind == "image/jpeg" and frappe.get_system_settings("strip_exif_metadata_from_uploaded_images"):
			data = strip_exif_data(data, kind)
		self.is_private = cint(self.is_private)
		self.file_size = self.check_max_file_size(data)
		self.content_hash = get_content_hash(data)
		if not ignore_existing_file_check and self._share_content():
			return None
		if not overwrite:
			self.file_name = generate_file_name(
				self.file_name, self.content_hash[-6:], self.is_private, self.content_hash
			)
		return self._write(data)

	def _share_content(self) -> bool:
		same = {"content_hash": self.content_hash, "is_private": self.is_private}
		other = frappe.db.get_value("File", same)
		if not other or not frappe.get_doc("File", other).exists_on_disk():
			return False
		if not self.file_url or not self.exists_on_disk():
			self.file_url = frappe.db.get_value("File", other, "file_url")
		return True

	def _write(self, data: bytes) -> dict:
		name = get_safe_file_name(self.file_name)
		self.file_url = f"{'/private' if self.is_private else ''}/files/{name}"
		path = Path(self.get_full_path())
		path.parent.mkdir(parents=True, exist_ok=True)
		path.write_bytes(data)
		frappe.db.after_rollback.add(self.on_rollback)
		return {"file_name": path.name, "file_url": self.file_url}

	def check_max_file_size(self, data: bytes) -> int:
		"""The size in bytes; MaxFileSizeReachedError beyond what the site takes."""
		limit = get_max_file_size()
		if not self.flags.skip_file_size_check and len(data) > limit:
			message = _("File size exceeded the maximum allowed size of {0} MB").format(limit / 1048576)
			frappe.throw(message, exc=MaxFileSizeReachedError)
		return len(data)

	def _hash_of_disk(self) -> str | None:
		path = self.get_full_path()
		is_here = not self.is_remote_file and os.path.exists(path)
		return get_content_hash(Path(path).read_bytes()) if is_here else None

	def on_rollback(self):
		"""What was written for a record that never came to be goes again."""
		if self.flags.pop("new_file", None):
			self._delete_file_on_disk()

	def get_full_path(self) -> str:
		"""Where the file lies; a ValidationError when its address leads out of the site's folders."""
		path = (self.file_url or self.file_name).removeprefix(get_url())
		if "/" not in path:
			path = f"{'/private' if self.is_private else ''}/files/{path}"
		if path.startswith(REMOTE):
			return path
		for prefix in ("/private/files/", "/files/"):
			if path.startswith(prefix):
				full = os.path.abspath(
					get_files_path(path.removeprefix(prefix), is_private="private" in prefix)
				)
				if full.startswith(os.path.abspath(frappe.get_site_path()) + os.sep):
					return full
		frappe.throw(_("Cannot access file path {0}").format(path))
		return ""

	def exists_on_disk(self) -> bool:
		"""Is the file there?"""
		return os.path.exists(self.get_full_path())

	def get_content(self, encodings: Any = None) -> bytes | str:
		"""The content as it was given; of a stored file its text, or its bytes when they are none."""
		if self.is_folder:
			frappe.throw(_("Cannot get file contents of a Folder"))
		if self.content:
			if self.decode:
				self.content, self.decode = decode_file_content(self.content), False
			return self.content
		data = Path(self.get_full_path()).read_bytes()
		try:
			return data.decode()
		except UnicodeDecodeError:
			return data

	def on_trash(self):
		if self.is_folder and frappe.db.exists("File", {"folder": self.name}):
			frappe.throw(_("Folder {0} is not empty").format(self.name), FolderNotEmpty)
		self._delete_file_on_disk()
		if not self.is_folder:
			self.tell_document("Attachment Removed", self.file_name)

	def _delete_file_on_disk(self) -> None:
		"""The last record of a content takes it along."""
		others = {"content_hash": self.content_hash, "name": ["!=", self.name]}
		if self.content_hash and not frappe.db.exists("File", others):
			delete_file(self.file_url)

	def tell_document(self, kind: str, text: str) -> None:
		"""A comment on the document it is attached to."""
		attached = (self.attached_to_doctype, self.attached_to_name)
		if all(attached) and frappe.db.exists(*attached):
			frappe.get_doc(*attached).add_comment(kind, text)

	def is_downloadable(self) -> bool:
		"""May the user have it?"""
		return has_permission(self, "read")

	@property
	def unique_url(self) -> str:
		"""The address; of a private file with its record in it, so that only that one is asked."""
		return f"{self.file_url}?{urlencode({'fid': self.name})}" if self.is_private else self.file_url


def has_permission(doc: Any, ptype: str | None = None, user: str | None = None, debug: bool = False) -> bool:
	"""Public files are everyone's to read, private ones their owner's and those who may read what they belong to."""
	user = user or frappe.session.user
	if user == "Administrator" or (user != "Guest" and doc.owner == user):
		return True
	if not doc.is_private and ptype in ("read", "select"):
		return True
	if user != "Guest" and ptype in ("read", "write", "share") and _is_shared(doc, ptype, user):
		return True
	attached = (doc.attached_to_doctype, doc.attached_to_name)
	if not all(attached) or not frappe.db.exists(*attached):
		return False
	needed = "write" if ptype in ("write", "create", "delete") else "read"
	return frappe.get_doc(*attached).has_permission(needed, user=user)


def _is_shared(doc: Any, ptype: str, user: str) -> bool:
	return doc.name in frappe.share.get_shared("File", rights=[ptype], user=user)


def get_permission_query_conditions(user: str | None = None) -> str:
	"""Lists show public files, one's own that hang on nothing, and those of doctypes one may read."""
	from frappe.permissions import SYSTEM_USER_ROLE, get_doctypes_with_read

	user = user or frappe.session.user
	if user == "Administrator":
		return ""
	own = f"`tabFile`.`owner` = {frappe.db.escape(user)}"
	if SYSTEM_USER_ROLE not in frappe.get_roles(user):
		return own
	readable = ", ".join(frappe.db.escape(doctype) for doctype in get_doctypes_with_read(user)) or "''"
	return (
		f"`tabFile`.`is_private` = 0 OR (`tabFile`.`attached_to_doctype` IS NULL AND {own})"
		f" OR `tabFile`.`attached_to_doctype` IN ({readable})"
	)
