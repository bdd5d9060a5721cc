"""The record itself and others: write a field, look records up, remember a value."""

from collections.abc import Iterable
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime

from gigafibre_fsm.flows.kinds import reader, saving
from gigafibre_fsm.flows.kinds.base import STAND_IN, Context, Kind, Output, Param, Refused, Shown, is_stand_in
from gigafibre_fsm.flows.kinds.groups import ORDER, RECORDS
from gigafibre_fsm.flows.kinds.registry import kind
from gigafibre_fsm.flows.running import content, facts
from gigafibre_fsm.permissions.fields import readable_fields
from gigafibre_fsm.words import N_

OTHER = ("target", ("other",))
DOCTYPES = tuple((doctype, doctype) for doctype in saving.TOUCHABLE)
MOST_RECORDS = 200
# What says of a record which it is and where it stands.
TELLING = ("customer", "status")


@kind
class UpdateField(Kind):
	name = "update_field"
	label = N_("Update a field")
	icon = "pencil"
	group = RECORDS
	help = N_("Writes a value in the record, or in another one. The record's own rules apply.")
	params = (
		Param(
			"target",
			N_("Record"),
			"select",
			required=True,
			options=(("record", N_("the one the flow is about")), ("other", N_("another one"))),
			default="record",
		),
		Param("doctype", N_("Kind of record"), "select", required=True, options=DOCTYPES, depends_on=OTHER),
		Param(
			"name",
			N_("Its name"),
			required=True,
			record=True,
			depends_on=OTHER,
			help=N_("Such as {{ steps.find.first.name }}, or {{ item.name }} in a loop."),
		),
		Param("field", N_("Field"), "field", required=True, depends_on=("target", ("record",))),
		Param(
			"other_field", N_("Field"), required=True, depends_on=OTHER, help=N_("Its name, such as status.")
		),
		Param("value", N_("Value"), "expression", help=N_("Empty empties the field.")),
	)
	outputs = (
		Output("name", N_("Record")),
		Output("before", N_("Value before")),
		Output("after", N_("Value now")),
		Output("changed", N_("It has changed"), "check"),
	)

	def perform(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		document, field = _target(context, params)
		before = document.get(field)
		changed = not _same(before, params["value"])
		if changed:
			document.set(field, params["value"])
			with saving.refusing():
				document.save(ignore_permissions=True)
		return {
			"name": document.name,
			"before": facts.plain(before),
			"after": facts.plain(document.get(field)),
			"changed": changed,
		}

	def simulate(self, context: Context, params: dict[str, Any]) -> list[Shown]:
		document, field = _target(context, params)
		label = _(document.meta.get_label(field), context=document.doctype)
		title = _("{0} {1}: {2}").format(_(document.doctype), document.name, label)
		before, after = (saving.shown(facts.plain(value)) for value in (document.get(field), params["value"]))
		return [Shown("record", title, f"{before} → {after}")]

	def changes(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		return {params["field"]: params["value"]} if params["target"] == "record" else {}

	def sample(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		document, field = _target(context, params)
		before, after = facts.plain(document.get(field)), params["value"]
		return {"name": document.name, "before": before, "after": after, "changed": not _same(before, after)}


@kind
class FindRecords(Kind):
	name = "find_records"
	label = N_("Look up records")
	icon = "search"
	group = RECORDS
	help = N_("Finds records, such as the customer's active services, for a loop or a condition.")
	agent = True
	params = (
		Param("doctype", N_("Kind of record"), "select", required=True, options=DOCTYPES),
		Param(
			"of_customer",
			N_("Only the customer's"),
			"check",
			default=True,
			help=N_("Only records of the customer this flow is about."),
		),
		Param(
			"filters",
			N_("Where"),
			"key_values",
			help=N_("Field and value; several values apart by | mean any of them: status, Active|Suspended."),
		),
		Param("limit", N_("At most"), "number", default=100, help=N_("Up to 200, the newest first.")),
		Param("fields", N_("Fields"), help=N_("What else to know of each, apart by commas.")),
	)
	outputs = (
		Output("records", N_("Records"), "list"),
		Output("count", N_("How many"), "number"),
		Output("first", N_("The first one"), "json"),
	)

	def perform(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		records = _found(context, params)
		return {"records": records, "count": len(records), "first": records[0] if records else None}

	def simulate(self, context: Context, params: dict[str, Any]) -> list[Shown]:
		records = _found(context, params)
		title = _("{0}: {1} found").format(_(params["doctype"]), len(records))
		return [Shown("note", title, ", ".join(record["name"] for record in records[:20]))]

	def sample(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		return self.perform(context, params)


@kind
class SetVariable(Kind):
	name = "set_variable"
	label = N_("Set a variable")
	icon = "variable"
	group = ORDER
	help = N_("Remembers a value under a name; texts and conditions after it see it as vars.name.")
	params = (
		Param("name", N_("Name"), required=True, help=N_("Lower-case letters, digits and underscores.")),
		Param("value", N_("Value"), "expression"),
	)
	outputs = (Output("name", N_("Name")), Output("value", N_("Value"), "json"))

	def perform(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		if not params["name"].isidentifier():
			raise Refused(_("“{0}” cannot be a variable's name").format(params["name"]))
		if content.is_too_long(params["value"]):
			raise Refused(_("The value is too long to remember"))
		return {"name": params["name"], "value": params["value"]}

	def simulate(self, context: Context, params: dict[str, Any]) -> list[Shown]:
		return [Shown("note", f"vars.{params['name']}", saving.shown(params["value"]))]

	def sample(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		return self.perform(context, params)


def _target(context: Context, params: dict[str, Any]) -> tuple[Document, str]:
	"""Return the record a step writes and the field, as the database has it now. Raises Refused."""
	if params["target"] == "other":
		document, field = saving.read(params["doctype"], params["name"]), params["other_field"]
	else:
		document, field = context.document, params["field"]
		if not context.simulated:
			document = saving.read(document.doctype, document.name)
	saving.require_writable(document, field)
	return document, field


def _same(before: Any, after: Any) -> bool:
	"""Whether a value is what the field has, whatever type it is written in; nothing is nothing."""
	before, after = facts.plain(before), facts.plain(after)
	return before == after or str(before or "") == str(after or "")


def _found(context: Context, params: dict[str, Any]) -> list[dict[str, Any]]:
	meta = frappe.get_meta(params["doctype"])
	if context.simulated and is_stand_in((params["filters"] or {}).get("name")):
		return [_imagined(context, params, meta)]
	filters = _filters(params["filters"] or {}, meta)
	if params["of_customer"]:
		filters += _of_customer(context, meta)
	rows = reader.rows(
		meta.name,
		[*filters, ["docstatus", "<", 2]],
		_fields(params["fields"] or "", meta),
		order_by="creation desc",
		limit=_limit(params["limit"] or 1),
	)
	records = [{name: facts.plain(value) for name, value in row.items()} for row in rows]
	if content.is_too_long(records):
		raise Refused(
			_("{0} records are too much to remember: ask for fewer, or fewer fields").format(len(rows))
		)
	return records


def _limit(asked: float) -> int:
	if asked < 1:
		raise Refused(_("At least one record must be asked for, not {0}").format(asked))
	return int(min(asked, MOST_RECORDS))


def _imagined(context: Context, params: dict[str, Any], meta: Any) -> dict[str, Any]:
	"""Return a record that steps before would have made: as it is looked for, planned for tomorrow."""
	tomorrow = facts.plain(frappe.utils.add_days(get_datetime(context.facts["now"]), 1))
	plausible = {"Datetime": tomorrow, "Date": tomorrow[:10], "Check": 0, "Int": 0, "Float": 0, "Currency": 0}
	values = {
		field: plausible.get(meta.get_field(field).fieldtype, STAND_IN) if meta.has_field(field) else STAND_IN
		for field in _fields(params["fields"] or "", meta)
	}
	wanted = {field: _any_of(value)[0] for field, value in params["filters"].items()}
	return values | ({"customer": context.customer.name} if context.customer else {}) | wanted


def _fields(more: str, meta: Any) -> list[str]:
	asked = [name.strip() for name in more.split(",") if name.strip()]
	_require_known(asked, meta)
	known = [field for field in (meta.title_field, *TELLING) if field and meta.has_field(field)]
	return list(dict.fromkeys(["name", *known, *asked]))


def _filters(wanted: dict[str, Any], meta: Any) -> list[list[Any]]:
	_require_known(wanted, meta)
	return [[field, "in", _any_of(value)] for field, value in wanted.items()]


def _require_known(names: Iterable[str], meta: Any) -> None:
	fields = {field.fieldname for field in readable_fields(meta) if field.fieldtype not in saving.TABLES}
	for name in names:
		if name not in fields and name != "name":
			raise Refused(_("“{0}” is not a field of {1}").format(name, _(meta.name)))


def _any_of(value: Any) -> list[Any]:
	if isinstance(value, list | dict):
		raise Refused(_("A list or an object is nothing to look for: name one value, or several apart by |"))
	return [part.strip() for part in value.split("|")] if isinstance(value, str) else [value]


def _of_customer(context: Context, meta: Any) -> list[list[Any]]:
	if not context.customer:
		raise Refused(_("The record belongs to no customer"))
	if meta.name == "Customer":
		return [["name", "=", context.customer.name]]
	if meta.name in facts.PARTY:
		party, said_in = facts.PARTY[meta.name]
		return [[party, "=", context.customer.name], [said_in, "=", "Customer"]]
	if not meta.has_field("customer"):
		raise Refused(_("{0} belongs to no customer: look among all").format(_(meta.name)))
	return [["customer", "=", context.customer.name]]
