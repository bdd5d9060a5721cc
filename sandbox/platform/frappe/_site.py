"""What belongs to one request or job: its site, database, session, flags. `init` → `connect` → `destroy`."""

import os
from pathlib import Path
from typing import Any

from werkzeug.local import Local, release_local

from frappe.exceptions import IncorrectSitePath
from frappe.types import _dict

local = Local()

db: Any = local("db")
qb: Any = local("qb")
conf: Any = local("conf")
form_dict: Any = local("form_dict")
form: Any = form_dict
request: Any = local("request")
job: Any = local("job")
response: Any = local("response")
session: Any = local("session")
user: Any = local("user")
flags: Any = local("flags")
error_log: Any = local("error_log")
debug_log: Any = local("debug_log")
message_log: Any = local("message_log")
lang: Any = local("lang")


def init(site: str, sites_path: str = ".", new_site: bool = False, force: bool = False) -> None:
	"""Prepare this thread for a site; the database is opened by `connect`."""
	if getattr(local, "initialised", None) and not force:
		return
	_reset(site, sites_path)
	if not new_site and not Path(local.site_path).is_dir():
		raise IncorrectSitePath(f"{local.site_path} does not exist")
	_configure(new_site)
	local.initialised = True


def _reset(site: str, sites_path: str) -> None:
	local.site = site
	local.site_name = site
	local.sites_path = sites_path
	local.site_path = os.path.join(sites_path, site)
	local.error_log, local.message_log, local.debug_log = [], [], []
	local.flags = _dict(currently_saving=[], redirect_location="", in_test=False, ran_schedulers=[])
	local.realtime_log = []
	local.rollback_observers = []
	local.locked_documents = []
	local.all_apps = None
	local.role_permissions = {}
	local.valid_columns = {}
	local.new_doc_templates = {}
	local.request_ip = None
	local.response = _dict(docs=[])
	local.response_headers = {}
	local.request_cache = {}
	local.document_cache = {}
	local.form_dict = _dict()
	local.job = _dict()
	local.session = _dict(user="Guest", data=_dict())
	local.user = "Guest"
	local.user_perms = None
	local.jenv = None
	local.preload_assets = {"style": [], "script": [], "icons": []}
	local.dev_server = False


def _configure(new_site: bool) -> None:
	from frappe.config import get_site_config
	from frappe.query_builder import get_query_builder

	local.conf = get_site_config(local.sites_path, local.site_path)
	local.lang = local.conf.lang or "en"
	local.qb = get_query_builder("sqlite")


def connect(site: str | None = None, db_name: str | None = None, set_admin_as_user: bool = True) -> None:
	"""Open this thread's connection to the site's database."""
	from frappe.cache_manager import notice_version
	from frappe.database import get_db

	if site:
		init(site)
	local.db = get_db(cur_db_name=os.path.join(local.site_path, "site.db"))
	notice_version()
	if set_admin_as_user:
		set_user("Administrator")


def destroy() -> None:
	"""Close the connection (what was not committed is lost) and forget the site."""
	database = getattr(local, "db", None)
	if database is not None:
		database.close()
	release_local(local)


def set_user(username: str) -> None:
	"""Act as this user from here on."""
	local.session.user = username
	local.session.sid = username
	local.session.data = _dict()
	local.user = username
	local.form_dict = _dict()
	local.jenv = None
	local.role_permissions = {}
	local.new_doc_templates = {}
	local.user_perms = None
	local.request_cache.clear()


def get_site_path(*joins: str) -> str:
	"""A path inside the site's folder."""
	return os.path.join(local.site_path, *joins)


def get_request_header(key: str, default: str | None = None) -> str | None:
	"""A header of the present request, or `default`."""
	present = getattr(local, "request", None)
	return present.headers.get(key, default) if present is not None else default


def get_system_settings(key: str) -> Any:
	"""A field of the single System Settings."""
	return local.db.get_single_value("System Settings", key, cache=True)
