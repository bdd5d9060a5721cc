"""Custom Fields: what an app adds to another app's DocTypes."""

from typing import Any

import frappe
from frappe.model.document import Document


class CustomField(Document):
	"""One added field; saving it adds the column."""

	def autoname(self):
		self.set_fieldname()
		self.name = f"{self.dt}-{self.fieldname}"

	def set_fieldname(self):
		"""A field without a name is called after its label."""
		if not self.fieldname:
			self.fieldname = frappe.scrub(self.label or self.fieldtype)

	def validate(self):
		if frappe.get_meta(self.dt).has_field(self.fieldname) and self.is_new():
			frappe.throw(
				frappe._("A field with the name {0} already exists in {1}").format(
					frappe.bold(self.fieldname), frappe.bold(self.dt)
				)
			)

	def on_update(self):
		frappe.clear_cache(doctype=self.dt)
		if not frappe.flags.in_create_custom_fields:
			frappe.db.updatedb(self.dt)

	def on_trash(self):
		frappe.db.delete("Property Setter", {"doc_type": self.dt, "field_name": self.fieldname})

	def after_delete(self):
		frappe.clear_cache(doctype=self.dt)


def create_custom_field(
	doctype: str, df: dict, ignore_validate: bool = False, is_system_generated: bool = True
) -> Any:
	"""Add one field unless it is there."""
	df = frappe._dict(df)
	if not df.fieldname and df.label:
		df.fieldname = frappe.scrub(df.label)
	if frappe.db.get_value("Custom Field", {"dt": doctype, "fieldname": df.fieldname}):
		return None
	custom_field = frappe.get_doc(
		{
			"doctype": "Custom Field",
			"dt": doctype,
			"permlevel": 0,
			"is_system_generated": int(is_system_generated),
		}
	)
	custom_field.update(df)
	custom_field.flags.ignore_validate = ignore_validate
	return custom_field.insert()


def create_custom_fields(custom_fields: dict, ignore_validate: bool = False, update: bool = True) -> None:
	"""`{DocType or tuple of them: [field, …]}`: add the fields, or bring those that are there up to date."""
	touched = set()
	frappe.flags.in_create_custom_fields = True
	try:
		for doctypes, fields in custom_fields.items():
			for doctype in (doctypes,) if isinstance(doctypes, str) else doctypes:
				for df in (fields,) if isinstance(fields, dict) else fields:
					if _put(doctype, dict(df), ignore_validate, update):
						touched.add(doctype)
	finally:
		frappe.flags.in_create_custom_fields = False
	for doctype in touched:
		frappe.clear_cache(doctype=doctype)
		frappe.db.updatedb(doctype)


def _put(doctype: str, df: dict, ignore_validate: bool, update: bool) -> bool:
	"""Add a field, or save it when it says something new; True when anything was written."""
	name = frappe.db.get_value("Custom Field", {"dt": doctype, "fieldname": df["fieldname"]})
	if not name:
		return bool(create_custom_field(doctype, {**df, "owner": "Administrator"}, ignore_validate))
	custom_field = frappe.get_doc("Custom Field", name)
	if not update or all(custom_field.get(key) == value for key, value in df.items()):
		return False
	custom_field.flags.ignore_validate = ignore_validate
	custom_field.update(df)
	custom_field.save()
	return True
