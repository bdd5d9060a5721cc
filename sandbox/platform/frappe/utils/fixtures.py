"""Fixtures: records an app ships as JSON."""

import os

import frappe


def sync_fixtures(app: str | None = None) -> None:
	"""Import the fixtures of an app, or of all."""
	from frappe.modules.import_file import import_file_by_path

	for name in [app] if app else frappe.get_installed_apps():
		folder = frappe.get_app_path(name, "fixtures")
		for file in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
			if file.endswith(".json"):
				import_file_by_path(os.path.join(folder, file))
				_import_custom_fields_again(file)


def _import_custom_fields_again(file: str) -> None:
	if file == "custom_field.json":
		for doctype in frappe.get_all("Custom Field", pluck="dt", distinct=True, order_by=None):
			frappe.clear_cache(doctype=doctype)
			frappe.db.updatedb(doctype)
