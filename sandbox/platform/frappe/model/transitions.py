"""From the stored document to the one being saved: is it the latest, may its docstatus go there, what changed?"""

from datetime import date, datetime, timedelta
from typing import Any

import frappe
from frappe import _
from frappe.model.docstatus import DocStatus


class Transitions:
	"""Comparison of a document with its stored self."""

	def check_if_latest(self) -> None:
		"""TimestampMismatchError when someone saved in between; the step between docstatus values must be legal."""
		from frappe.utils.data import cstr

		self.load_doc_before_save(raise_exception=True)
		previous = self._doc_before_save
		if "_action" not in self.__dict__:
			self._action = "save"
		if not previous:
			self.check_docstatus_transition(0)
			return
		if cstr(previous.get("modified")) != cstr(self._original_modified):
			frappe.msgprint(
				_("Error: {0} ({1}) has been modified after you have opened it").format(
					self.name, self.doctype
				)
				+ f" ({previous.modified}, {self.modified}). "
				+ _("Please refresh to get the latest document."),
				raise_exception=frappe.TimestampMismatchError,
			)
		if not self.meta.issingle:
			self.check_docstatus_transition(previous.docstatus)

	def load_doc_before_save(self, *, raise_exception: bool = False) -> None:
		"""Read the stored document, for comparisons."""
		self._doc_before_save = None
		if self.is_new():
			return
		try:
			self._doc_before_save = frappe.get_doc(self.doctype, self.name, for_update=True)
		except frappe.DoesNotExistError:
			if raise_exception:
				raise
			frappe.clear_last_message()
			return
		for fieldname in self._table_fieldnames:
			before = {row.name: row for row in self._doc_before_save.get(fieldname) or []}
			for row in self.get(fieldname) or []:
				row._doc_before_save = before.get(row.name)

	def check_docstatus_transition(self, from_docstatus: int) -> None:
		"""Set `_action` from the step between docstatus values, or raise."""
		to = self.docstatus
		if from_docstatus == DocStatus.CANCELLED:
			raise frappe.ValidationError(_("Cannot edit cancelled document"))
		if from_docstatus == DocStatus.DRAFT:
			if to is DocStatus.CANCELLED:
				raise frappe.DocstatusTransitionError(
					_("Cannot change docstatus from 0 (Draft) to 2 (Cancelled)")
				)
			if to is DocStatus.SUBMITTED and not self.meta.is_submittable:
				frappe.throw(
					_("Cannot change docstatus of non submittable doctype {0}").format(self.doctype),
					frappe.DocstatusTransitionError,
				)
			self._action = "save" if to is DocStatus.DRAFT else "submit"
		elif to is DocStatus.DRAFT:
			raise frappe.DocstatusTransitionError(
				_("Cannot change docstatus from 1 (Submitted) to 0 (Draft)")
			)
		else:
			self._action = "update_after_submit" if to is DocStatus.SUBMITTED else "cancel"
		if self._action != "save":
			self.check_permission("cancel" if self._action == "cancel" else "submit")

	def get_doc_before_save(self) -> Any:
		"""The document as it was stored before this save; None when new."""
		return self.__dict__.get("_doc_before_save")

	def has_value_changed(self, fieldname: str) -> bool:
		"""Does the value differ from the stored one? True for a new document."""
		from frappe.utils.data import get_datetime, get_timedelta, getdate

		previous = self.get_doc_before_save()
		if not previous:
			return True
		before, after = previous.get(fieldname), self.get(fieldname)
		if isinstance(before, datetime):
			after = get_datetime(after)
		elif isinstance(before, date):
			after = getdate(after)
		elif isinstance(before, timedelta):
			after = get_timedelta(after)
		return before != after
