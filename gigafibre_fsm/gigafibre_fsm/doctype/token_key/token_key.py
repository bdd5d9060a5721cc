from frappe.model.document import Document


class TokenKey(Document):
	"""A secret our links are signed with; the newest that is not retired signs (identity/keys.py)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		retired_on: DF.Datetime | None
		secret: DF.Password
	# end: auto-generated types
