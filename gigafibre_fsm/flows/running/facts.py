"""What conditions and texts of a run see, but its steps: the record, its customer, what started it, its variables.

Everything is read when it is first asked for, so that a step that asks for nothing costs nothing. Secrets are not
seen, nor what our staff may not read of the doctype.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime, getdate

from gigafibre_fsm import messaging
from gigafibre_fsm.clock import site_zone
from gigafibre_fsm.flows.jsonlogic import dates
from gigafibre_fsm.permissions.fields import readable_fields

dates.know_zone(site_zone)
TABLES = ("Table", "Table MultiSelect")
# Doctype → where its customer is, and where it is said that it is one.
PARTY = {
	"Quotation": ("party_name", "quotation_to"),
	"Payment Entry": ("party", "party_type"),
	"Subscription": ("party", "party_type"),
}


class RecordGone(Exception):
	"""The record a run is about was deleted; `str(error)` says which."""


class Facts(Mapping[str, Any]):
	"""`doc`, `customer`, `trigger`, `vars`, `now`, `today` and `company`, as JSON has them; times are the site's.

	Raises RecordGone when `doc` is asked for and is no more.
	"""

	def __init__(
		self,
		doctype: str,
		name: str,
		*,
		customer: str | None,
		trigger: Mapping[str, Any],
		variables: Mapping[str, Any],
		now: datetime,
	) -> None:
		self._doctype, self._name, self._customer = doctype, name, customer
		self._read: dict[str, Callable[[], Any]] = {
			"doc": lambda: values_of(self.document),
			"customer": lambda: self.customer and values_of(self.customer),
			"trigger": lambda: trigger,
			"vars": lambda: variables,
			"now": lambda: plain(now),
			"today": lambda: plain(now.date()),
			"company": messaging.company_name,
		}
		self._known: dict[str, Any] = {}

	def __getitem__(self, root: str) -> Any:
		if root not in self._known:
			self._known[root] = self._read[root]()
		return self._known[root]

	def __iter__(self) -> Iterator[str]:
		return iter(self._read)

	def __len__(self) -> int:
		return len(self._read)

	def __contains__(self, root: object) -> bool:
		"""Whether there is such a root, without reading it."""
		return root in self._read

	@cached_property
	def document(self) -> Document:
		"""The record as it is now."""
		return read(self._doctype, self._name)

	@cached_property
	def customer(self) -> Document | None:
		"""The customer as they are now; None when the record has none."""
		if (self._doctype, self._name) == ("Customer", self._customer):
			return self.document
		if self._customer and frappe.db.exists("Customer", self._customer):
			return frappe.get_doc("Customer", self._customer)
		return None


def read(doctype: str, name: str) -> Document:
	"""Return a record. Raises RecordGone."""
	try:
		return frappe.get_doc(doctype, name)
	except frappe.DoesNotExistError:
		frappe.clear_messages()
		raise RecordGone(gone(doctype, name)) from None


def require(doctype: str, name: str) -> None:
	"""Make sure a record is still there, without reading it. Raises RecordGone."""
	if not frappe.db.exists(doctype, name):
		raise RecordGone(gone(doctype, name))


def gone(doctype: str, name: str) -> str:
	"""Return the sentence for a record that was deleted."""
	return _("{0} {1} no longer exists").format(_(doctype), name)


def values_of(document: Document) -> dict[str, Any]:
	"""Return what flows may know of a document: field → value as JSON has it, rows of tables as lists of such."""
	fields = readable_fields(document.meta)
	return {"name": document.name} | {field.fieldname: _value(document, field) for field in fields}


def customer_of(document: Document) -> str | None:
	"""Return the name of the customer a record is about."""
	if document.doctype == "Customer":
		return document.name
	if document.doctype in PARTY:
		party, kind = PARTY[document.doctype]
		return document.get(party) if document.get(kind) == "Customer" else None
	return document.get("customer") or None


def plain(value: Any) -> Any:
	"""Return a value of the database as JSON has it: dates and times in ISO 8601 to the second, in the site's zone."""
	if isinstance(value, datetime):
		return value.isoformat(timespec="seconds")
	if isinstance(value, date):
		return value.isoformat()
	if isinstance(value, timedelta):
		return str(value)
	return float(value) if isinstance(value, Decimal) else value


def _value(document: Document, field: Any) -> Any:
	value = document.get(field.fieldname)
	if field.fieldtype in TABLES:
		return [values_of(row) for row in value or []]
	# Not every database gives dates as dates, and a form gives text.
	if value and field.fieldtype == "Datetime":
		value = get_datetime(value)
	elif value and field.fieldtype == "Date":
		value = getdate(value)
	return plain(value)
