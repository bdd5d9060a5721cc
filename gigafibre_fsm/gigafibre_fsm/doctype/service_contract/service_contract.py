import hashlib

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime
from frappe.utils.html_utils import sanitize_html

from gigafibre_fsm import billing
from gigafibre_fsm.validation import reject

NEXT_STATUS = {
	None: ("Draft",),
	"Draft": ("Sent", "Signed", "Declined", "Cancelled"),
	"Sent": ("Sent", "Signed", "Declined", "Cancelled"),
	"Declined": ("Sent", "Cancelled"),
	"Signed": (),
	"Cancelled": (),
}
# What only sending and signing write.
EVIDENCE = ("offer", "sent_on", "signed_on", "signed_by", "signed_from", "terms_digest")
AGREED = (
	"customer",
	"contract_type",
	"language",
	"terms",
	"template",
	"quotation",
	"service_subscription",
	"service_location",
)
# Field → where its record says whose it is.
OF_CUSTOMER = {"service_subscription": "customer", "service_location": "customer", "quotation": "party_name"}


class ServiceContract(Document):
	"""What a customer agrees to. Its status and the signature change by `move` and `sign` alone, its terms only while
	it is a draft."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		contract_type: DF.Literal["Residential", "Commercial"]
		customer: DF.Link
		docuseal_submission: DF.Data | None
		language: DF.Literal["fr", "en"]
		naming_series: DF.Literal["SC-.#####"]
		offer: DF.Code | None
		quotation: DF.Link | None
		sent_on: DF.Datetime | None
		service_location: DF.Link | None
		service_subscription: DF.Link | None
		signed_by: DF.Data | None
		signed_from: DF.Data | None
		signed_on: DF.Datetime | None
		status: DF.Literal["Draft", "Sent", "Signed", "Declined", "Cancelled"]
		template: DF.Link | None
		terms: DF.TextEditor | None
		terms_digest: DF.Data | None
	# end: auto-generated types

	def validate(self):
		before = self.get_doc_before_save()
		# Frappe lets pass what looks like JSON, which a quoted tag does: this is shown to customers on our own pages.
		self.terms = sanitize_html(self.terms or "", always_sanitize=True)
		if not self.flags.moves:
			self.require_untouched(before)
		elif self.status not in NEXT_STATUS[before.status if before else None]:
			reject(self, "status", _("cannot follow {0}").format(_(before.status)))
		if before and before.status != "Draft":
			agreed = (*AGREED, "docuseal_submission") if before.docuseal_submission else AGREED
			self.require_same(before, agreed, _("was sent: cancel this contract and write another"))
		self.require_of_customer()

	def on_update(self):
		if self.status == "Cancelled" and self.has_value_changed("status"):
			billing.withdraw_links(self)

	def on_trash(self):
		if self.status == "Signed":
			frappe.throw(_("{0} is signed: it stays").format(self.name))

	def require_sendable(self):
		"""Refuse what is signed or cancelled. Raises ValidationError."""
		if self.status in ("Signed", "Cancelled"):
			reject(self, "status", _("such a contract is not sent any more"))

	def move(self, status: str, **values: object):
		"""Bring the contract to its next status, with what is to be kept of the step, and save it."""
		self.update({"status": status, **values})
		self.flags.moves = True
		try:
			self.save()
		finally:
			self.flags.moves = False

	def sign(self, name: str, digest: str, network: str | None):
		"""Keep who signed which terms, when, and from where. Raises ValidationError unless it waits for that."""
		if self.status != "Sent":
			reject(self, "status", _("only a contract that was sent can be signed"))
		self.move(
			"Signed", signed_on=now_datetime(), signed_by=name, signed_from=network, terms_digest=digest
		)

	def digest_of_terms(self) -> str:
		"""Return what tells these terms and this offer from any others: SHA-256, in hex."""
		return hashlib.sha256(f"{self.terms or ''}\n{self.offer or ''}".encode()).hexdigest()

	def require_untouched(self, before: Document | None):
		if not before and self.status != "Draft":
			reject(self, "status", _("a new contract is a draft"))
		self.require_same(before, ("status", *EVIDENCE), _("is written by sending and signing, not by hand"))

	def require_same(self, before: Document | None, fields: tuple[str, ...], reason: str):
		for field in fields:
			old = before.get(field) if before else ("Draft" if field == "status" else None)
			if str(self.get(field) or "") != str(old or ""):
				reject(self, field, reason)

	def require_of_customer(self):
		for field, owner_field in OF_CUSTOMER.items():
			doctype = self.meta.get_field(field).options
			owner = self.get(field) and frappe.db.get_value(doctype, self.get(field), owner_field)
			if owner and owner != self.customer:
				reject(self, field, _("belongs to {0}, not to {1}").format(owner, self.customer))
