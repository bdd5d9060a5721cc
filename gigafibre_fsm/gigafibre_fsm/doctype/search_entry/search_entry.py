from frappe.model.document import Document


class SearchEntry(Document):
	"""One findable thing (clients.search_index)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		codes: DF.Data | None
		customer: DF.Link | None
		facts: DF.JSON | None
		kind: DF.Literal["Customer", "Contact", "Location", "Equipment"]
		reference_doctype: DF.Link
		reference_name: DF.DynamicLink
		status: DF.Data | None
		subtitle: DF.Data | None
		title: DF.Data | None
		words: DF.Data | None
	# end: auto-generated types
