"""A sentence the site's people worded differently."""

import frappe.translate
from frappe.model.document import Document


class Translation(Document):
	"""`source_text` in `language` reads `translated_text`, in `context` when there is one."""

	def on_update(self):
		frappe.translate.clear_cache()

	def on_trash(self):
		frappe.translate.clear_cache()
