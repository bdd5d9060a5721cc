"""Writing many rows fast: buffers, series numbers, and the columns every record has."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import frappe

BATCH = 2000
OWNER = "Administrator"
STANDARD = ("name", "owner", "modified_by", "creation", "modified", "docstatus", "idx")
CHILD = ("parent", "parenttype", "parentfield")


class Table:
	"""The rows of one doctype on their way to the database; fields this site's doctype lacks are left out."""

	def __init__(self, doctype: str, fields: Sequence[str], submitted: bool = False) -> None:
		meta = frappe.get_meta(doctype)
		self.doctype, self.docstatus, self.written = doctype, int(submitted), 0
		self.fields = [field for field in fields if meta.has_field(field)]
		self.columns = [*STANDARD, *(CHILD if meta.istable else ()), *self.fields]
		self.rows: list[tuple] = []

	def add(self, name: str, moment: datetime, values: dict[str, Any]) -> None:
		"""Queue a document that was made at this moment."""
		standard = (name, OWNER, OWNER, moment, moment, self.docstatus, 0)
		self._queue((*standard, *(values.get(field) for field in self.fields)))

	def add_unnamed(self, moment: datetime, values: dict[str, Any]) -> None:
		"""Queue a document whose name says nothing; Frappe's random ones collide at these numbers."""
		initials = "".join(word[0] for word in self.doctype.lower().split())
		self.add(f"volume-{initials}{self.written + len(self.rows) + 1:07d}", moment, values)

	def add_child(self, parent: tuple[str, str, str], index: int, moment: datetime, values: dict) -> None:
		"""Queue a row of a table: `parent` is (doctype, name, field), `index` counts from 1."""
		doctype, name, field = parent
		standard = (f"{name}-{field}-{index}", OWNER, OWNER, moment, moment, self.docstatus, index)
		self._queue((*standard, name, doctype, field, *(values.get(field) for field in self.fields)))

	def _queue(self, row: tuple) -> None:
		self.rows.append(row)
		if len(self.rows) >= BATCH:
			self.flush()

	def flush(self) -> None:
		"""Write what is queued."""
		if self.rows:
			frappe.db.bulk_insert(self.doctype, self.columns, self.rows)
			self.written += len(self.rows)
			self.rows = []


class Names:
	"""Numbers of naming series, taken from where the site stands; `save` leaves the series after the last."""

	def __init__(self) -> None:
		self.series = frappe.qb.DocType("Series")
		self.last: dict[str, int] = {}
		self.known: set[str] = set()

	def next(self, prefix: str) -> str:
		if prefix not in self.last:
			self.last[prefix] = self._current(prefix)
		self.last[prefix] += 1
		return f"{prefix}{self.last[prefix]:05d}"

	def _current(self, prefix: str) -> int:
		query = frappe.qb.from_(self.series).select(self.series.current).where(self.series.name == prefix)
		found = query.run()
		if found:
			self.known.add(prefix)
		return found[0][0] if found else 0

	def save(self) -> None:
		for prefix, last in self.last.items():
			if prefix in self.known:
				query = frappe.qb.update(self.series).set(self.series.current, last)
				query.where(self.series.name == prefix).run()
			else:
				frappe.qb.into(self.series).columns("name", "current").insert(prefix, last).run()


def flush(tables: Iterable[Table]) -> dict[str, int]:
	"""Write what waits in every table; returns doctype → rows written."""
	written = {}
	for table in tables:
		table.flush()
		written[table.doctype] = table.written
	return written
