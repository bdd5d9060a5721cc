import frappe
from frappe import _
from frappe.contacts.doctype.address.address import get_address_display
from frappe.model.document import Document
from frappe.model.naming import set_name_by_naming_series

from erpnext.controllers.website_list_for_contact import add_role_for_portal_user


class Customer(Document):
	"""Named by its name or by a series, as Selling Settings' `cust_master_name` says."""

	def autoname(self):
		if frappe.db.get_default("cust_master_name") == "Customer Name":
			self.name = self.get_customer_name()
		else:
			set_name_by_naming_series(self)

	def get_customer_name(self):
		self.customer_name = self.customer_name.strip()
		if not frappe.db.exists("Customer", self.customer_name) or frappe.flags.in_import:
			return self.customer_name
		return f"{self.customer_name} - {self._last_number() + 1}"

	def _last_number(self):
		names = frappe.get_all(
			"Customer", filters={"name": ["like", f"{self.customer_name} - %"]}, pluck="name"
		)
		return max((int(tail) for name in names if (tail := name.rpartition(" ")[2]).isdigit()), default=0)

	def validate(self):
		self.flags.is_new_doc = self.is_new()
		for portal_user in self.portal_users:
			add_role_for_portal_user(portal_user, "Customer")
		if self.customer_group and frappe.db.get_value("Customer Group", self.customer_group, "is_group"):
			frappe.throw(
				_("Cannot select a Group type Customer Group. Please select a non-group Customer Group.")
			)

	def after_insert(self):
		if self.lead_name:
			frappe.db.set_value("Lead", self.lead_name, "status", "Converted")

	def on_update(self):
		self.create_primary_contact()
		if self.customer_primary_contact:
			frappe.db.set_value("Contact", self.customer_primary_contact, "is_primary_contact", 1)
		self.create_primary_address()
		if self.customer_primary_address:
			frappe.db.set_value("Address", self.customer_primary_address, "is_primary_address", 1)

	def create_primary_contact(self):
		if self.customer_primary_contact or self.lead_name or not (self.mobile_no or self.email_id):
			return
		contact = make_contact(self)
		self.db_set(
			{
				"customer_primary_contact": contact.name,
				"mobile_no": self.mobile_no,
				"email_id": self.email_id,
			}
		)

	def create_primary_address(self):
		if not (self.flags.is_new_doc and self.get("address_line1")):
			return
		address = make_address(self)
		self.db_set("customer_primary_address", address.name)
		self.db_set("primary_address", get_address_display(address.as_dict()))


def make_contact(customer, is_primary_contact=1):
	"""The first contact of a customer who came with a phone or an e-mail address."""
	contact = frappe.new_doc("Contact", is_primary_contact=is_primary_contact)
	if customer.customer_type == "Individual":
		first, _space, last = customer.customer_name.partition(" ")
		contact.update({"first_name": first, "last_name": last})
	else:
		contact.company_name = customer.customer_name
	contact.append("links", {"link_doctype": "Customer", "link_name": customer.name})
	if customer.email_id:
		contact.add_email(customer.email_id, is_primary=True)
	if customer.mobile_no:
		contact.add_phone(customer.mobile_no, is_primary_mobile_no=True)
	return contact.insert(ignore_permissions=customer.flags.ignore_permissions)


def make_address(customer, is_primary_address=1, is_shipping_address=1):
	"""The first address of a customer who came with one."""
	fields = ("address_line1", "address_line2", "city", "state", "pincode", "country")
	address = frappe.new_doc("Address", **{field: customer.get(field) for field in fields})
	address.update(
		{
			"address_title": customer.customer_name,
			"address_type": "Billing",
			"is_primary_address": is_primary_address,
			"is_shipping_address": is_shipping_address,
		}
	)
	address.append("links", {"link_doctype": "Customer", "link_name": customer.name})
	return address.insert(ignore_permissions=customer.flags.ignore_permissions)
