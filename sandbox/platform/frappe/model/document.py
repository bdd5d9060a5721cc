"""`Document`: what every controller inherits, and the ways to get one."""

import hashlib
from typing import Any

import frappe
from frappe import _
from frappe.model.base_document import BaseDocument, get_controller
from frappe.model.cached import clear_document_cache, get_cached_doc, get_cached_value
from frappe.model.docstatus import DocStatus
from frappe.model.events import Events
from frappe.model.lifecycle import Lifecycle
from frappe.model.links import Links
from frappe.model.permitted import Permitted
from frappe.model.storage import Storage
from frappe.model.validation import Validation

__all__ = [
	"Document",
	"bulk_insert",
	"clear_document_cache",
	"copy_doc",
	"get_cached_doc",
	"get_cached_value",
	"get_doc",
	"get_last_doc",
	"get_single",
	"new_doc",
]


class Document(Lifecycle, Validation, Links, Permitted, Events, Storage, BaseDocument):
	"""A record of a DocType: values as attributes, child tables as lists, a life from insert to delete."""

	def __init__(self, *args: Any, **kwargs: Any) -> None:
		self.doctype = None
		self.name = None
		self.flags = frappe._dict()
		if args and isinstance(args[0], str):
			self.doctype = args[0]
			self.name = args[0] if len(args) == 1 or args[1] is None else args[1]
			self.flags.for_update = kwargs.get("for_update", False)
			self.load_from_db()
			self.init_valid_columns()
			return
		values = args[0] if args and isinstance(args[0], dict) else kwargs
		if not values:
			raise ValueError("Illegal arguments")
		super().__init__(values)
		self.init_child_tables()
		self.init_valid_columns()

	def submit(self) -> Any:
		"""Set docstatus 1 and save."""
		return self._submit()

	def cancel(self) -> Any:
		"""Set docstatus 2 and save."""
		return self._cancel()

	def _submit(self) -> Any:
		self.docstatus = DocStatus.SUBMITTED
		return self.save()

	def _cancel(self) -> Any:
		self.docstatus = DocStatus.CANCELLED
		return self.save()

	def delete(
		self, ignore_permissions: bool = False, force: bool = False, *, delete_permanently: bool = False
	) -> None:
		"""Delete the document, with its checks and hooks."""
		frappe.delete_doc(
			self.doctype,
			self.name,
			ignore_permissions=ignore_permissions,
			force=force,
			flags=self.flags,
			delete_permanently=delete_permanently,
		)

	def rename(
		self, name: str, merge: bool = False, force: bool = False, validate_rename: bool = True
	) -> None:
		"""Give the document another name; links follow."""
		self.name = frappe.rename_doc(self.doctype, self.name, name, merge=merge, force=force)
		self.reload()

	def db_set(
		self,
		fieldname: str | dict,
		value: Any = None,
		update_modified: bool = True,
		notify: bool = False,
		commit: bool = False,
	) -> None:
		"""Set a field (or a dict of them) here and in the database, without validation."""
		from frappe.utils.data import now

		values = fieldname if isinstance(fieldname, dict) else {fieldname: value}
		self.update(values)
		if update_modified and (self.doctype, self.name) not in frappe.flags.currently_saving:
			self.modified, self.modified_by = now(), frappe.session.user
		if not self.get_doc_before_save() and not self.meta.istable:
			self.load_doc_before_save()
		self.run_method("before_change")
		if self.name is None:
			return
		frappe.db.set_value(
			self.doctype,
			self.name,
			values,
			None,
			self.modified,
			self.modified_by,
			update_modified=update_modified,
		)
		self.run_method("on_change")
		if notify:
			self.notify_update()
		if commit:
			frappe.db.commit()

	def get_latest(self) -> Any:
		"""The document as stored."""
		if not self.get_doc_before_save():
			self.load_doc_before_save()
		return self._doc_before_save

	def get_title(self) -> str:
		"""The value that stands for the document."""
		return self.get(self.meta.get_title_field()) or ""

	def set_title_field(self) -> None:
		"""Fill `title` from its template."""
		if self.meta.title_field != "title":
			return
		df = self.meta.get_field("title")
		template = df.options or (df.default if self.is_new() and not self.get("title") else None)
		if template:
			values = {key: "" if value is None else value for key, value in self.as_dict().items()}
			self.set("title", template.format(**values))

	def get_signature(self) -> str:
		"""A hash of DocType and name."""
		return hashlib.sha224(f"{self.doctype}:{self.name}".encode(), usedforsecurity=False).hexdigest()

	def get_url(self) -> str:
		"""The document's desk address, without the host."""
		from frappe.utils.data import get_absolute_url

		return get_absolute_url(self.doctype, self.name)

	def clear_cache(self) -> None:
		"""Forget the cached copy."""
		clear_document_cache(self.doctype, self.name)

	def set_onload(self, key: str, value: Any) -> None:
		"""Give the form a value that is not stored."""
		self.__dict__.setdefault("__onload", frappe._dict())[key] = value

	def get_onload(self, key: str | None = None) -> Any:
		"""Values for the form that are not stored."""
		onload = self.__dict__.setdefault("__onload", frappe._dict())
		return onload[key] if key else onload

	def check_if_locked(self) -> None:
		"""DocumentLockedError when a queued action holds the document."""
		from frappe.utils import file_lock

		if self.get("creation") and file_lock.lock_exists(self.get_signature()):
			frappe.throw(
				_(
					"This document is currently locked and queued for execution. Please try again after some time."
				),
				title=_("Document Queued"),
				exc=frappe.DocumentLockedError,
			)

	def lock(self, timeout: int | None = None) -> None:
		"""Keep others from saving until unlock."""
		from frappe.utils import file_lock

		if file_lock.lock_exists(self.get_signature()):
			raise frappe.DocumentLockedError
		file_lock.create_lock(self.get_signature())
		frappe.local.locked_documents.append(self)

	def unlock(self) -> None:
		"""Let others save again."""
		from frappe.utils import file_lock

		file_lock.delete_lock(self.get_signature())
		if self in frappe.local.locked_documents:
			frappe.local.locked_documents.remove(self)

	def __str__(self) -> str:
		return f"{self.doctype} ({self.name or 'unsaved'})"

	def __repr__(self) -> str:
		return f"<{type(self).__name__}: doctype={self.doctype} {self.name or 'unsaved'}>"


