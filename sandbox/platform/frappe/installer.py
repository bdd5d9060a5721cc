"""Making a site, installing apps on it, removing them."""

import json
import os
import shutil
from typing import Any

import frappe
from frappe._memory import forget
from frappe.cache_manager import bump_version

ADMINISTRATOR_PASSWORD = "admin"
TIME_ZONE = "America/Toronto"


def make_site(
	site: str,
	sites_path: str = ".",
	apps: tuple[str, ...] | list[str] = (),
	admin_password: str = ADMINISTRATOR_PASSWORD,
	config: dict[str, Any] | None = None,
	force: bool = False,
) -> None:
	"""Create a site's folder and database, and install apps. The thread is left connected as Administrator.

	`force` replaces a site of that name. `config`: what site_config.json says besides its keys.
	"""
	folder = os.path.join(sites_path, site)
	if force and os.path.isdir(folder):
		shutil.rmtree(folder)
	for name in ("private/files", "public/files", "logs", "cache"):
		os.makedirs(os.path.join(folder, name), exist_ok=True)
	_write_config(folder, config or {})
	frappe.init(site, sites_path=sites_path, new_site=True, force=True)
	forget()
	frappe.connect()
	install_frappe(admin_password)
	for app in apps:
		install_app(app)
	frappe.db.commit()


def _write_config(folder: str, config: dict[str, Any]) -> None:
	from cryptography.fernet import Fernet

	values = {"db_type": "sqlite", "encryption_key": Fernet.generate_key().decode(), **config}
	with open(os.path.join(folder, "site_config.json"), "w", encoding="utf-8") as file:
		json.dump(values, file, indent=1, sort_keys=True)


def install_frappe(admin_password: str) -> None:
	"""The stand-in's own DocTypes, roles, users and settings."""
	from frappe.model.sync import create_core_tables, sync_for

	frappe.flags.in_install = "frappe"
	frappe.flags.in_install_db = True
	frappe.db.begin()
	create_core_tables()
	sync_for("frappe")
	frappe.flags.in_install_db = False
	init_singles()
	frappe.db.set_single_value("System Settings", "time_zone", TIME_ZONE, update_modified=False)
	_remember_app("frappe")
	_add_modules("frappe")
	_add_users(admin_password)
	_add_settings()
	frappe.flags.in_install = False
	frappe.db.commit()


def _add_users(admin_password: str) -> None:
	from frappe.model.sync import make_role
	from frappe.utils.password import update_password

	for role in (
		"Administrator",
		"All",
		"Desk User",
		"Guest",
		"System Manager",
		"Website Manager",
		"Translator",
	):
		make_role(role)
	for name, email, kind in (
		("Administrator", "admin@example.com", "System User"),
		("Guest", "guest@example.com", "Website User"),
	):
		user = frappe.get_doc(
			doctype="User", name=name, first_name=name, email=email, user_type=kind, enabled=1
		)
		user.flags.ignore_password_policy = True
		user.append("roles", {"role": name})
		user.insert(ignore_permissions=True)
	update_password("Administrator", admin_password)


def _add_settings() -> None:
	from frappe.utils.install import add_people_lists, import_country_and_currency

	import_country_and_currency()
	add_people_lists()
	settings = {
		"language": "en",
		"time_zone": TIME_ZONE,
		"setup_complete": 1,
		"enable_scheduler": 1,
	}
	doc = frappe.get_doc("System Settings")
	doc.update(settings)
	doc.save(ignore_permissions=True)
	frappe.db.set_default("language", "en")
	frappe.db.set_default("desktop:home_page", "desk")


def _remember_app(app: str) -> None:
	installed = frappe.get_installed_apps() if app != "frappe" else []
	frappe.db.set_global("installed_apps", json.dumps([*installed, app]))
	forget_apps()


def forget_apps() -> None:
	"""Read the list of apps, their modules and hooks again."""
	for shelf in ("installed_apps", "app_hooks", "doc_hooks", "module_apps", "controllers"):
		forget(shelf)
	bump_version()


