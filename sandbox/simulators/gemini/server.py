"""The simulator as a server: the REST both generations of Google's library speak, and `/_sim` to rehearse answers."""

from __future__ import annotations

import json
import re
import threading
from collections import deque
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, Self

from werkzeug.exceptions import BadRequest
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from .shapes import answer_of

KEY = "demo-gemini-key"
MODEL_PATH = re.compile(r"/v1(?:beta)?/models/([\w.-]+)(:generateContent)?")
LETTERS_PER_TOKEN = 4


class _Handler(WSGIRequestHandler):
	"""Keeps connections open and says nothing of each request."""

	protocol_version = "HTTP/1.1"

	def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
		"""`asked` tells what was asked."""


class GeminiSimulator:
	"""One project: `with GeminiSimulator() as gemini: Gemini(Config(KEY, api_url=gemini.url))`.

	`rehearse` says what the next answers are, or with which HTTP status it refuses; then it makes answers up.
	"""

	def __init__(self, *, host: str = "127.0.0.1", port: int = 0) -> None:
		self.asked: list[dict[str, Any]] = []
		self._rehearsed: deque[Any] = deque()
		self._server = make_server(host, port, self._application, threaded=True, request_handler=_Handler)
		self._server.daemon_threads = True  # type: ignore[attr-defined]
		self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

	@property
	def url(self) -> str:
		"""Where the API listens."""
		return f"http://{self._server.host}:{self._server.port}"

	def rehearse(self, *answers: Any) -> None:
		"""Give these answers next, in turn: JSON, or a number for an HTTP status that refuses."""
		self._rehearsed.extend(answers)

	def start(self) -> Self:
		"""Serve in the background."""
		self._thread.start()
		return self

	def close(self) -> None:
		"""Stop serving."""
		self._server.shutdown()
		self._server.server_close()

	def __enter__(self) -> Self:
		return self.start()

	def __exit__(
		self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
	) -> None:
		self.close()

	def _application(self, environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
		return self._answer(Request(environ))(environ, start_response)

	def _answer(self, request: Request) -> Response:
		if request.path == "/_sim":
			return _json(self.asked)
		if request.path == "/_sim/answers" and request.method == "POST":
			self.rehearse(*request.get_json())
			return _json({"waiting": len(self._rehearsed)})
		if request.headers.get("x-goog-api-key") != KEY:
			return _refusal(400, "API key not valid. Please pass a valid API key.")
		return self._api(request)

	def _api(self, request: Request) -> Response:
		match = MODEL_PATH.fullmatch(request.path)
		if not match:
			return _refusal(404, f"{request.path} is not found")
		if not match[2]:
			return _json({"name": f"models/{match[1]}", "displayName": f"{match[1]} (simulated)"})
		try:
			return self._generated(request.get_json())
		except (BadRequest, KeyError, IndexError, TypeError):
			return _refusal(400, "contents is not specified")

	def _generated(self, body: dict[str, Any]) -> Response:
		prompt = body["contents"][0]["parts"][0]["text"]
		self.asked.append(body)
		rehearsed = self._rehearsed.popleft() if self._rehearsed else None
		if isinstance(rehearsed, int):
			return _refusal(rehearsed, "The model is overloaded. Please try again later.")
		text = json.dumps(_made_up(body, prompt) if rehearsed is None else rehearsed, ensure_ascii=False)
		return _json(_reply(text, prompt))


def _made_up(body: dict[str, Any], prompt: str) -> Any:
	wanted = body.get("generationConfig") or body.get("generation_config") or {}
	schema = next(
		(wanted[name] for name in wanted if name.lower().replace("_", "").startswith("responsejsonsch")), None
	)
	return answer_of(schema or wanted.get("responseSchema") or {"type": "string"}, f"(simulé) {prompt[:60]}")


def _reply(text: str, prompt: str) -> dict[str, Any]:
	used = {
		"promptTokenCount": len(prompt) // LETTERS_PER_TOKEN,
		"candidatesTokenCount": len(text) // LETTERS_PER_TOKEN,
	}
	candidate = {"content": {"role": "model", "parts": [{"text": text}]}, "finishReason": "STOP", "index": 0}
	return {"candidates": [candidate], "usageMetadata": used, "modelVersion": "simulated"}


def _refusal(status: int, message: str) -> Response:
	return _json({"error": {"code": status, "status": "FAILED", "message": message}}, status)


def _json(content: Any, status: int = 200) -> Response:
	return Response(json.dumps(content, ensure_ascii=False), status, content_type="application/json")
