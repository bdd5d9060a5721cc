"""Property Setters: one property of a DocType or field, changed without touching its JSON."""

from typing import Any

import frappe
from frappe.model.document import Document


class PropertySetter(Document):
	"""One changed property."""

	def autoname(self):
		self.name = f"{self.doc_type}-{self.field_name or self.row_name or 'main'}-{self.property}"

	def validate(self):
		if self.is_new():
			same = {"doc_type": self.doc_type, "field_name": self.field_name, "property": self.property}
			frappe.db.delete("Property Setter", same)

	def on_update(self):
		frappe.clear_cache(doctype=self.doc_type)

	def after_delete(self):
		frappe.clear_cache(doctype=self.doc_type)


def make_property_setter(
	doctype: str,
	fieldname: str | None,
	property: str,
	value: Any,
	property_type: str,
	for_doctype: bool = False,
	validate_fields_for_doctype: bool = True,
	is_system_generated: bool = True,
) -> Any:
	"""Change a property."""
	return frappe.get_doc(
		{
			"doctype": "Property Setter",
			"doctype_or_field": "DocType" if for_doctype else "DocField",
			"doc_type": doctype,
			"field_name": fieldname,
			"property": property,
			"value": value,
			"property_type": property_type,
			"is_system_generated": int(is_system_generated),
		}
	).insert(ignore_permissions=True)
