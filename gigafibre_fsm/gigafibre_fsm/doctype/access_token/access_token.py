from frappe.model.document import Document


class AccessToken(Document):
	"""A link or code we handed out: what it opens, until when, and whether it was used or revoked."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		bound_device: DF.Data | None
		expires_on: DF.Datetime
		purpose: DF.Data
		reference_doctype: DF.Link | None
		reference_name: DF.DynamicLink | None
		revoked_by: DF.Link | None
		revoked_on: DF.Datetime | None
		session: DF.SmallText | None
		single_use: DF.Check
		used_on: DF.Datetime | None
		user: DF.Link | None
	# end: auto-generated types