def _add_modules(app: str) -> None:
	for module in frappe.get_module_list(app):
		if not frappe.db.exists("Module Def", module):
			frappe.get_doc(doctype="Module Def", module_name=module, app_name=app).insert(
				ignore_permissions=True
			)


def install_app(name: str, verbose: bool = False, set_as_patched: bool = True, force: bool = False) -> None:
	"""Install an app as `bench install-app` does: hooks, DocTypes, fixtures, then its after_install."""
	from frappe.model.sync import sync_for
	from frappe.utils.fixtures import sync_fixtures

	if name in frappe.get_installed_apps() and not force:
		return
	for required in frappe.get_hooks("required_apps", app_name=name):
		install_app(required.rpartition("/")[2])
	frappe.flags.in_install = frappe.flags.in_install_app = name
	frappe.set_user("Administrator")
	for method in frappe.get_hooks("before_install", app_name=name):
		frappe.get_attr(method)()
	_remember_app(name)
	_add_modules(name)
	sync_for(name)
	init_singles()
	if set_as_patched:
		set_all_patches_as_completed(name)
	for method in frappe.get_hooks("after_install", app_name=name):
		frappe.get_attr(method)()
	_after_sync(name)
	sync_fixtures(name)
	for method in frappe.get_hooks("after_sync", app_name=name):
		frappe.get_attr(method)()
	frappe.clear_cache()
	frappe.flags.in_install = frappe.flags.in_install_app = False
	frappe.db.commit()


def init_singles() -> None:
	"""Store the defaults of every Single that has no values yet."""
	for doctype in frappe.get_all("DocType", filters={"issingle": 1}, pluck="name", order_by=None):
		if not frappe.db.get_singles_dict(doctype):
			doc = frappe.new_doc(doctype)
			doc.flags.ignore_mandatory = doc.flags.ignore_validate = True
			doc.save()


def _after_sync(app: str) -> None:
	"""What a bench does for every installed app when one more arrives."""
	for method in frappe.get_hooks("after_app_install"):
		frappe.get_attr(method)(app)


def set_all_patches_as_completed(app: str) -> None:
	"""A fresh install has nothing to patch."""
	from frappe.modules.patch_handler import get_patches_from_app, update_patch_log

	for patch in get_patches_from_app(app):
		if not frappe.db.exists("Patch Log", {"patch": patch}):
			update_patch_log(patch)


def remove_app(
	app_name: str, dry_run: bool = False, yes: bool = False, no_backup: bool = False, force: bool = False
) -> None:
	"""Remove an app with its DocTypes and their records, after its before_uninstall."""
	installed = frappe.get_installed_apps()
	if app_name not in installed:
		return
	frappe.flags.in_uninstall = True
	for method in frappe.get_hooks("before_uninstall", app_name=app_name):
		frappe.get_attr(method)()
	for module in frappe.get_all("Module Def", filters={"app_name": app_name}, pluck="name"):
		_drop_doctypes(module)
		frappe.delete_doc("Module Def", module, ignore_permissions=True, force=True)
	frappe.db.set_global("installed_apps", json.dumps([app for app in installed if app != app_name]))
	forget_apps()
	after = frappe.get_hooks("after_uninstall", app_name=app_name)
	for method in after:
		frappe.get_attr(method)()
	frappe.clear_cache()
	frappe.db.commit()
	frappe.flags.in_uninstall = False


def _drop_doctypes(module: str) -> None:
	for doctype in frappe.get_all("DocType", filters={"module": module}, fields=["name", "issingle"]):
		for child in ("DocField", "DocPerm", "DocType Link", "DocType Action", "DocType State"):
			frappe.db.delete(child, {"parent": doctype.name})
		if doctype.issingle:
			frappe.db.delete("Singles", {"doctype": doctype.name})
		else:
			frappe.db.sql_ddl(f"DROP TABLE IF EXISTS `tab{doctype.name}`")
		frappe.db.delete("DocType", {"name": doctype.name})
		frappe.clear_cache(doctype=doctype.name)
