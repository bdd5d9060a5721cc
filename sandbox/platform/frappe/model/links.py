"""Links from a document: they must lead somewhere, and may bring values along (`fetch_from`)."""

from typing import Any

import frappe
from frappe import _


class Links:
	"""Link checks of a document and its rows."""

	def _validate_links(self) -> None:
		if self.flags.ignore_links or self.__dict__.get("_action") == "cancel":
			return
		invalid, cancelled = self.get_invalid_links()
		for row in self.get_all_children():
			found = row.get_invalid_links(is_submittable=bool(self.meta.is_submittable))
			invalid.extend(found[0])
			cancelled.extend(found[1])
		if invalid:
			text = ", ".join(message for _field, _name, message in invalid)
			frappe.throw(_("Could not find {0}").format(text), frappe.LinkValidationError)
		if cancelled:
			text = ", ".join(message for _field, _name, message in cancelled)
			frappe.throw(_("Cannot link cancelled document: {0}").format(text), frappe.CancelledLinkError)

	def get_invalid_links(self, is_submittable: bool = False, **unused: Any) -> tuple[list, list]:
		"""Links to nothing and links to cancelled documents; fetches what the good ones bring along."""
		is_submittable = is_submittable or bool(self.meta.is_submittable)
		invalid: list = []
		cancelled: list = []
		for df in [*self.meta.get_link_fields(), *self.meta.get_dynamic_link_fields()]:
			name = self.get(df.fieldname)
			if not name:
				continue
			doctype = self._link_target(df)
			values = self._linked_values(df, doctype, name, is_submittable)
			entry = (df.fieldname, name, self._link_message(df, name))
			if values is None:
				invalid.append(entry)
			elif values.get("docstatus") == 2 and df.fieldname != "amended_from":
				cancelled.append(entry)
		return invalid, cancelled

	def _link_target(self, df: Any) -> str:
		if df.fieldtype == "Link":
			return df.options
		doctype = self.get(df.options)
		if not doctype:
			frappe.throw(_("{0} must be set first").format(_(self.meta.get_label(df.options))))
		return doctype

	def _link_message(self, df: Any, name: str) -> str:
		label = _(df.label)
		return f"{_('Row')} #{self.idx}: {label}: {name}" if self.get("parentfield") else f"{label}: {name}"

	def _linked_values(self, df: Any, doctype: str, name: str, is_submittable: bool) -> dict | None:
		meta = frappe.get_meta(doctype)
		fetching = [
			field
			for field in self.meta.get_fields_to_fetch(df.fieldname)
			if not field.fetch_if_empty or not self.get(field.fieldname)
		]
		if meta.issingle:
			values = frappe._dict(frappe.db.get_singles_dict(doctype), name=doctype)
		else:
			columns = {"name", *(field.fetch_from.split(".")[-1] for field in fetching)}
			if is_submittable and meta.is_submittable:
				columns.add("docstatus")
			values = frappe.db.get_value(doctype, name, sorted(columns), as_dict=True, order_by=None)
		if values is None:
			self._unfetch(fetching)
			return None
		self.set(df.fieldname, values.name)  # in its own case: text is compared without
		for field in fetching:
			if self.is_new() or not self.docstatus.is_submitted() or field.allow_on_submit:
				self.set(field.fieldname, values.get(field.fetch_from.split(".")[-1]))
		return values

	def _unfetch(self, fetching: list) -> None:
		for field in fetching:
			self.set(field.fieldname, None)
