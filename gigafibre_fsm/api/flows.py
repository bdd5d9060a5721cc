"""Flows: what templates are drawn with, and what managers do with them (shapes: frontend/src/api/flowTypes.ts)."""

from gigafibre_fsm import flows
from gigafibre_fsm.api.access import endpoint
from gigafibre_fsm.api.arguments import as_json, as_object
from gigafibre_fsm.api.search import LONGEST
from gigafibre_fsm.collisions import begin_again
from gigafibre_fsm.permissions import OPS

MANAGERS = ("FSM Manager",)


@endpoint(roles=OPS)
def catalogue() -> dict:
	"""Return what a flow can be drawn with: `{kinds, events, doctypes, operators}` (flows.describe)."""
	return flows.describe()


@endpoint(roles=OPS)
def variables(applies_to: str) -> dict:
	"""Return `{groups}`: what texts and conditions of a flow about this doctype may name (flows.variables_of)."""
	return flows.variables_of(applies_to)


@endpoint(roles=OPS)
def templates(query: str = "") -> dict:
	"""Return `{rows}` of the templates (flows.list_templates)."""
	return flows.list_templates(query[:LONGEST])


@endpoint(roles=OPS)
def template(name: str) -> dict:
	"""Return a template with its drawing and its problems (flows.show_template)."""
	return flows.show_template(name)


@endpoint(roles=MANAGERS, methods=("POST",))
@begin_again
def save(template: str | dict, modified: str = "") -> dict:
	"""Keep a draft; 409 when somebody else saved it since `modified` (flows.save_template)."""
	return flows.save_template(as_object(template, "template"), modified)


@endpoint(roles=MANAGERS, methods=("POST",))
@begin_again
def publish(name: str, modified: str, note: str = "") -> dict:
	"""Make the draft the next version; refused while it has problems (flows.publish)."""
	return flows.publish(name, modified, note)


@endpoint(roles=MANAGERS, methods=("POST",))
@begin_again
def set_enabled(name: str, enabled: int) -> dict:
	"""Let the published version start runs, or none (flows.set_enabled)."""
	return flows.set_enabled(name, bool(enabled))


@endpoint(roles=MANAGERS, methods=("POST",))
@begin_again
def duplicate(name: str) -> dict:
	"""Return a new draft that draws the same (flows.duplicate)."""
	return flows.duplicate(name)


@endpoint(roles=MANAGERS, methods=("POST",))
@begin_again
def delete(name: str) -> dict:
	"""Delete a template with its finished runs; refused while runs are alive (flows.delete_template)."""
	flows.delete_template(name)
	return {"name": name}


@endpoint(roles=MANAGERS, methods=("POST",))
@begin_again
def restore_system(name: str) -> dict:
	"""Put back what was shipped (flows.restore_system)."""
	return flows.restore_system(name)


@endpoint(roles=OPS)
def versions(name: str) -> dict:
	"""Return `{rows}` of what was published, newest first (flows.list_versions)."""
	return flows.list_versions(name)


@endpoint(roles=OPS)
def version(name: str) -> dict:
	"""Return what a version drew (flows.show_version)."""
	return flows.show_version(name)


@endpoint(roles=MANAGERS, methods=("POST",))
@begin_again
def restore_version(name: str) -> dict:
	"""Put what a version drew back into the draft (flows.restore_version)."""
	return flows.restore_version(name)


@endpoint(roles=OPS, methods=("POST",))
def validate(template: str | dict) -> dict:
	"""Return `{problems}` of a drawing that need not be saved (flows.check)."""
	return {"problems": flows.check(as_object(template, "template"))}


@endpoint(roles=OPS, methods=("POST",))
def condition(rule: str | dict | list, doctype: str, name: str) -> dict:
	"""Try a condition on a record the user may read (flows.try_condition)."""
	return flows.try_condition(as_json(rule), doctype, name)


@endpoint(roles=OPS)
def records(doctype: str, query: str = "") -> dict:
	"""Return `{rows: [{name, title, detail}]}` of records to try a flow on (flows.find_records)."""
	return flows.find_records(doctype, query[:LONGEST])


@endpoint(roles=OPS, methods=("POST",))
def simulate(template: str | dict, doctype: str, name: str, assume: str | dict = "{}") -> dict:
	"""Say what a drawing would do to a record; nothing is written or sent (flows.simulate_on)."""
	drawing, assumed = as_object(template, "template"), as_object(assume, "assume")
	return flows.simulate_on(drawing, doctype, name, assumed)


@endpoint(roles=OPS)
def export_template(name: str) -> dict:
	"""Return a template as a file keeps it (flows.export_template)."""
	return flows.export_template(name)


@endpoint(roles=MANAGERS, methods=("POST",))
@begin_again
def import_template(content: str | dict) -> dict:
	"""Make a draft of a file (flows.import_template)."""
	return flows.import_template(as_object(content, "content"))