def get_doc(
	*args: Any, for_update: bool = False, check_permission: str | bool | None = None, **kwargs: Any
) -> Any:
	"""A stored document (DocType, name), a Single (DocType), or a new one from a dict or keywords."""
	first = args[0] if args else kwargs
	if isinstance(first, BaseDocument):
		return first
	if isinstance(first, dict):
		if "doctype" not in first:
			raise ValueError('"doctype" is a required key')
		doc = get_controller(first["doctype"])(dict(first))
	elif isinstance(first, str):
		doc = get_controller(first)(*args, for_update=for_update)
	else:
		raise ValueError("First non keyword argument must be a string or dict")
	if check_permission:
		doc.check_permission(check_permission if isinstance(check_permission, str) else "read")
	return doc


get_lazy_doc = get_doc


def new_doc(
	doctype: str,
	*,
	parent_doc: Any = None,
	parentfield: str | None = None,
	as_dict: bool = False,
	**kwargs: Any,
) -> Any:
	"""A new document with its defaults and the given values."""
	from frappe.model.create_new import get_new_doc

	doc = get_new_doc(doctype, parent_doc, parentfield, as_dict=as_dict)
	return doc.update(kwargs)


def get_single(doctype: str) -> Any:
	"""A Single."""
	return get_doc(doctype, doctype)


def get_last_doc(
	doctype: str, filters: Any = None, order_by: str = "creation desc", *, for_update: bool = False
) -> Any:
	"""The newest document that matches. DoesNotExistError without one."""
	found = frappe.get_all(doctype, filters=filters, limit=1, order_by=order_by, pluck="name")
	if not found:
		raise frappe.DoesNotExistError(doctype=doctype)
	return get_doc(doctype, found[0], for_update=for_update)


def copy_doc(doc: Any, ignore_no_copy: bool = True) -> Any:
	"""A new document with the values of another."""
	forgotten = ("name", "owner", "creation", "modified", "modified_by", "docstatus", "amended_from")
	source = get_doc(doc)
	values = _copied(source, ignore_no_copy, forgotten)
	copy = get_doc(values)
	copy.set("__islocal", 1)
	copy.docstatus = DocStatus.DRAFT
	return copy


def _copied(doc: Any, ignore_no_copy: bool, forgotten: tuple[str, ...]) -> dict:
	values = doc.as_dict(no_private_properties=True)
	for key in (*forgotten, "parent", "parentfield", "parenttype"):
		values.pop(key, None)
	for df in doc.meta.fields:
		if df.no_copy and not ignore_no_copy:
			values.pop(df.fieldname, None)
	for fieldname in doc._table_fieldnames:
		if fieldname in values:
			values[fieldname] = [_copied(row, ignore_no_copy, forgotten) for row in doc.get(fieldname)]
	return values


def bulk_insert(
	doctype: str,
	documents: Any,
	ignore_duplicates: bool = False,
	chunk_size: int = 1000,
	commit_chunks: bool = False,
) -> None:
	"""Insert documents without hooks or checks, rows of child tables included."""
	from frappe.model.bulk import insert_documents

	insert_documents(doctype, documents, ignore_duplicates, chunk_size, commit_chunks)
