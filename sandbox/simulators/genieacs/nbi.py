"""The northbound interface itself: the routes of GenieACS 1.2.16 over the store (INTEGRATIONS.md §1)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, unquote_to_bytes

from werkzeug.wrappers import Request

from . import query, shape
from .answer import Response, json_error
from .cpe import Cpe
from .crash import WouldCrash
from .script import syntax_error
from .sessions import Sessions, milliseconds
from .store import Store
from .task_rules import sanitised
from .tree import now

VERSION = "1.2.16"
NO_DEVICE = "No such device"
IN_SESSION = "Device is in session"
_NAME = r"([a-zA-Z0-9\-_%]+)"
_HEX_ID = re.compile(r"[0-9a-fA-F]{24}")
_ADDRESSES = ("Device", "InternetGatewayDevice")


class Nbi:
	"""Answers one request at a time per thread. What would crash the real one raises WouldCrash."""

	def __init__(self, store: Store, sessions: Sessions) -> None:
		self._store = store
		self._sessions = sessions
		# In GenieACS's own order: the first that fits answers.
		self._routes: list[tuple[re.Pattern[str], Callable[..., Response]]] = [
			(re.compile(rf"/presets/{_NAME}/?"), self._preset),
			(re.compile(rf"/(objects)/{_NAME}/?"), self._json_object),
			(re.compile(rf"/(provisions|virtual_parameters)/{_NAME}/?"), self._script),
			(re.compile(rf"/devices/{_NAME}/tags/{_NAME}/?"), self._tag),
			(re.compile(r"/faults/([a-zA-Z0-9\-_%:]+)/?"), self._fault),
			(re.compile(rf"/devices/{_NAME}/tasks/?"), self._device_tasks),
			(re.compile(rf"/tasks/{_NAME}(/[a-zA-Z_]*)?"), self._task),
			(re.compile(r"/files/([a-zA-Z0-9%!*'();:@&=+$,?#\[\]\-_.~]+)/?"), self._file),
			(re.compile(rf"/devices/{_NAME}/?"), self._device),
			(re.compile(r"/([a-zA-Z0-9_]+)/?"), self._listing),
		]

	def answer(self, request: Request) -> Response:
		"""The NBI's answer to a request, by its undecoded path."""
		path = request.environ["REQUEST_URI"].partition("?")[0]
		for pattern, handle in self._routes:
			if found := pattern.fullmatch(path):
				return handle(request, *(part and decoded(part) for part in found.groups()))
		return Response("404 Not Found", 404)

	def _preset(self, request: Request, name: str) -> Response:
		return self._json_object(request, "presets", name)

	def _json_object(self, request: Request, collection: str, name: str) -> Response:
		if request.method not in ("PUT", "DELETE"):
			return not_allowed("PUT, DELETE")
		if request.method == "PUT":
			try:
				content = json.loads(request.get_data())
			except json.JSONDecodeError as error:
				return Response(json_error(error), 400)
			if not isinstance(content, dict):
				raise WouldCrash(f"{collection}: {content!r} cannot be given an _id")
			self._keep(collection, name, content)
		else:
			self._forget(collection, name)
		return Response()

	def _script(self, request: Request, collection: str, name: str) -> Response:
		kept_as = "virtualParameters" if collection == "virtual_parameters" else collection
		if request.method not in ("PUT", "DELETE"):
			return not_allowed("PUT, DELETE")
		if request.method == "PUT":
			script = request.get_data().decode("utf-8", "replace")
			if problem := syntax_error(script):
				return Response(problem, 400)
			self._keep(kept_as, name, {"script": script})
		else:
			self._forget(kept_as, name)
		return Response()

	def _tag(self, request: Request, device_id: str, tag: str) -> Response:
		if request.method not in ("POST", "DELETE"):
			return not_allowed("POST, DELETE")
		with self._store.lock:
			cpe = self._store.cpes.get(device_id)
			if cpe is None:
				return Response(NO_DEVICE, 404)
			tags = [one for one in cpe.stored.get("_tags", []) if one != tag]
			cpe.stored["_tags"] = [*tags, tag] if request.method == "POST" else tags
		return Response()

	def _fault(self, request: Request, name: str) -> Response:
		if request.method != "DELETE":
			return not_allowed("DELETE")
		device_id, _, channel = name.partition(":")
		if self._in_session(device_id):
			return Response(IN_SESSION, 503)
		with self._store.lock:
			if channel.startswith("task_"):
				self._store.tasks.pop(object_id(channel.removeprefix("task_")), None)
			self._store.faults.pop(name, None)
		return Response()

	def _device_tasks(self, request: Request, device_id: str) -> Response:
		if request.method != "POST":
			return not_allowed("POST")
		parameters = parameters_of(request)
		asked = "connection_request" in parameters
		body = request.get_data()
		if not body and not asked:
			return Response(status=400)
		try:
			task = json.loads(body) if body else None
		except json.JSONDecodeError as error:
			return Response(json_error(error), 400)
		cpe = self._store.cpes.get(device_id)
		if cpe is None:
			return Response(NO_DEVICE, 404)
		if not body:
			return self._connection_request(cpe)
		queued = sanitised(task, device_id)
		if asked:
			return self._deliver(cpe, queued, milliseconds(parameters.get("timeout")))
		with self._store.lock:
			self._store.add_task(queued)
		return task_response("202 Accepted", queued)

	def _connection_request(self, cpe: Cpe) -> Response:
		require_address(cpe)
		failure = self._sessions.ask(cpe)
		return Response(failure, f"504 {failure}") if failure else Response()

	def _deliver(self, cpe: Cpe, task: dict[str, Any], timeout: float) -> Response:
		require_address(cpe)
		failure = self._sessions.deliver(cpe, task, timeout)
		return task_response(f"202 {failure}" if failure else "200 OK", task)

	def _task(self, request: Request, task_id: str, action: str | None) -> Response:
		if action not in (None, "", "/", "/retry"):
			return Response(status=404)
		retrying = action == "/retry"
		if request.method != ("POST" if retrying else "DELETE"):
			return not_allowed("POST" if retrying else "PUT DELETE")
		task = self._store.tasks.get(object_id(task_id))
		if task is None:
			if retrying:
				raise WouldCrash(f"retry of the unknown task {task_id}")
			return Response("Task not found", 404)
		if self._in_session(task["device"]):
			return Response(IN_SESSION, 503)
		with self._store.lock:
			self._store.faults.pop(f"{task['device']}:task_{task_id}", None)
			if not retrying:
				self._store.tasks.pop(task_id, None)
		return Response()

	def _file(self, request: Request, name: str) -> Response:
		files = self._store.others["files"]
		if request.method == "PUT":
			content = request.get_data()
			headers = {
				"fileType": "filetype",
				"oui": "oui",
				"productClass": "productclass",
				"version": "version",
			}
			metadata = {
				key: request.headers[header] for key, header in headers.items() if header in request.headers
			}
			document = {"length": len(content), "chunkSize": 261_120, "uploadDate": now(), "filename": name}
			self._keep("files", name, document | {"metadata": metadata})
			return Response(status=201)
		if request.method == "DELETE":
			# As documented. 1.2.16 with its own MongoDB driver crashes on a missing one: clients look first.
			with self._store.lock:
				return Response() if files.pop(name, None) else Response("404 Not Found", 404)
		return not_allowed("PUT, DELETE")

	def _device(self, request: Request, device_id: str) -> Response:
		if request.method != "DELETE":
			return not_allowed("DELETE")
		if self._in_session(device_id):
			return Response(IN_SESSION, 503)
		with self._store.lock:
			self._store.forget_device(device_id)
		return Response()

	def _listing(self, request: Request, name: str) -> Response:
		if request.method not in ("GET", "HEAD"):
			return not_allowed("GET, HEAD")
		collection = re.sub(r"_(.?)", lambda found: found[1].upper(), name)
		with self._store.lock:
			documents = self._store.documents(collection)
			if documents is None:
				return Response("404 Not Found", 404)
			return self._found(request, collection, documents)

	def _found(self, request: Request, collection: str, documents: list[dict[str, Any]]) -> Response:
		parameters = parameters_of(request)
		try:
			wanted = json.loads(parameters.get("query", "{}"))
			sort = json.loads(parameters.get("sort", "{}"))
		except json.JSONDecodeError as error:
			return Response(json_error(error), 400)
		matches = query.compile_query(_read(collection, wanted))
		found = [document for document in _indexed(documents, wanted) if matches(document)]
		headers = {"total": str(len(found))}
		ordered = shape.ordered(found, sort, collection == "devices")
		shown = shape.page(ordered, parameters.get("skip"), parameters.get("limit"))
		shown = shape.projected(shown, parameters.get("projection"))
		if request.method == "HEAD":
			return Response(headers=headers, mimetype="application/json")
		return Response(shape.listing(shown), headers=headers, mimetype="application/json")

	def _in_session(self, device_id: str) -> bool:
		cpe = self._store.cpes.get(device_id)
		return cpe is not None and (cpe.mode.kind == "in_session" or cpe.session.locked())

	def _keep(self, collection: str, name: str, content: dict[str, Any]) -> None:
		with self._store.lock:
			self._store.others[collection][name] = {"_id": name} | content | {"_id": name}

	def _forget(self, collection: str, name: str) -> None:
		with self._store.lock:
			self._store.others[collection].pop(name, None)


