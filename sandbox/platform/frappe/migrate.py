"""`bench migrate`: patches before and after the DocTypes are synced, fixtures, jobs, hooks."""

import frappe


def migrate(
	verbose: bool = True, skip_failing: bool = False, skip_search_index: bool = False
) -> dict[str, list[str]]:
	"""Bring the site up to the apps' files. `{patches, doctypes}` that ran or changed; both empty the second time."""
	from frappe.installer import forget_apps
	from frappe.model.sync import sync_for
	from frappe.modules.patch_handler import PatchType, run_all
	from frappe.utils.fixtures import sync_fixtures

	frappe.flags.in_migrate = True
	forget_apps()
	_run_hooks("before_migrate")
	patches = run_all(skip_failing=skip_failing, patch_type=PatchType.pre_model_sync)
	doctypes = [doctype for app in frappe.get_installed_apps() for doctype in sync_for(app)]
	patches += run_all(skip_failing=skip_failing, patch_type=PatchType.post_model_sync)
	sync_fixtures()
	_run_hooks("after_migrate")
	frappe.clear_cache()
	frappe.db.commit()
	frappe.flags.in_migrate = False
	return {"patches": patches, "doctypes": doctypes}


def _run_hooks(name: str) -> None:
	for app in frappe.get_installed_apps():
		for method in frappe.get_hooks(name, app_name=app):
			frappe.get_attr(method)()
			frappe.db.commit()
