import frappe
from frappe import _
from frappe.model.document import Document


class FlowTemplateVersion(Document):
	"""What a template drew when it was published. It never changes: runs follow it to their end."""

	def validate(self):
		if not self.is_new():
			frappe.throw(_("A published version is not changed: change the template, and publish it"))

	def on_trash(self):
		if frappe.db.exists("Flow Template", self.template):
			frappe.throw(_("A version goes with its template: delete that instead"))


def on_doctype_update():
	"""What each event asks, however many versions there have been: the live ones that it starts."""
	frappe.db.add_index("Flow Template Version", ["is_live", "trigger_event"])
