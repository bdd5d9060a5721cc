import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.naming import make_autoname

from gigafibre_fsm.permissions import OPS
from gigafibre_fsm.validation import reject


class Conversation(Document):
	"""One thread with a customer, or with a number or address no customer was recognised by, over every channel.

	Its messages are Communications (their field `conversation`), its notes Comments. `thread_key` makes it unique.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		address: DF.Data | None
		assigned_to: DF.Link | None
		channel: DF.Literal["", "SMS", "Email", "Chat", "Phone"]
		channel_address: DF.Data | None
		customer: DF.Link | None
		issue: DF.Link | None
		last_direction: DF.Literal["", "Received", "Sent"]
		last_message: DF.SmallText | None
		last_message_at: DF.Datetime | None
		our_number: DF.Data | None
		snoozed_until: DF.Datetime | None
		status: DF.Literal["Open", "Snoozed", "Closed"]
		thread_key: DF.Data | None
		title: DF.Data | None
		unread: DF.Int
	# end: auto-generated types

	def autoname(self):
		"""As a setting of the doctype, Frappe would give a deleted conversation's name to the next one: to strangers."""
		self.name = make_autoname("CONV-.#####")

	def validate(self):
		self.set_thread_key()
		self.set_title()
		self.follow_status()
		self.require_staff()

	def set_thread_key(self):
		if not (self.customer or self.address):
			reject(self, "customer", _("a conversation is with a customer, or with a number or an address"))
		if self.customer:
			self.address = None
		self.thread_key = thread_key(self.customer, self.address)

	def set_title(self):
		known = self.customer and frappe.db.get_value("Customer", self.customer, "customer_name")
		self.title = (known or self.address)[:140]

	def follow_status(self):
		if self.status != "Snoozed":
			self.snoozed_until = None
		elif not self.snoozed_until:
			reject(self, "snoozed_until", _("is needed while the conversation is snoozed"))

	def require_staff(self):
		if not self.assigned_to or not self.has_value_changed("assigned_to"):
			return
		if set(OPS).isdisjoint(frappe.get_roles(self.assigned_to)):
			reject(self, "assigned_to", _("does not work with conversations"))


def thread_key(customer: str | None, address: str | None) -> str:
	"""Return what makes a thread unique: customer:<name>, email:<address> or phone:<number>."""
	if customer:
		return f"customer:{customer}"
	return f"email:{address.lower()}" if "@" in address else f"phone:{address}"


def on_doctype_update():
	"""What the inbox asks all day: a status, newest first; and what is unread."""
	frappe.db.add_index("Conversation", ["status", "last_message_at"])
	frappe.db.add_index("Conversation", ["unread"])
