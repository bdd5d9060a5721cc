"""The life of a document: insert, save, submit, cancel, and the hooks along the way, in Frappe's order."""

from typing import Any

import frappe
from frappe import _
from frappe.model import optional_fields
from frappe.model.transitions import Transitions


class Lifecycle(Transitions):
	"""insert and save with everything Frappe does around them."""

	def insert(
		self,
		ignore_permissions: bool | None = None,
		ignore_links: bool | None = None,
		ignore_if_duplicate: bool = False,
		ignore_mandatory: bool | None = None,
		set_name: str | None = None,
		set_child_names: bool = True,
	) -> Any:
		"""Store a new document."""
		self._take_flags(
			ignore_permissions=ignore_permissions,
			ignore_links=ignore_links,
			ignore_mandatory=ignore_mandatory,
		)
		self.set("__islocal", True)
		self._set_defaults()
		self.set_user_and_timestamp()
		self.set_docstatus()
		self.check_permission("create")
		self.check_if_latest()
		self._validate_links()
		self.run_method("before_insert")
		self.set_new_name(set_name=set_name, set_child_names=set_child_names)
		self.set_parent_in_children()
		self.validate_higher_perm_levels()
		self.flags.in_insert = True
		self.run_before_save_methods()
		self._validate()
		self.set_docstatus()
		self.flags.in_insert = False
		self._store_new(ignore_if_duplicate)
		self.run_method("after_insert")
		self.flags.in_insert = True
		self._check_amended_from()
		self.run_post_save_methods()
		self.flags.in_insert = False
		self._is_stored()
		return self

	def _store_new(self, ignore_if_duplicate: bool) -> None:
		if self.meta.issingle:
			self.update_single(self.get_valid_dict())
		else:
			self.db_insert(ignore_if_duplicate=ignore_if_duplicate)
		for row in self.get_all_children():
			row.db_insert()

	def _is_stored(self) -> None:
		self.__dict__.pop("__islocal", None)
		self.__dict__.pop("__unsaved", None)

	def _take_flags(self, **flags: bool | None) -> None:
		for flag, value in flags.items():
			if value is not None:
				self.flags[flag] = value

	def _check_amended_from(self) -> None:
		origin = self.get("amended_from")
		if origin and frappe.db.get_value(self.doctype, origin, "docstatus") != 2:
			frappe.throw(_("{0} cannot be amended because it is not cancelled.").format(origin))

	def save(self, ignore_permissions: bool | None = None, ignore_version: bool | None = None) -> Any:
		"""Store the changes (a new document is inserted)."""
		self._take_flags(ignore_permissions=ignore_permissions)
		self.flags.ignore_version = frappe.in_test if ignore_version is None else ignore_version
		if self.get("__islocal") or not self.get("name"):
			return self.insert()
		self.check_if_locked()
		self._set_defaults()
		self.check_permission("write")
		self.set_user_and_timestamp()
		self.set_docstatus()
		self.check_if_latest()
		self.set_parent_in_children()
		self.set_name_in_children()
		self.validate_higher_perm_levels()
		self._validate_links()
		self.run_before_save_methods()
		if self._action != "cancel":
			self._validate()
		if self._action == "update_after_submit":
			self.validate_update_after_submit()
		self.set_docstatus()
		self._store_changes()
		self.run_post_save_methods()
		self.__dict__.pop("__unsaved", None)
		return self

	def _store_changes(self) -> None:
		if self.meta.issingle:
			self.update_single(self.get_valid_dict())
		else:
			self.db_update()
		self.update_children()

	def _set_defaults(self) -> None:
		from frappe.model.create_new import get_new_doc

		if frappe.flags.in_import:
			return
		if self.is_new():
			self.update_if_missing(get_new_doc(self.doctype, as_dict=True))
		for fieldname, doctype in self._table_fieldnames.items():
			rows = [row for row in self.get(fieldname) or [] if row.is_new()]
			if rows:
				defaults = get_new_doc(doctype, parent_doc=self, parentfield=fieldname, as_dict=True)
				for row in rows:
					row.update_if_missing(defaults)

	def set_user_and_timestamp(self) -> None:
		"""Stamp the document and its rows with now and the user."""
		from frappe.utils.data import now

		self._original_modified = self.get("modified")
		self.modified = now()
		self.modified_by = frappe.session.user
		installing = frappe.flags.in_install or frappe.flags.in_patch or frappe.flags.in_migrate
		if self.is_new() and not (installing and self.get("creation")):
			self.creation = self.modified
			self.owner = self.modified_by
		for row in self.get_all_children():
			row.modified, row.modified_by = self.modified, self.modified_by
			row.owner = row.get("owner") or self.owner
			row.creation = row.get("creation") or self.creation
		frappe.flags.currently_saving.append((self.doctype, self.name))

	def set_docstatus(self) -> None:
		"""Give the rows the document's status."""
		for row in self.get_all_children():
			row.docstatus = self.docstatus

	def set_new_name(
		self, force: bool = False, set_name: str | None = None, set_child_names: bool = True
	) -> None:
		"""Name the document and its rows."""
		from frappe.model.naming import set_new_name, validate_name

		if self.flags.name_set and not force:
			return
		if self.get("__newname") and (self.meta.autoname or "").lower() == "prompt":
			self.name = validate_name(self.doctype, self.get("__newname"))
		elif set_name:
			self.name = validate_name(self.doctype, set_name)
		else:
			set_new_name(self)
		for row in self.get_all_children() if set_child_names else ():
			set_new_name(row)
		self.flags.name_set = True

	def _validate(self) -> None:
		self._validate_mandatory()
		for row in (self, *self.get_all_children()):
			row._validate_data_fields()
			row._validate_selects()
			row._validate_non_negative()
			row._validate_length()
			row._fix_rating_value()
			row._sync_autoname_field()
			row._sanitize_content()
			row._save_passwords()
		if self.is_new():
			for fieldname in optional_fields:
				self.set(fieldname, None)
		else:
			self.validate_set_only_once()

	def validate_set_only_once(self) -> None:
		"""CannotChangeConstantError when a field that is set only once has changed."""
		from frappe.model import table_fields

		before = self.get_doc_before_save()
		for df in self.meta.get_set_only_once_fields() if before else ():
			if df.fieldtype in table_fields:
				same = _rows(before.get(df.fieldname)) == _rows(self.get(df.fieldname))
			else:
				same = not self.has_value_changed(df.fieldname)
			if not same:
				frappe.throw(
					_("Value cannot be changed for {0}").format(
						frappe.bold(_(self.meta.get_label(df.fieldname)))
					),
					frappe.CannotChangeConstantError,
				)

	def run_before_save_methods(self) -> None:
		"""before_validate, validate, and before_save or its likes."""
		action = self._action
		if action in ("save", "submit"):
			self.run_method("before_validate")
		if self.flags.ignore_validate:
			return
		if action in ("save", "submit"):
			self.run_method("validate")
		self.run_method(
			{
				"save": "before_save",
				"submit": "before_submit",
				"cancel": "before_cancel",
				"update_after_submit": "before_update_after_submit",
			}[action]
		)
		self.set_title_field()

	def run_post_save_methods(self) -> None:
		"""on_update and its likes, then on_change."""
		action = self._action
		if action in ("save", "submit"):
			self.run_method("on_update")
		if action == "submit":
			self.run_method("on_submit")
		elif action == "cancel":
			self.run_method("on_cancel")
			self.check_no_back_links_exist()
		elif action == "update_after_submit":
			self.run_method("on_update_after_submit")
		self.clear_cache()
		if self.flags.get("notify_update", True):
			self.notify_update()
		self.save_version()
		self.run_method("on_change")
		if (self.doctype, self.name) in frappe.flags.currently_saving:
			frappe.flags.currently_saving.remove((self.doctype, self.name))

	def validate_update_after_submit(self) -> None:
		"""Only fields that allow it may change after submit."""
		if self.flags.ignore_validate_update_after_submit:
			return
		self._validate_update_after_submit()
		for row in self.get_all_children():
			if not (row.is_new() and self.meta.get_field(row.parentfield).allow_on_submit):
				row._validate_update_after_submit()


def _rows(rows: list | None) -> list[dict]:
	stamps = ("modified", "modified_by", "creation")
	plain = [row.as_dict(convert_dates_to_str=True) for row in rows or []]
	return [{key: value for key, value in row.items() if key not in stamps} for row in plain]