def _indexed(documents: list[dict[str, Any]], wanted: Any) -> list[dict[str, Any]]:
	"""The documents MongoDB would read: it has an index of ids, so that naming one costs no scan."""
	name = wanted.get("_id") if isinstance(wanted, dict) else None
	if not isinstance(name, str) or "*" in name or name.startswith("/"):
		return documents
	return [document for document in documents if document["_id"] == name]


def decoded(part: str) -> str:
	"""What decodeURIComponent makes of a part of the path; it throws on what is no UTF-8."""
	try:
		if re.search(r"%(?![0-9a-fA-F]{2})", part):
			raise ValueError("malformed")
		return unquote_to_bytes(part).decode("utf-8")
	except ValueError as error:
		raise WouldCrash(f"URIError: URI malformed: {part}") from error


def object_id(text: str) -> str:
	"""A task id; anything but 24 hexadecimal digits throws."""
	if not _HEX_ID.fullmatch(text):
		raise WouldCrash(f"ObjectId({text!r})")
	return text.lower()


def require_address(cpe: Cpe) -> None:
	"""GenieACS reads the address without looking whether there is one."""
	roots = [cpe.stored.get(root, {}).get("ManagementServer", {}) for root in _ADDRESSES]
	if not any("ConnectionRequestURL" in server for server in roots):
		raise WouldCrash(f"a connection request to {cpe.id}, which has no ConnectionRequestURL")


def parameters_of(request: Request) -> dict[str, str]:
	"""The first value of each parameter of the address."""
	pairs = parse_qsl(request.query_string.decode("latin-1"), keep_blank_values=True)
	return dict(reversed(pairs))


def not_allowed(methods: str) -> Response:
	"""405, with the methods that are."""
	return Response("405 Method Not Allowed", 405, {"Allow": methods})


def task_response(status: str, task: dict[str, Any]) -> Response:
	"""A task as the NBI shows it once queued."""
	return Response(shape.dumps(task), status, mimetype="application/json")


def _read(collection: str, wanted: Any) -> dict[str, Any]:
	if collection == "devices":
		return query.expand(wanted)
	converters: dict[str, Callable[[Any], Any]] = {"timestamp": _time, "retries": float}
	if collection == "tasks":
		return query.typed(wanted, converters | {"_id": lambda value: object_id(str(value))})
	return query.typed(wanted, converters) if collection == "faults" else wanted


def _time(value: Any) -> datetime:
	if isinstance(value, int | float):
		return datetime.fromtimestamp(value / 1000, UTC)
	moment = datetime.fromisoformat(str(value))
	return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
