"""What managers do with templates: keep a draft, publish, switch on and off, copy, delete, put back.

The draft is the template itself; what runs is its published version. Each of these locks the template, so that two
people at once are one after the other, and whoever read an older draft is told instead of overwriting.
"""

import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.flows.checks import validation
from gigafibre_fsm.flows.templates import system_templates
from gigafibre_fsm.flows.templates.drafts import Draft, read_draft
from gigafibre_fsm.flows.templates.template_view import current, show_template, stamp
from gigafibre_fsm.flows.templates.versions import add_version, set_live
from gigafibre_fsm.language import language

# What is drawn: a version keeps these as they were.
DRAWN = (
	"applies_to",
	"trigger_event",
	"trigger_condition",
	"schedule",
	"schedule_filters",
	"allow_several",
	"definition",
)


class FlowConflictError(frappe.ValidationError):
	"""Somebody else saved the template since it was read."""

	http_status_code = 409


def save_template(raw: dict, modified: str = "") -> dict:
	"""Keep a draft, with its problems if it has some, and return it (show_template).

	Raises FlowConflictError when the template is no longer as it was at `modified`.
	"""
	draft = read_draft(raw)
	template = for_change(draft.name, modified) if draft.name else frappe.new_doc("Flow Template")
	return _write(template, draft)


def publish(name: str, modified: str, note: str = "") -> dict:
	"""Make the draft the next version: runs that start from now on follow it, those that run keep theirs.

	Raises ValidationError with the first problems, and FlowConflictError as save_template does.
	"""
	template = for_change(name, modified)
	draft = Draft.of(template)
	if problems := validation.problems_of(draft):
		frappe.throw(validation.summary(draft, problems))
	add_version(template, note)
	return show_template(name)


def set_enabled(name: str, enabled: bool) -> dict:
	"""Let the published version start runs, or none; runs that are alive go on either way."""
	template = for_change(name)
	if enabled and not template.published_version:
		frappe.throw(_("Publish “{0}” first: nothing of it can run yet").format(template.title))
	template.enabled = int(enabled)
	template.save()
	set_live(template)
	return show_template(name)


def duplicate(name: str) -> dict:
	"""Return a new draft that draws the same; of a system template, with its labels in the reader's language."""
	original = frappe.get_doc("Flow Template", name)
	original.check_permission("read")
	copy = frappe.new_doc("Flow Template", **current(original).stored())
	copy.update({"title": _copy_title(copy.title), "copied_from": original.name})
	return show_template(copy.insert().name)


def delete_template(name: str) -> None:
	"""Delete a template with its versions and its finished runs. Raises ValidationError while runs are alive."""
	frappe.delete_doc("Flow Template", for_change(name, of_system=True).name)


def restore_version(name: str) -> dict:
	"""Put what a version had back into the draft, and return it; nothing is published."""
	version = frappe.get_doc("Flow Template Version", name)
	template = for_change(version.template)
	template.update({field: version.get(field) for field in DRAWN})
	template.save()
	return show_template(template.name)


def restore_system(name: str) -> dict:
	"""Put back what was shipped: of a system template all of it, of a copy of one its draft."""
	template = for_change(name, of_system=True)
	key = template.system_key or frappe.db.get_value("Flow Template", template.copied_from, "system_key")
	if not key:
		frappe.throw(_("“{0}” does not come from a system template").format(template.title))
	if template.system_key:
		system_templates.seed(key)
	else:
		shipped = system_templates.drawn(key, language()).stored()
		template.update({field: shipped[field] for field in DRAWN})
		template.save()
	return show_template(name)


def for_change(name: str, modified: str | None = None, *, of_system: bool = False) -> Document:
	"""Return the template, locked, for who may write it. `modified` is when they read it, None when that is no matter.

	Raises PermissionError, FlowConflictError, and ValidationError for a system template unless `of_system`.
	"""
	template = frappe.get_doc("Flow Template", name, for_update=True)
	template.check_permission("write")
	if template.system_key and not of_system:
		frappe.throw(
			_("“{0}” is a system template: duplicate it, and change the copy").format(template.title)
		)
	if modified is not None and modified != stamp(template.modified):
		_refuse_late(template)
	return template


def _refuse_late(template: Document) -> None:
	who = frappe.db.get_value("User", template.modified_by, "full_name") or template.modified_by
	sentence = _("{0} saved “{1}” since you opened it: what you changed is not saved.")
	frappe.throw(sentence.format(who, template.title), FlowConflictError)


def _write(template: Document, draft: Draft) -> dict:
	template.update(draft.stored())
	template.save()
	return show_template(template.name)


def _copy_title(title: str) -> str:
	return _("{0} (copy)").format(title[:120])
