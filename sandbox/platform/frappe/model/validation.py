"""What a document's fields allow: mandatory, choices, lengths, signs, formats, constants."""

from typing import Any

import frappe
from frappe import _
from frappe.model import display_fieldtypes, table_fields


class Validation:
	"""Checks of one row against its DocType; each raises Frappe's own exception with its own words."""

	def _validate_mandatory(self) -> None:
		if self.flags.ignore_mandatory:
			return
		missing = self._get_missing_mandatory_fields()
		for row in self.get_all_children():
			missing.extend(row._get_missing_mandatory_fields())
		if not missing:
			return
		for _field, message in missing:
			frappe.msgprint(message)
		fields = ", ".join(field for field, _message in missing)
		raise frappe.MandatoryError(f"[{self.doctype}, {self.name}]: {fields}")

	def _get_missing_mandatory_fields(self) -> list[tuple[str, str]]:
		missing = [
			(df.fieldname, self._missing_message(df))
			for df in self.meta.fields
			if df.reqd and df.fieldtype != "Check" and not self._has_content(df)
		]
		if self.meta.istable:
			for fieldname in ("parent", "parenttype"):
				if not self.get(fieldname):
					missing.append((fieldname, self._missing_message(frappe._dict(label=fieldname))))
		return missing

	def _has_content(self, df: Any) -> bool:
		from frappe.utils.data import cstr, strip_html

		value = self.get(df.fieldname)
		if value in (None, []):
			return False
		text = cstr(value)
		return bool(strip_html(text).strip()) or (df.fieldtype == "Text Editor" and "<img" in text)

	def _missing_message(self, df: Any) -> str:
		label = _(df.label)
		if df.fieldtype in table_fields:
			return _("Error: Data missing in table {0}").format(label)
		if self.get("parentfield"):
			return _("Error: {0} Row #{1}: Value missing for: {2}").format(
				frappe.bold(_(self.doctype)), self.idx, label
			)
		return _("Error: Value missing for {0}: {1}").format(_(self.doctype), label)

	def _validate_selects(self) -> None:
		for df in self.meta.get_select_fields():
			if df.fieldname == "naming_series" or not self.get(df.fieldname) or not df.options:
				continue
			options = df.options.split("\n")
			value = str(self.get(df.fieldname)).strip()
			self.set(df.fieldname, value)
			if not any(options) or value in options or (frappe.in_test and value.startswith("_T-")):
				continue
			frappe.throw(
				_('{0} {1} cannot be "{2}". It should be one of "{3}"').format(
					_("Row #{0}:").format(self.idx) if self.get("parentfield") else "",
					_(self.meta.get_label(df.fieldname)),
					value,
					'", "'.join(_(option) for option in options),
				)
			)

	def _validate_data_fields(self) -> None:
		from frappe.utils import validate_phone_number_with_country_code

		for df in self.meta.get_phone_fields():
			validate_phone_number_with_country_code(self.get(df.fieldname), df.fieldname)
		for df in self.meta.get_data_fields():
			if self.get(df.fieldname) and df.options:
				self._validate_data_field(df.options, self.get(df.fieldname))

	def _validate_data_field(self, kind: str, value: str) -> None:
		from frappe import utils

		if kind == "Email":
			if value not in frappe.STANDARD_USERS:
				for address in utils.split_emails(value):
					utils.validate_email_address(address, throw=True)
		elif kind == "Name":
			utils.validate_name(value, throw=True)
		elif kind == "Phone":
			utils.validate_phone_number(value, throw=True)
		elif kind == "URL":
			utils.validate_url(value, throw=True)
		elif kind == "IBAN":
			raise NotImplementedError("validation of IBAN fields")

	def _validate_non_negative(self) -> None:
		from frappe.utils.data import flt

		for df in self.meta.fields:
			if not df.non_negative or df.fieldtype not in ("Int", "Float", "Currency", "Percent"):
				continue
			if flt(self.get(df.fieldname)) < 0:
				frappe.throw(self._negative_message(df), frappe.NonNegativeError, title=_("Negative Value"))

	def _negative_message(self, df: Any) -> str:
		label = frappe.bold(_(df.label))
		if self.get("parentfield"):
			row = f"{frappe.bold(_(self.doctype))} {_('Row')} #{self.idx}"
			return f"{row}: {_('Value cannot be negative for')} {label}"
		return _("Value cannot be negative for {0}: {1}").format(_(self.doctype), label)

	def _validate_length(self) -> None:
		from frappe.database.schema import column_length

		if frappe.flags.in_install or self.meta.issingle:
			return
		for df in self.meta.fields:
			length = column_length(df)
			value = self.get(df.fieldname)
			if length and value is not None and len(str(value)) > length:
				self._too_long(df, length, value)
			elif df.fieldtype == "Int" and _beyond_int(value):
				self._too_long(df, 2147483647, value)

	def _too_long(self, df: Any, length: int, value: Any) -> None:
		reference = f"{_(self.doctype)} {self.name}"
		if self.get("parentfield"):
			reference = _("{0}, Row {1}").format(_(self.doctype), self.idx)
		frappe.throw(
			_("{0}: '{1}' ({3}) will get truncated, as max characters allowed is {2}").format(
				reference, frappe.bold(_(df.label)), length, value
			),
			frappe.CharacterLengthExceededError,
			title=_("Value too big"),
		)

	def _fix_rating_value(self) -> None:
		from frappe.utils.data import flt

		for df in self.meta._of_type("Rating"):
			self.set(df.fieldname, max(0.0, min(flt(self.get(df.fieldname)), 1.0)))

	def _sync_autoname_field(self) -> None:
		_empty, _colon, fieldname = (self.meta.autoname or "").partition("field:")
		if fieldname and self.name and self.name != self.get(fieldname):
			self.set(fieldname, self.name)

	def _sanitize_content(self) -> None:
		from frappe.utils.html_utils import sanitize_html

		if frappe.flags.in_install:
			return
		raw = ("Attach", "Attach Image", "Barcode", "Code", "JSON", "Password")
		for fieldname, value in self.get_valid_dict(ignore_virtual=True).items():
			if not isinstance(value, str) or not ("<" in value or ">" in value):
				continue
			df = self.meta.get_field(fieldname)
			if df and (df.ignore_xss_filter or df.fieldtype in raw or df.options == "Email"):
				continue
			self.set(fieldname, sanitize_html(value))

	def _save_passwords(self) -> None:
		from frappe.utils.password import remove_encrypted_password, set_encrypted_password

		if self.flags.ignore_save_passwords is True:
			return
		for df in self.meta._of_type("Password"):
			if df.fieldname in (self.flags.ignore_save_passwords or ()):
				continue
			password = self.get(df.fieldname)
			if not password:
				remove_encrypted_password(self.doctype, self.name, df.fieldname)
			elif not self.is_dummy_password(password):
				set_encrypted_password(self.doctype, self.name, password, df.fieldname)
				self.set(df.fieldname, "*" * len(password))

	def get_password(self, fieldname: str = "password", raise_exception: bool = True) -> str | None:
		"""A Password field in clear."""
		from frappe.utils.password import get_decrypted_password

		value = self.get(fieldname)
		if value and not self.is_dummy_password(value):
			return value
		return get_decrypted_password(self.doctype, self.name, fieldname, raise_exception=raise_exception)

	@staticmethod
	def is_dummy_password(password: str) -> bool:
		"""Nothing but asterisks?"""
		return set(password) == {"*"}

	def _validate_update_after_submit(self) -> None:
		stored = frappe.get_doc(self.doctype, self.name)
		for df in self.meta.fields:
			if df.allow_on_submit or df.is_virtual or df.fieldtype in display_fieldtypes:
				continue
			if df.fieldtype in table_fields:
				before, after = len(stored.get(df.fieldname) or []), len(self.get(df.fieldname) or [])
			else:
				before, after = stored.get_value(df.fieldname), self.get_value(df.fieldname)
			if before != after and (before or after):
				frappe.throw(
					_("{0} Not allowed to change {1} after submission from {2} to {3}").format(
						f"Row #{self.idx}:" if self.get("parent") else "",
						frappe.bold(_(df.label)),
						frappe.bold(before),
						frappe.bold(after),
					),
					frappe.UpdateAfterSubmitError,
					title=_("Cannot Update After Submit"),
				)

	def reset_values_if_no_permlevel_access(self, levels: list[int], fields: list[Any]) -> None:
		"""Put back what the user's permission levels may not change."""
		ignored = self.flags.get("ignore_permlevel_for_fields") or ()
		reset = [df for df in fields if df.permlevel not in levels and df.fieldname not in ignored]
		reset = [df for df in reset if df.fieldtype not in display_fieldtypes]
		if not reset:
			return
		origin = self._permlevel_origin()
		for df in reset if origin is not None else ():
			self.set(df.fieldname, origin.get(df.fieldname))

	def _permlevel_origin(self) -> Any:
		if self.is_new():
			return frappe.new_doc(self.doctype)
		if self.parent_doc:
			rows = self.parent_doc.get_latest().get(self.parentfield)
			return next((row for row in rows if row.name == self.name), None)
		return self.get_latest()


def _beyond_int(value: Any) -> bool:
	from frappe.utils.data import cint

	return abs(cint(value)) > 2147483647
