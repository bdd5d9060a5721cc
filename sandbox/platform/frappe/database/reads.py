"""Reading values: get_value in all its forms, exists, count, singles, defaults."""

from typing import Any

import frappe
from frappe.types import _dict

DEFAULT_ORDER = "KEEP_DEFAULT_ORDERING"


class Reads:
	"""The part of frappe.db that only looks."""

	value_cache: dict[Any, Any]

	def _forget_values(self) -> None:
		self.value_cache = {}
		if getattr(frappe.local, "document_cache", None) is not None:
			frappe.local.document_cache = {}

	def get_value(
		self,
		doctype: str,
		filters: Any = None,
		fieldname: Any = "name",
		ignore: Any = None,
		as_dict: bool = False,
		debug: bool = False,
		order_by: str | None = DEFAULT_ORDER,
		cache: bool = False,
		for_update: bool = False,
		*,
		run: bool = True,
		pluck: bool = False,
		distinct: bool = False,
		skip_locked: bool = False,
		wait: bool = True,
	) -> Any:
		"""A field, or a tuple (`as_dict`: a dict) of fields, of the first record that matches; None without one.

		`filters`: a name, a dict or a list. Of a Single, pass None. `for_update` takes the write lock first.
		"""
		rows = self.get_values(
			doctype,
			filters,
			fieldname,
			ignore,
			as_dict,
			debug,
			order_by,
			cache=cache,
			for_update=for_update,
			run=run,
			pluck=pluck,
			distinct=distinct,
			limit=1,
			skip_locked=skip_locked,
			wait=wait,
		)
		if not run:
			return rows
		if not rows:
			return None
		if as_dict or pluck:
			return rows[0]
		several = len(rows[0]) > 1 or fieldname == "*"
		return rows[0] if several else rows[0][0]

	def get_values(
		self,
		doctype: str,
		filters: Any = None,
		fieldname: Any = "name",
		ignore: Any = None,
		as_dict: bool = False,
		debug: bool = False,
		order_by: str | None = DEFAULT_ORDER,
		update: dict | None = None,
		cache: bool = False,
		for_update: bool = False,
		*,
		run: bool = True,
		pluck: bool = False,
		distinct: bool = False,
		limit: int | None = None,
		skip_locked: bool = False,
		wait: bool = True,
	) -> Any:
		"""The fields of every record that matches."""
		from frappe.database.query_filters import is_bare

		if for_update and not self.lock(wait=wait, skip_locked=skip_locked):
			return []
		key = (doctype, str(filters), str(fieldname), as_dict, order_by, limit, pluck, distinct)
		if cache and not for_update and key in self.value_cache:
			return self.value_cache[key]
		if filters is None or filters == doctype:
			if not is_bare(doctype) and frappe.get_meta(doctype).issingle:
				return self._values_of_single(doctype, fieldname, as_dict)
		if filters is None or (isinstance(filters, list | tuple) and not filters):
			return []  # as in Frappe: no name is no record, not any record
		query = self._values_query(doctype, filters, fieldname, order_by, distinct, limit)
		result = self.sql(*query, as_dict=as_dict, update=update, pluck=pluck, run=run)
		if cache and run:
			self.value_cache[key] = result
		return result

	def _values_query(
		self,
		doctype: str,
		filters: Any,
		fieldname: Any,
		order_by: str | None,
		distinct: bool,
		limit: int | None,
	) -> tuple[str, Any]:
		"""The SQL and its values."""
		columns = _plain_columns(fieldname)
		if isinstance(filters, str) and columns:
			return f"SELECT {columns} FROM `{_table(doctype)}` WHERE `name` = %s", (filters,)
		query = frappe.qb.get_query(
			doctype, fields=fieldname, filters=filters, order_by=order_by, distinct=distinct, limit=limit
		)
		return query.get_sql(), None

	def _values_of_single(self, doctype: str, fieldname: Any, as_dict: bool) -> list:
		values = self.get_singles_dict(doctype, cast=True)
		if fieldname == "*":
			return [values if as_dict else tuple(values.values())]
		fields = [fieldname] if isinstance(fieldname, str) else list(fieldname)
		if not values and not as_dict:
			return []
		picked = _dict({field: values.get(field) for field in fields})
		return [picked] if as_dict else [tuple(picked.values())]

	def get_all(self, *args: Any, **kwargs: Any) -> list:
		"""As frappe.get_all."""
		return frappe.get_all(*args, **kwargs)

	def get_list(self, *args: Any, **kwargs: Any) -> list:
		"""As frappe.get_list."""
		return frappe.get_list(*args, **kwargs)

	def exists(self, dt: Any, dn: Any = None, cache: bool = False, *, debug: bool = False) -> str | None:
		"""The name of a record that matches, or None. `dt` may be a dict with `doctype` and filters."""
		if isinstance(dt, dict):
			dt = dict(dt)
			dt, dn = dt.pop("doctype"), dt
		if dt != "DocType" and dt == dn and frappe.get_meta(dt).issingle:
			return dn
		if dn is None:
			return None
		if dt != "DocType" and not self.table_exists(dt):
			return None
		return self.get_value(dt, dn, cache=cache, order_by=None)

	def count(
		self, dt: str, filters: Any = None, debug: bool = False, cache: bool = False, distinct: bool = True
	) -> int:
		"""How many records match."""
		from pypika.functions import Count
		from pypika.terms import PseudoColumn

		query = frappe.qb.get_query(dt, filters=filters, fields=[Count(PseudoColumn("*"))])
		return query.run()[0][0]

	def get_singles_dict(
		self, doctype: str, debug: bool = False, *, for_update: bool = False, cast: bool = False
	) -> _dict:
		"""A Single's stored values; with `cast`, as their field types."""
		if for_update:
			self.begin()
		rows = self.sql("SELECT `field`, `value` FROM `tabSingles` WHERE `doctype` = %s", (doctype,))
		values = _dict(rows)
		if not cast:
			return values
		meta = frappe.get_meta(doctype)
		for fieldname in values:
			df = meta.get_field(fieldname)
			if df:
				values[fieldname] = _cast(df, values[fieldname])
		return values

	def get_single_value(self, doctype: str, fieldname: str, cache: bool = True) -> Any:
		"""One field of a Single, in its type."""
		singles = self.value_cache.setdefault("singles", {}).setdefault(doctype, {})
		if cache and fieldname in singles:
			return singles[fieldname]
		df = frappe.get_meta(doctype).get_field(fieldname)
		if not df:
			frappe.throw(
				frappe._("Field {0} does not exist on {1}").format(
					frappe.bold(fieldname), frappe.bold(doctype)
				)
			)
		rows = self.sql(
			"SELECT `value` FROM `tabSingles` WHERE `doctype` = %s AND `field` = %s", (doctype, fieldname)
		)
		singles[fieldname] = _cast(df, rows[0][0] if rows else None)
		return singles[fieldname]

	def get_single(self, doctype: str) -> Any:
		"""The Single as a document."""
		return frappe.get_doc(doctype, doctype)

	def get_global(self, key: str, user: str = "__global") -> Any:
		"""A default of the site."""
		return self.get_default(key, user)

	def get_default(self, key: str, parent: str = "__default") -> Any:
		"""A default value; the first when there are several."""
		values = self.get_defaults(key, parent)
		return values[0] if isinstance(values, list) and values else values or None

	def get_defaults(self, key: str | None = None, parent: str = "__default") -> Any:
		"""The default under a key, or all of a parent's."""
		from frappe.defaults import get_defaults_for

		defaults = get_defaults_for(parent)
		return defaults.get(key) if key else defaults


def _table(doctype: str) -> str:
	return doctype if doctype.startswith("__") else f"tab{doctype}"


def _plain_columns(fieldname: Any) -> str | None:
	"""The columns as SQL when they are nothing but names; most reads are of a few columns by name."""
	if fieldname == "*":
		return "*"
	names = [fieldname] if isinstance(fieldname, str) else fieldname
	if isinstance(names, list | tuple) and all(
		isinstance(name, str) and name.isidentifier() for name in names
	):
		return ", ".join(f"`{name}`" for name in names)
	return None


def _cast(df: Any, value: Any) -> Any:
	from frappe.model.casting import cast

	return cast(df.fieldtype, value)
