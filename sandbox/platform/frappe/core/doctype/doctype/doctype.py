import frappe
from frappe import _
from frappe.model.document import Document


class DocType(Document):
	"""A DocType made on the site (`custom`): its table follows its fields."""

	def validate(self):
		if not self.custom and not frappe.flags.in_install and not frappe.flags.in_migrate:
			raise NotImplementedError("DocTypes that are not custom come from the apps' files")
		for df in self.fields:
			df.fieldname = df.fieldname or frappe.scrub(df.label or df.fieldtype)
		self.check_fieldnames()
		if self.issingle or self.istable:
			self.allow_import = 0

	def check_fieldnames(self):
		seen = set()
		for df in self.fields:
			if df.fieldname in seen:
				frappe.throw(_("{0}: Fieldname {1} appears multiple times").format(self.name, df.fieldname))
			seen.add(df.fieldname)
			if df.fieldtype in ("Link", "Table") and not df.options:
				frappe.throw(
					_("{0}: Options required for Link or Table type field {1} in row {2}").format(
						self.name, df.label, df.idx
					)
				)

	def on_update(self):
		self.make_roles()
		frappe.clear_cache(doctype=self.name)
		if not self.issingle:
			frappe.db.updatedb(self.name)

	def make_roles(self):
		for role in {row.role for row in self.permissions} - set(frappe.get_all("Role", pluck="name")):
			frappe.get_doc({"doctype": "Role", "role_name": role, "desk_access": 1}).insert(
				ignore_permissions=True
			)

	def after_delete(self):
		"""The table stays, as on a bench."""
		frappe.clear_cache(doctype=self.name)
