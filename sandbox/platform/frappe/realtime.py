"""Messages to the browsers that are looking: rooms of documents, doctypes, users, tasks, and the whole site."""

import json
from typing import Any

import frappe
from frappe.utils.event_bus import Event, publish


def publish_realtime(
	event: str | None = None,
	message: dict | None = None,
	room: str | None = None,
	user: str | None = None,
	doctype: str | None = None,
	docname: str | None = None,
	task_id: str | None = None,
	after_commit: bool = False,
) -> None:
	"""Send `message` as `event` to a room, a user, a document's room, a task's, or all desk users.

	`after_commit`: once the transaction is safe, and never if it is rolled back.
	"""
	message = {} if message is None else message
	task_id = task_id or getattr(frappe.local, "task_id", None)
	event = event or ("task_progress" if task_id else "global")
	if event == "msgprint" and not user:
		user = frappe.session.user
	if not room and task_id:
		after_commit = False
		message.setdefault("task_id", task_id)
	room = room or _room(event, message, user, doctype, docname, task_id)
	if not after_commit:
		emit_via_redis(event, message, room)
		return
	_remember([event, message, room])


def _room(
	event: str,
	message: dict,
	user: str | None,
	doctype: str | None,
	docname: str | None,
	task_id: str | None,
) -> str:
	if event == "list_update":
		return get_doctype_room(doctype or message.get("doctype"))
	if event == "docinfo_update":
		return get_doc_room(doctype, docname)
	if task_id:
		return get_task_progress_room(task_id)
	if user:
		return get_user_room(user)
	return get_doc_room(doctype, docname) if doctype and docname else get_site_room()


def _remember(params: list[Any]) -> None:
	if not hasattr(frappe.local, "_realtime_log"):
		frappe.local._realtime_log = []
		frappe.db.after_commit.add(flush_realtime_log)
		frappe.db.after_rollback.add(clear_realtime_log)
	if params not in frappe.local._realtime_log:
		frappe.local._realtime_log.append(params)


def flush_realtime_log() -> None:
	"""Send what waited for the commit."""
	for params in getattr(frappe.local, "_realtime_log", []):
		emit_via_redis(*params)
	clear_realtime_log()


def clear_realtime_log() -> None:
	"""Forget what waited for the commit."""
	if hasattr(frappe.local, "_realtime_log"):
		del frappe.local._realtime_log


def emit_via_redis(event: str, message: Any, room: str) -> None:
	"""Hand the message to the socket server (which is reached through Redis on a bench)."""
	plain = json.loads(frappe.as_json(message, indent=None))
	publish(Event(event, plain, room, frappe.local.site))


def publish_progress(
	percent: float,
	title: str | None = None,
	doctype: str | None = None,
	docname: str | None = None,
	description: str | None = None,
	task_id: str | None = None,
) -> None:
	"""Show how far something has come, to the user or to whoever looks at the document."""
	publish_realtime(
		"progress",
		{"percent": percent, "title": title, "description": description},
		user=None if doctype and docname else frappe.session.user,
		doctype=doctype,
		docname=docname,
		task_id=task_id,
	)


@frappe.whitelist(allow_guest=True)
def has_permission(doctype: str, name: str) -> bool:
	"""May the user listen to this document (or to the doctype, for an empty name)? Raises PermissionError."""
	frappe.has_permission(doctype, doc=name, throw=True)
	return True


@frappe.whitelist(allow_guest=True)
def get_user_info() -> dict[str, Any]:
	"""Who the socket's cookie belongs to; {} to anybody but the socket server."""
	if not frappe.local.request.environ.get("sandbox.socket_server"):
		return {}
	return {
		"user": frappe.session.user,
		"user_type": frappe.db.get_value("User", frappe.session.user, "user_type"),
		"installed_apps": frappe.get_installed_apps(),
	}


def get_doctype_room(doctype: str | None) -> str:
	"""Changes of any document of a doctype."""
	return f"doctype:{doctype}"


def get_doc_room(doctype: str | None, docname: Any) -> str:
	"""One document."""
	return f"doc:{doctype}/{docname}"


def get_user_room(user: str) -> str:
	"""One user, wherever they are logged in."""
	return f"user:{user}"


def get_site_room() -> str:
	"""All desk users."""
	return "all"


def get_task_progress_room(task_id: str) -> str:
	"""One background task."""
	return f"task_progress:{task_id}"


def get_website_room() -> str:
	"""Everybody connected."""
	return "website"
