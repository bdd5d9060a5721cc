"""The account behind a customer's session: one Website User a customer, made when it is first needed."""

import frappe
from frappe.model.document import Document

from gigafibre_fsm.identity.accounts import has_only, make_account, may_sign_in, placeholder_addresses
from gigafibre_fsm.permissions import all_customers_of

PLACEHOLDER_DOMAIN = "customers.invalid"
ROLE = "Customer"


def portal_user(customer: str) -> str | None:
	"""Return the user a customer signs in as, made and listed among its portal users if there is none.

	Others may be listed there who open more: an accountant of several customers, a technician, a colleague. Whoever
	can be reached at this customer's address is not them.
	Its address is the primary contact's, unless somebody else signs in with that one (staff, or another customer).
	None for a customer, or an account, that somebody disabled. Two calls at once make one user.
	Raises QueryDeadlockError when another call was quicker and the database wants this one to begin again.
	"""
	if frappe.db.get_value("Customer", customer, "disabled") != 0:
		return None
	own = _own(customer) or _make_one(customer)
	return next((user for user in own if may_sign_in(user)), None)


def opens_only(user: str, customer: str) -> bool:
	"""Return whether a user has no other customer than this one, nor another role."""
	return has_only(user, ROLE) and set(all_customers_of(user)) <= {customer}


def _make_one(customer: str) -> list[str]:
	"""Take the customer's lock, and make the user unless somebody did meanwhile."""
	document = frappe.get_doc("Customer", customer, for_update=True)
	# With a lock too: after waiting for the customer's, an ordinary read may be an old one.
	if own := _own(customer, for_update=True):
		return own
	contact = _primary_contact(customer)
	user = _adoptable(contact) or _make_user(document, contact)
	_list(user, document)
	return [user]


def _own(customer: str, for_update: bool = False) -> list[str]:
	return [user for user in _listed(customer, for_update) if opens_only(user, customer)]


def _listed(customer: str, for_update: bool = False) -> list[str]:
	filters = {"parent": customer, "parenttype": "Customer"}
	rows = frappe.db.get_values("Portal User", filters, "user", order_by="idx", for_update=for_update)
	return [user for (user,) in rows]


def _list(user: str, customer: Document) -> None:
	customer.append("portal_users", {"user": user})
	# Nobody says whom to list: it is the account just found or made for this customer.
	customer.flags.ignore_permissions = customer.flags.ignore_mandatory = True
	customer.save()


def _primary_contact(customer: str) -> frappe._dict:
	"""Return the names and address of the first contact; empty when there is none."""
	link = {"link_doctype": "Customer", "link_name": customer, "parenttype": "Contact"}
	names = frappe.get_all("Dynamic Link", link, pluck="parent", order_by="creation", limit=50)
	fields = ["first_name", "last_name", "email_id"]
	order = "is_primary_contact desc, creation"
	found = frappe.get_all("Contact", {"name": ["in", names]}, fields, order_by=order, limit=1)
	return found[0] if found else frappe._dict()


def _adoptable(contact: frappe._dict) -> str | None:
	"""Return the account the contact already has on the website, if it opens nothing else."""
	address = {"name": (contact.email_id or "").lower(), "user_type": "Website User"}
	user = frappe.db.get_value("User", address, for_update=True)
	if not user or not has_only(user, ROLE):
		return None
	taken = frappe.db.get_values("Portal User", {"user": user}, "name", for_update=True)
	return None if taken else user


def _make_user(customer: Document, contact: frappe._dict) -> str:
	"""The names are the contact's own: Frappe writes a user's names back to the contact with that address."""
	addresses = placeholder_addresses(customer.name, PLACEHOLDER_DOMAIN)
	if contact.email_id:
		addresses.insert(0, contact.email_id)
	names = {"first_name": contact.first_name or customer.customer_name, "last_name": contact.last_name}
	return make_account(addresses, ROLE, language=customer.language, **names)
