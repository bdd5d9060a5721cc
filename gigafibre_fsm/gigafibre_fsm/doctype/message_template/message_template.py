import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.messaging.templates import TemplateMistake, require_syntax
from gigafibre_fsm.validation import reject


class MessageTemplate(Document):
	"""A message written beforehand, in French and, where it is given, in English; variables in Jinja."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		applies_to: DF.Link
		body_en: DF.LongText | None
		body_fr: DF.LongText
		channel: DF.Literal["Any", "SMS", "Email"]
		disabled: DF.Check
		is_canned_reply: DF.Check
		subject_en: DF.Data | None
		subject_fr: DF.Data | None
		title: DF.Data
	# end: auto-generated types

	def validate(self):
		self.require_readable_templates()
		self.require_subject()

	def require_readable_templates(self):
		for field in ("subject_fr", "body_fr", "subject_en", "body_en"):
			try:
				require_syntax(self.get(field))
			except TemplateMistake as mistake:
				label = _(self.meta.get_label(field), context=self.doctype)
				frappe.throw(_("{0}: {1}").format(label, mistake))

	def require_subject(self):
		if self.channel == "Email" and not self.subject_fr:
			reject(self, "subject_fr", _("is needed by an e-mail"))
