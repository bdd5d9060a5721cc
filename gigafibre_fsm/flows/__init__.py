"""Flows: what happens after a payment, a signature, a finished job or an outage, drawn once and carried out. See README.md.

`definition`, `engine`, `state`, `conditions` and what stands beside them are plain Python; the public functions below
need a site and are loaded when first asked for. None of them may share a module's name: importing that module would
put it in the function's place.
"""

from importlib import import_module
from typing import Any

_HOME = {
	"assign_task": "pages.tasks",
	"cancel": "running.runs",
	"catalogue": "kinds.registry",
	"check": "checks.validation",
	"complete": "running.runs",
	"complete_task": "pages.tasks",
	"delete_old": "running.retention",
	"delete_template": "templates.managing",
	"describe": "templates.describing",
	"duplicate": "templates.managing",
	"end_wait": "pages.tasks",
	"export_template": "templates.exchange",
	"find_records": "simulating.trying",
	"fire": "triggering.triggers",
	"fire_by_hand": "triggering.said_by_hand",
	"heard": "running.hearing",
	"import_template": "templates.exchange",
	"list_runs": "pages.run_list",
	"list_tasks": "pages.tasks",
	"list_templates": "templates.template_view",
	"list_versions": "templates.versions",
	"nudge": "pages.by_hand",
	"publish": "templates.managing",
	"restore_system": "templates.managing",
	"restore_version": "templates.managing",
	"retry_step": "running.runs",
	"run_at_work": "running.runs",
	"save_template": "templates.managing",
	"seed_messages": "templates.system_templates",
	"seed_system_templates": "templates.system_templates",
	"set_enabled": "templates.managing",
	"show_run": "pages.run_view",
	"show_task": "pages.tasks",
	"show_template": "templates.template_view",
	"show_version": "templates.versions",
	"simulate": "simulating.simulation",
	"simulate_on": "simulating.trying",
	"skip_step": "running.runs",
	"start": "running.runs",
	"start_by_hand": "pages.by_hand",
	"startable": "pages.by_hand",
	"sweep": "running.wakeup",
	"try_condition": "simulating.trying",
	"variables_of": "templates.variables",
}
__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
	if name not in _HOME:
		raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
	return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
