"""Hooks of a document: its own methods, the apps' doc_events, and what others are told."""

from typing import Any

import frappe
from frappe import _

QUIET = ("in_import", "in_patch", "in_migrate", "in_install")


class Events:
	"""run_method and what follows a change."""

	def run_method(self, method: str, *args: Any, **kwargs: Any) -> Any:
		"""Run the controller's method and the doc_events of that name; the results, dicts merged."""
		result = None
		own = getattr(self, method, None)
		if callable(own):
			result = own(*args, **kwargs)
		for handler in self._handlers(method):
			# A hook may not commit: the document is half-way through its save.
			frappe.db._disable_transaction_control += 1
			try:
				result = _merged(result, frappe.get_attr(handler)(self, method, *args, **kwargs))
			finally:
				frappe.db._disable_transaction_control -= 1
		return result

	run_trigger = run_method

	def _handlers(self, method: str) -> list[str]:
		events = frappe.get_doc_hooks()
		return [*events.get(self.doctype, {}).get(method, []), *events.get("*", {}).get(method, [])]

	@staticmethod
	def hook(function: Any) -> Any:
		"""Let doc_events extend a method of the controller."""

		def hooked(self: Any, *args: Any, **kwargs: Any) -> Any:
			result = function(self, *args, **kwargs)
			for handler in self._handlers(function.__name__):
				result = _merged(result, frappe.get_attr(handler)(self, function.__name__, *args, **kwargs))
			return result

		return hooked

	def notify_update(self) -> None:
		"""Tell open forms and lists after the commit."""
		if any(frappe.flags.get(flag) for flag in QUIET):
			return
		message = {"modified": str(self.modified), "doctype": self.doctype, "name": self.name}
		frappe.publish_realtime(
			"doc_update", message, doctype=self.doctype, docname=self.name, after_commit=True
		)
		if not (self.meta.issingle or self.meta.istable or self.meta.read_only):
			message = {"doctype": self.doctype, "name": self.name, "user": frappe.session.user}
			frappe.publish_realtime("list_update", message, doctype=self.doctype, after_commit=True)

	def add_comment(
		self,
		comment_type: str = "Comment",
		text: str | None = None,
		comment_email: str | None = None,
		comment_by: str | None = None,
	) -> Any:
		"""Leave a comment on the document."""
		return frappe.get_doc(
			{
				"doctype": "Comment",
				"comment_type": comment_type,
				"comment_email": comment_email or frappe.session.user,
				"comment_by": comment_by,
				"reference_doctype": self.doctype,
				"reference_name": self.name,
				"content": text or comment_type,
			}
		).insert(ignore_permissions=True)

	def save_version(self) -> None:
		"""Keep what changed, for DocTypes that track changes."""
		before = self.get_doc_before_save()
		if not self.meta.track_changes or self.flags.ignore_version or frappe.flags.in_install or not before:
			return
		changed = [
			[df.fieldname, before.get(df.fieldname), self.get(df.fieldname)]
			for df in self.meta.get_fieldnames_with_value(with_field_meta=True)
			if before.get_value(df.fieldname) != self.get_value(df.fieldname)
		]
		if changed:
			version = frappe.new_doc("Version", ref_doctype=self.doctype, docname=str(self.name))
			version.data = frappe.as_json({"changed": changed})
			version.insert(ignore_permissions=True)

	def check_no_back_links_exist(self) -> None:
		"""LinkExistsError when submitted documents still link here."""
		from frappe.model.delete_doc import check_if_doc_is_dynamically_linked, check_if_doc_is_linked

		if not self.flags.ignore_links:
			check_if_doc_is_linked(self, method="Cancel")
			check_if_doc_is_dynamically_linked(self, method="Cancel")

	def log_error(self, title: str | None = None, message: str | None = None, **unused: Any) -> Any:
		"""An Error Log about this document."""
		return frappe.log_error(
			title=title, message=message, reference_doctype=self.doctype, reference_name=self.name
		)

	def validate_from_to_dates(self, from_date_field: str, to_date_field: str) -> None:
		"""InvalidDates when the second is before the first."""
		from frappe.utils.data import date_diff

		start, end = self.get(from_date_field), self.get(to_date_field)
		if start and end and date_diff(end, start) < 0:
			frappe.throw(
				_("{0} must be after {1}").format(
					frappe.bold(_(self.meta.get_label(to_date_field))),
					frappe.bold(_(self.meta.get_label(from_date_field))),
				),
				frappe.InvalidDates,
			)


def _merged(result: Any, new: Any) -> Any:
	if new is None:
		return result
	if isinstance(new, dict) and isinstance(result, dict):
		return {**result, **new}
	return new
