"""The socket.io server: rooms as Frappe's, in the namespace `/<site>`, opened by the session's cookie."""

import logging
import threading
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit

import socketio
from frappe.realtime import (
	get_doc_room,
	get_doctype_room,
	get_site_room,
	get_task_progress_room,
	get_user_room,
	get_website_room,
)
from frappe.utils.event_bus import Event, collect, listen, stop_listening
from socketio.exceptions import ConnectionRefusedError
from werkzeug.test import Client

logger = logging.getLogger("sandbox.sockets")

# How often messages left by other processes are collected, seconds.
COLLECT_EVERY = 0.1


@dataclass(frozen=True, slots=True)
class Visitor:
	"""Who is behind a socket: their headers, to ask the site on their behalf."""

	headers: dict[str, str]
	user: str


class SocketServer:
	"""Lets people in, asks the site what they may hear, and passes messages to the rooms."""

	def __init__(self, application: Any, site: str, site_path: str):
		self._site, self._site_path = site, site_path
		self._client = Client(application, use_cookies=False)
		self._visitors: dict[str, Visitor] = {}
		self._stopping = threading.Event()
		self._collector = threading.Thread(target=self._collect, name="realtime", daemon=True)
		self.server = socketio.Server(async_mode="threading", namespaces="*", cors_allowed_origins="*")
		self.wsgi = socketio.WSGIApp(self.server, application)
		self._register()

	def _register(self) -> None:
		on = self.server.on
		on("connect", self._connect, namespace="*")
		on("disconnect", self._disconnect, namespace="*")
		on("ping", self._ping, namespace="*")
		on("doc_subscribe", self._doc_subscribe, namespace="*")
		on("doctype_subscribe", self._doctype_subscribe, namespace="*")
		on("task_subscribe", self._joiner(get_task_progress_room), namespace="*")
		on("progress_subscribe", self._joiner(get_task_progress_room), namespace="*")
		on("doc_unsubscribe", self._leaver(get_doc_room), namespace="*")
		on("doctype_unsubscribe", self._leaver(get_doctype_room), namespace="*")
		on("task_unsubscribe", self._leaver(get_task_progress_room), namespace="*")

	def _connect(self, namespace: str, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
		if namespace != f"/{self._site}":
			raise ConnectionRefusedError("Invalid namespace")
		if not _same_host(environ):
			raise ConnectionRefusedError("Invalid origin")
		headers = _identification(environ)
		info = self._ask("get_user_info", headers)
		if not info:
			raise ConnectionRefusedError("Unauthorized")
		self._visitors[sid] = Visitor(headers, info["user"])
		rooms = [get_user_room(info["user"]), get_website_room()]
		rooms += [get_site_room()] if info["user_type"] == "System User" else []
		for room in rooms:
			self.server.enter_room(sid, room, namespace=namespace)

	def _disconnect(self, namespace: str, sid: str, reason: str | None = None) -> None:
		self._visitors.pop(sid, None)

	def _ping(self, namespace: str, sid: str) -> None:
		self.server.emit("pong", to=sid, namespace=namespace)

	def _doc_subscribe(self, namespace: str, sid: str, doctype: str, name: str) -> None:
		if self._may_read(sid, doctype, name):
			self.server.enter_room(sid, get_doc_room(doctype, name), namespace=namespace)

	def _doctype_subscribe(self, namespace: str, sid: str, doctype: str) -> None:
		if self._may_read(sid, doctype, ""):
			self.server.enter_room(sid, get_doctype_room(doctype), namespace=namespace)

	def _joiner(self, room_of: Any) -> Any:
		def join(namespace: str, sid: str, *names: str) -> None:
			self.server.enter_room(sid, room_of(*names), namespace=namespace)

		return join

	def _leaver(self, room_of: Any) -> Any:
		def leave(namespace: str, sid: str, *names: str) -> None:
			self.server.leave_room(sid, room_of(*names), namespace=namespace)

		return leave

	def _may_read(self, sid: str, doctype: str, name: str) -> bool:
		visitor = self._visitors.get(sid)
		if visitor is None:
			return False
		return bool(self._ask("has_permission", visitor.headers, doctype=doctype, name=name))

	def _ask(self, method: str, headers: dict[str, str], **arguments: str) -> Any:
		"""The value of a method of frappe.realtime for this visitor; None when the site refuses."""
		answer = self._client.get(
			f"/api/method/frappe.realtime.{method}",
			query_string=arguments,
			headers=headers,
			environ_overrides={"sandbox.socket_server": True},
		)
		return (answer.json or {}).get("message") if answer.status_code == 200 else None

	def deliver(self, event: Event) -> None:
		"""Send a message to its room."""
		self.server.emit(event.event, event.message, room=event.room, namespace=f"/{event.namespace}")

	def start(self) -> None:
		"""Take the messages of this process from now on, and collect those of others."""
		listen(self._site_path, self.deliver)
		self._collector.start()

	def stop(self) -> None:
		"""Collect no more."""
		self._stopping.set()
		self._collector.join()
		stop_listening(self._site_path)

	def _collect(self) -> None:
		while not self._stopping.wait(COLLECT_EVERY):
			try:
				for event in collect(self._site_path):
					self.deliver(event)
			except Exception:
				logger.exception("Messages of other processes could not be read")


def _same_host(environ: dict[str, Any]) -> bool:
	"""A page may only connect to the host it came from, whatever the port; programs send no Origin."""
	origin = environ.get("HTTP_ORIGIN")
	return not origin or urlsplit(origin).hostname == urlsplit(f"//{environ.get('HTTP_HOST', '')}").hostname


def _identification(environ: dict[str, Any]) -> dict[str, str]:
	"""The header that says who it is: Authorization, or the session's cookie. Refuses whoever has neither."""
	if authorization := environ.get("HTTP_AUTHORIZATION"):
		return {"Authorization": authorization}
	sid = SimpleCookie(environ.get("HTTP_COOKIE", "")).get("sid")
	if sid is None:
		raise ConnectionRefusedError("No authentication method used. Use cookie or authorization header.")
	return {"Cookie": f"sid={sid.value}"}
