from frappe.model.document import Document


class OneTimeCode(Document):
	"""A code of six digits that an address was sent, or would have been if we knew it (identity/codes.py)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		address: DF.Data
		attempts: DF.Int
		browser: DF.Data
		code_hash: DF.Data
		expires_on: DF.Datetime
		purpose: DF.Data
		used_on: DF.Datetime | None
	# end: auto-generated types
