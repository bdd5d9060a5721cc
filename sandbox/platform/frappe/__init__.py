"""The part of Frappe's surface the app uses, over SQLite: a test bench, not a product. See sandbox/README.md.

Everything is under the name Frappe gives it; what is lacking raises NotImplementedError and says so.
"""
# ruff: noqa: F401, F403, E402, I001 — a list of names, in an order that lets the modules import each other

__version__ = "16.99.0"

from frappe.exceptions import *
from frappe.types import _dict
from frappe._site import (
	conf,
	connect,
	db,
	debug_log,
	destroy,
	error_log,
	flags,
	form,
	form_dict,
	get_request_header,
	get_site_path,
	get_system_settings,
	init,
	job,
	lang,
	local,
	message_log,
	qb,
	request,
	response,
	session,
	set_user,
	user,
)

STANDARD_USERS = ("Guest", "Administrator")
in_test = False

from frappe._messages import (
	_,
	_lt,
	bold,
	clear_last_message,
	clear_messages,
	get_message_log,
	msgprint,
	throw,
)
from frappe._apps import (
	append_hook,
	call,
	get_all_apps,
	get_app_path,
	get_app_source_path,
	get_attr,
	get_doc_hooks,
	get_file_items,
	get_file_json,
	get_hooks,
	get_installed_apps,
	get_module,
	get_module_app,
	get_module_list,
	get_module_path,
	get_newargs,
	get_pymodule_path,
	read_file,
	scrub,
	setup_module_map,
	unscrub,
)
from frappe._cache import cache, client_cache
from frappe._calls import (
	allowed_http_methods_for_whitelisted_func,
	as_json,
	clear_cache,
	generate_hash,
	get_all,
	get_list,
	get_roles,
	get_value,
	guest_methods,
	has_permission,
	is_table,
	is_whitelisted,
	only_for,
	parse_json,
	ping,
	set_value,
	whitelist,
	whitelisted,
	xss_safe_methods,
)
from frappe._logs import get_traceback, log_error, logger
from frappe.config import get_conf, get_site_config
from frappe.model.document import (
	bulk_insert,
	clear_document_cache,
	copy_doc,
	get_cached_doc,
	get_cached_value,
	get_doc,
	get_last_doc,
	get_lazy_doc,
	get_single,
	new_doc,
)
from frappe.model.meta import get_meta
from frappe._later import (
	are_emails_muted,
	attach_print,
	delete_doc,
	delete_doc_if_exists,
	enqueue,
	enqueue_doc,
	format_value,
	get_print,
	get_single_value,
	make_property_setter,
	publish_progress,
	publish_realtime,
	redirect,
	reload_doc,
	reload_doctype,
	rename_doc,
	render_template,
	respond_as_web_page,
	safe_eval,
	sendmail,
	set_user_lang,
)
