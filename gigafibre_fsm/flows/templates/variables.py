"""What texts and conditions may name: the record's fields, its customer's, what the event brought, and the moment."""

from collections.abc import Iterator
from typing import Any

import frappe
from frappe import _
from frappe.model import table_fields

from gigafibre_fsm.clock import now_iso
from gigafibre_fsm.flows.running.facts import PARTY
from gigafibre_fsm.flows.triggering.events import DOCTYPES, payload_of
from gigafibre_fsm.permissions.fields import readable_fields, reading_as
from gigafibre_fsm.words import N_

# Fieldtype → what the picker and the conditions call it; others are texts.
TYPES = {
	**dict.fromkeys(("Int", "Float", "Currency", "Percent", "Rating", "Duration"), "number"),
	"Check": "check",
	"Date": "date",
	"Datetime": "datetime",
	"Time": "time",
	"Select": "select",
	"Link": "link",
	"JSON": "json",
	**dict.fromkeys(table_fields, "list"),
}
MOMENT = (("now", N_("Now"), "datetime"), ("today", N_("Today"), "date"), ("company", N_("Company"), "text"))
# Fields that say nothing to anybody who writes a flow.
LEFT_OUT = ("naming_series", "amended_from")


def variables_of(applies_to: str) -> dict:
	"""Return `{groups: [{label, root, fields: [{path, label, type, options, sample}]}]}` of a doctype.

	What a flow's event brings comes with the event (payload_of); the editor adds its own steps and variables.
	"""
	if applies_to not in DOCTYPES:
		frappe.throw(_("Flows are about one of {0}").format(", ".join(map(_, DOCTYPES))))
	with reading_as(frappe.session.user):
		groups = [_group(_(applies_to), "doc", _fields(applies_to, "doc"))]
		if has_customer(applies_to):
			groups.append(_group(_("Customer"), "customer", _fields("Customer", "customer")))
	return {"groups": [*groups, _trigger(), _moment()]}


def paths_of(applies_to: str, event: str) -> set[str]:
	"""Return the paths known to a flow about this doctype, started by this event; not those of its own steps."""
	records = {"doc": applies_to} | ({"customer": "Customer"} if has_customer(applies_to) else {})
	paths = {f"{root}.{field}" for root, doctype in records.items() for field, *_rest in _columns(doctype)}
	paths |= {f"trigger.{value.name}" for value in payload_of(event)}
	return paths | {path for path, *_rest in MOMENT}


def has_customer(doctype: str) -> bool:
	"""Return whether a record of this doctype may belong to a customer."""
	return doctype == "Customer" or doctype in PARTY or frappe.get_meta(doctype).has_field("customer")


def _columns(doctype: str) -> Iterator[tuple[str, str, str, str | None]]:
	"""Yield `(fieldname, label, type, options)` of what a flow may read."""
	yield "name", _("ID"), "text", None
	for field in readable_fields(frappe.get_meta(doctype)):
		if field.label and field.fieldname not in LEFT_OUT:
			label = _(field.label, context=doctype)
			yield field.fieldname, label, TYPES.get(field.fieldtype, "text"), field.options


def _fields(doctype: str, root: str) -> list[dict]:
	samples = _samples(doctype)
	return [
		{
			"path": f"{root}.{name}",
			"label": label,
			"type": kind,
			"options": _choices(options) if kind == "select" else None,
			"sample": samples.get(name),
		}
		for name, label, kind, options in _columns(doctype)
	]


def _choices(options: str | None) -> list[dict]:
	return [{"value": value, "label": _(value)} for value in (options or "").split("\n") if value]


def _samples(doctype: str) -> dict[str, Any]:
	"""Return the values of the newest record the user may read, so that people recognise what a field holds."""
	if not frappe.has_permission(doctype, "read"):
		return {}
	columns = [name for name, _label, kind, _options in _columns(doctype) if kind != "list"]
	rows = frappe.get_list(doctype, fields=columns, order_by="creation desc", limit=1)
	return {name: _sample(value) for name, value in rows[0].items()} if rows else {}


def _sample(value: Any) -> Any:
	return value if value is None or isinstance(value, bool | int | float) else str(value)[:140]


def _trigger() -> dict:
	"""What every event brings; the rest is with each event of the catalogue."""
	return _group(
		_("What started it"),
		"trigger",
		[_plain(f"trigger.{one.name}", one.label, one.type) for one in payload_of("")],
	)


def _moment() -> dict:
	samples = {
		"now": now_iso(),
		"today": frappe.utils.today(),
		"company": frappe.defaults.get_global_default("company"),
	}
	return _group(_("Now"), "now", [_plain(path, label, kind, samples[path]) for path, label, kind in MOMENT])


def _plain(path: str, label: str, kind: str, sample: Any = None) -> dict:
	return {"path": path, "label": _(label), "type": kind, "options": None, "sample": sample}


def _group(label: str, root: str, fields: list[dict]) -> dict:
	return {"label": label, "root": root, "fields": fields}
