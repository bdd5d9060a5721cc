import frappe
from frappe import _
from frappe.contacts.address_and_contact import has_link, tidy_links
from frappe.model.document import Document
from frappe.model.naming import append_number_if_name_exists
from frappe.utils import cstr


class Contact(Document):
	"""A person. The primary e-mail and phones of the rows are copied to fields of their own."""

	def autoname(self):
		self.name = self._full_name()
		if self.links:
			self.name = f"{self.name}-{cstr(self.links[0].link_name).strip()}"
		if frappe.db.exists("Contact", self.name):
			self.name = append_number_if_name_exists("Contact", self.name)

	def validate(self):
		self.full_name = self._full_name()
		self.email_id = self._primary("email_ids", "is_primary", "email_id", _("Email ID")).strip()
		self.phone = self._primary("phone_nos", "is_primary_phone", "phone", "Phone")
		self.mobile_no = self._primary("phone_nos", "is_primary_mobile_no", "phone", "Mobile No")
		if not self.user and self.email_id:
			self.user = frappe.db.get_value("User", {"email": self.email_id})
		tidy_links(self)

	def _full_name(self):
		return get_full_name(self.first_name, self.middle_name, self.last_name, self.company_name)

	def _primary(self, table, flag, field, label):
		rows = self.get(table)
		if table == "email_ids" and len(rows) == 1:
			rows[0].is_primary = 1
		primary = [row.get(field) for row in rows if row.get(flag)]
		if len(primary) > 1:
			frappe.throw(_("Only one {0} can be set as primary.").format(frappe.bold(label)))
		return primary[0] if primary else ""

	def add_email(self, email_id, is_primary=0, autosave=False):
		if not frappe.db.exists("Contact Email", {"email_id": email_id, "parent": self.name}):
			self.append("email_ids", {"email_id": email_id, "is_primary": is_primary})
			if autosave:
				self.save(ignore_permissions=True)

	def add_phone(self, phone, is_primary_phone=0, is_primary_mobile_no=0, autosave=False):
		if frappe.db.exists("Contact Phone", {"phone": phone, "parent": self.name}):
			return
		primary = {"is_primary_phone": is_primary_phone, "is_primary_mobile_no": is_primary_mobile_no}
		self.append("phone_nos", {"phone": phone, **primary})
		if autosave:
			self.save(ignore_permissions=True)

	def get_link_for(self, link_doctype):
		return next((row.link_name for row in self.links if row.link_doctype == link_doctype), None)

	def has_link(self, doctype, name):
		return has_link(self, doctype, name)


def get_full_name(first=None, middle=None, last=None, company=None):
	"""The names that are there, in order; the company's when a person has none."""
	names = [cstr(part).strip() for part in (first, middle, last)]
	return " ".join(filter(None, names)) or company or ""


def get_contact_name(email_id):
	"""The contact who has this e-mail address among theirs."""
	return frappe.db.get_value("Contact Email", {"email_id": email_id, "parenttype": "Contact"}, "parent")


def get_default_contact(doctype, name):
	"""The primary contact of a record, else any."""
	linked = frappe.get_all(
		"Dynamic Link",
		filters={"parenttype": "Contact", "link_doctype": doctype, "link_name": name},
		pluck="parent",
	)
	primary = frappe.get_all(
		"Contact", filters={"name": ["in", linked], "is_primary_contact": 1}, pluck="name"
	)
	return next(iter(primary or linked), None)
