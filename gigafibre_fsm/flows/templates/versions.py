"""The published versions of a template: numbered one after the other, never changed, one of them live."""

from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from gigafibre_fsm.clock import to_iso
from gigafibre_fsm.flows.stored import loads
from gigafibre_fsm.flows.triggering.cron import next_time
from gigafibre_fsm.flows.triggering.events import EVENTS, SCHEDULE

MOST = 200
COPIED = (
	"title",
	"applies_to",
	"trigger_event",
	"trigger_condition",
	"schedule",
	"schedule_filters",
	"allow_several",
	"definition",
)


def add_version(template: Document, note: str = "") -> Document:
	"""Make what the template draws its next version. The caller holds the template's lock."""
	number = 1 + max(
		template.published_version or 0,
		*frappe.get_all("Flow Template Version", {"template": template.name}, pluck="version", order_by=None),
		0,
	)
	version = frappe.new_doc(
		"Flow Template Version",
		template=template.name,
		version=number,
		published_by=frappe.session.user,
		published_on=now_datetime(),
		note=note,
		**{field: template.get(field) for field in COPIED},
	).insert(
		ignore_permissions=True
	)  # who may write the template may publish it; nobody writes versions by hand
	template.flags.published = True
	template.update({"published_version": number, "has_draft": 0})
	template.save()
	set_live(template)
	return version


def set_live(template: Document) -> None:
	"""Let the events find the published version if the template is enabled, and no other of its versions."""
	table = frappe.qb.DocType("Flow Template Version")
	was_live = (table.template == template.name) & (table.is_live == 1)
	query = frappe.qb.update(table).where(was_live).set(table.is_live, 0)
	for field in ("next_tick", "tick", "tick_after"):
		query = query.set(table[field], None)
	query.run()
	if template.enabled:
		published = {"template": template.name, "version": template.published_version}
		frappe.db.set_value(
			"Flow Template Version",
			published,
			{"is_live": 1, "next_tick": _first_time(published)},
			update_modified=False,
		)


def _first_time(published: dict) -> datetime | None:
	"""Return when a version is to start its first runs, if it does so by a schedule."""
	fields = ["trigger_event", "schedule"]
	version = frappe.db.get_value("Flow Template Version", published, fields, as_dict=True)
	is_timed = version.trigger_event == SCHEDULE and version.schedule
	return next_time(version.schedule, now_datetime()) if is_timed else None


def list_versions(template: str) -> dict:
	"""Return `{rows: [{name, version, published_on, published_by_name, note, is_live}]}`, newest first."""
	frappe.get_doc("Flow Template", template).check_permission("read")
	fields = ["name", "version", "published_on", "published_by", "note", "is_live"]
	rows = frappe.get_all(
		"Flow Template Version",
		filters={"template": template},
		fields=[*fields, "published_by.full_name as published_by_name"],
		order_by="version desc",
		limit=MOST,
	)
	return {"rows": [_row(row) for row in rows]}


def show_version(name: str) -> dict:
	"""Return a version: its row, and what it drew."""
	version = frappe.get_doc("Flow Template Version", name)
	version.check_permission("read")
	version.published_by_name = frappe.db.get_value("User", version.published_by, "full_name")
	return {
		**_row(version),
		"title": version.title,
		"applies_to": version.applies_to,
		"trigger_event": version.trigger_event,
		"trigger_label": _(EVENTS[version.trigger_event].label),
		"trigger_condition": loads(version.trigger_condition),
		"schedule": version.schedule,
		"schedule_filters": loads(version.schedule_filters),
		"allow_several": bool(version.allow_several),
		"definition": loads(version.definition, {"steps": []}),
	}


def _row(version: dict | Document) -> dict:
	return {
		"name": version.name,
		"version": version.version,
		"published_on": to_iso(version.published_on),
		"published_by_name": version.published_by_name or version.published_by,
		"note": version.note,
		"is_live": bool(version.is_live),
	}
