"""Fields of a query: plain, aliased, of a linked document, of a child table, or a function as a dict."""

import re
from typing import Any

from pypika import functions
from pypika.terms import Field, Function, PseudoColumn, Term, ValueWrapper

import frappe
from frappe.model import table_fields

_ALIAS = re.compile(r"\s+as\s+", re.IGNORECASE)
_QUALIFIED = re.compile(r"^`?tab(?P<doctype>[\w -]+?)`?\.`?(?P<field>\w+|\*)`?$")
_PLAIN = re.compile(r"^`?(?P<field>\w+)`?$")
_DOTTED = re.compile(r"^`?(?P<link>\w+)`?\.`?(?P<field>\w+)`?$")
_COMMA = re.compile(r",\s*(?![^()]*\))")
_FUNCTIONS = {
	"ABS": functions.Abs,
	"AVG": functions.Avg,
	"COALESCE": functions.Coalesce,
	"CONCAT": functions.Concat,
	"COUNT": functions.Count,
	"IFNULL": functions.IfNull,
	"LOWER": functions.Lower,
	"MAX": functions.Max,
	"MIN": functions.Min,
	"NOW": functions.Now,
	"SUM": functions.Sum,
	"UPPER": functions.Upper,
}


class FieldParser:
	"""Turns what callers write in `fields`, `order_by` and filters into pypika terms."""

	def __init__(self, engine: Any) -> None:
		self.engine = engine

	def parse(self, fields: Any) -> list[Term]:
		"""All fields of a query."""
		if not fields:
			return []
		if isinstance(fields, str):
			fields = _COMMA.split(fields)
		elif isinstance(fields, Term | dict):
			fields = [fields]
		return [self.parse_select(item) for item in _split(fields)]

	def parse_select(self, item: Any) -> Term:
		"""One item of `fields`."""
		if isinstance(item, Term):
			return item
		if isinstance(item, dict):
			return self._function(item)
		return self.parse_one(item.strip())

	def parse_one(self, text: str) -> Term:
		"""A field by its text, with or without `as`."""
		if "(" in text or ")" in text:
			_refuse(text)
		bare, *alias = _ALIAS.split(text)
		field = self._resolve(bare.strip())
		return field.as_(alias[0].strip("`\"' ")) if alias else field

	def _resolve(self, text: str) -> Term:
		if text == "*":
			return self.engine.table.star
		if match := _QUALIFIED.match(text):
			return self._of_table(match["doctype"], match["field"])
		if match := _PLAIN.match(text):
			return self.engine.table[match["field"]]
		if match := _DOTTED.match(text):
			return self._through(match["link"], match["field"])
		_refuse(text)
		return None

	def _of_table(self, doctype: str, field: str) -> Term:
		table = self.engine.table
		if doctype != self.engine.doctype:
			table = self.join_doctype(doctype)
		return table.star if field == "*" else table[field]

	def join_doctype(self, doctype: str) -> Any:
		"""The table of another doctype: a child of this one, or one already joined."""
		engine = self.engine
		if doctype in engine.joined:
			return frappe.qb.DocType(doctype)
		for df in frappe.get_meta(engine.doctype).get_table_fields():
			if df.options == doctype:
				return engine.join_child(doctype, df.fieldname)
		frappe.throw(frappe._("{0} is not a child table of {1}").format(doctype, engine.doctype))
		return None

	def _through(self, link: str, field: str) -> Term:
		df = frappe.get_meta(self.engine.doctype).get_field(link)
		if df and df.fieldtype == "Link":
			return self.engine.join_link(df.options, link)[field]
		if df and df.fieldtype in table_fields:
			return self.engine.join_child(df.options, link)[field]
		frappe.throw(frappe._("Invalid field: {0}.{1}").format(link, field))
		return None

	def _function(self, item: dict) -> Term:
		item = dict(item)
		alias = item.pop("as", None)
		((name, arguments),) = item.items()
		if name not in _FUNCTIONS:
			if not name.isupper():
				raise NotImplementedError(f"child rows inside get_list fields: {name}")
			frappe.throw(frappe._("Unsupported function or operator: {0}").format(name))
		if not isinstance(arguments, list | tuple):
			arguments = [] if arguments is None else [arguments]
		if name == "COUNT" and not arguments:
			arguments = ["*"]
		term: Function = _FUNCTIONS[name](*[self._argument(argument) for argument in arguments])
		return term.as_(alias) if alias else term

	def _argument(self, argument: Any) -> Any:
		if argument == "*":
			return PseudoColumn("*")
		if isinstance(argument, dict):
			return self._function(argument)
		if not isinstance(argument, str):
			return ValueWrapper(argument)
		if argument[:1] in "'\"" and len(argument) > 1:
			return ValueWrapper(argument[1:-1])
		return self.parse_one(argument) if argument else ValueWrapper("")


def _split(fields: Any) -> list[Any]:
	"""Items of a list, where one string may hold several fields."""
	split: list[Any] = []
	for item in fields:
		split.extend(_COMMA.split(item) if isinstance(item, str) else [item])
	return [item for item in split if item is not None and item != ""]


def _refuse(text: str) -> None:
	frappe.throw(
		frappe._(
			"SQL functions are not allowed as strings in SELECT: {0}. Use dict syntax like {{'COUNT': '*'}} instead."
		).format(text)
	)


def field_name(term: Term) -> str | None:
	"""The plain name of a field term."""
	return term.name if isinstance(term, Field) else None
