"""Flows: what happens after a payment, a signature, a finished job or an outage, drawn once and carried out. See README.md.

`definition`, `engine`, `state`, `conditions` and what stands beside them are plain Python; the public functions below
need a site and are loaded when first asked for. None of them may share a module's name: importing that module would
put it in the function's place.
"""

from importlib import import_module
from typing import Any

_HOME = {
	"assign_task": "tasks",
	"cancel": "runs",
	"catalogue": "kinds.registry",
	"check": "validation",
	"complete": "runs",
	"complete_task": "tasks",
	"delete_old": "retention",
	"delete_template": "templates",
	"describe": "describing",
	"duplicate": "templates",
	"end_wait": "tasks",
	"export_template": "exchange",
	"find_records": "trying",
	"fire": "triggers",
	"fire_by_hand": "triggers",
	"heard": "runs",
	"import_template": "exchange",
	"list_runs": "run_list",
	"list_tasks": "tasks",
	"list_templates": "template_view",
	"list_versions": "versions",
	"nudge": "by_hand",
	"publish": "templates",
	"restore_system": "templates",
	"restore_version": "templates",
	"retry_step": "runs",
	"run_at_work": "runs",
	"save_template": "templates",
	"seed_messages": "system_templates",
	"seed_system_templates": "system_templates",
	"set_enabled": "templates",
	"show_run": "run_view",
	"show_task": "tasks",
	"show_template": "template_view",
	"show_version": "versions",
	"simulate": "simulation",
	"simulate_on": "trying",
	"skip_step": "runs",
	"start": "runs",
	"start_by_hand": "by_hand",
	"startable": "by_hand",
	"sweep": "wakeup",
	"try_condition": "trying",
	"variables_of": "variables",
}
__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
	if name not in _HOME:
		raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
	return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
