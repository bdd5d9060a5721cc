import frappe
from frappe import _, throw
from frappe.contacts.address_and_contact import has_link, tidy_links
from frappe.model.document import Document
from frappe.model.naming import make_autoname
from frappe.utils import cstr, escape_html

PREFERENCES = ("is_primary_address", "is_shipping_address")


class Address(Document):
	"""A postal address, named `<title>-<type>`; of a record's addresses one is preferred for each use."""

	def autoname(self):
		if not self.address_title and self.links:
			self.address_title = self.links[0].link_title or self.links[0].link_name
		if not self.address_title:
			throw(_("Address Title is mandatory."))
		self.name = f"{cstr(self.address_title).strip()}-{_(self.address_type)}"
		if frappe.db.exists("Address", self.name):
			self.name = make_autoname(f"{self.name}-.#", ignore_validate=True)

	def validate(self):
		for field in PREFERENCES:
			if self.get(field):
				self.take_preference_from_others(field)
		tidy_links(self)

	def take_preference_from_others(self, field):
		for row in self.links:
			others = frappe.get_all(
				"Dynamic Link",
				filters={
					"parenttype": "Address",
					"link_doctype": row.link_doctype,
					"link_name": row.link_name,
					"parent": ["!=", self.name],
				},
				pluck="parent",
			)
			for name in others:
				frappe.db.set_value("Address", name, field, 0)

	def get_display(self):
		return get_address_display(self.as_dict())

	def has_link(self, doctype, name):
		return has_link(self, doctype, name)


@frappe.whitelist()
def get_default_address(doctype: str, name: str | None, sort_key: str = "is_primary_address") -> str | None:
	"""The preferred address of a record, else any that is not disabled."""
	if sort_key not in PREFERENCES:
		return None
	linked = frappe.get_all(
		"Dynamic Link",
		filters={"parenttype": "Address", "link_doctype": doctype, "link_name": name},
		pluck="parent",
	)
	found = frappe.get_all(
		"Address",
		filters={"name": ["in", linked], "disabled": 0},
		pluck="name",
		order_by=f"{sort_key} desc",
		limit=1,
	)
	return found[0] if found else None


@frappe.whitelist()
def get_address_display(address_dict: dict | str | None) -> str | None:
	"""The address as lines of HTML."""
	if not address_dict:
		return None
	if isinstance(address_dict, str):
		document = frappe.get_doc("Address", address_dict)
		document.check_permission()
		address_dict = document.as_dict()
	lines = ("address_line1", "address_line2", "city", "state", "pincode", "country")
	text = "".join(f"{escape_html(address_dict[line])}<br>" for line in lines if address_dict.get(line))
	phone = address_dict.get("phone")
	return text + (f"<br>{_('Phone')}: {escape_html(phone)}<br>" if phone else "")
