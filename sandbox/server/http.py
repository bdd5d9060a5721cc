"""The site over HTTP: the application, the apps' assets, and socket.io on the same port."""

import logging
import threading
from pathlib import Path
from typing import Any

import frappe
import frappe.app
from werkzeug.middleware.shared_data import SharedDataMiddleware
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from sandbox.server.paths import ROOT
from sandbox.server.ports import check_port
from sandbox.server.sockets import SocketServer

# What a socket.io server hands out besides messages: the browser's side of it, for pages that bundle none.
SOCKET_CLIENT = "socket.io.esm.min.js"
CLIENTS = ROOT / "frontend" / "node_modules" / "socket.io-client" / "dist"


class QuietHandler(WSGIRequestHandler):
	"""Requests are not news; errors are."""

	def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
		"""Nothing."""

	def run_wsgi(self) -> None:
		"""A connection that was a websocket is over afterwards: what is still in it is no HTTP."""
		super().run_wsgi()
		if self.headers.get("Upgrade", "").lower() == "websocket":
			self.close_connection = True


class SiteServer:
	"""HTTP and socket.io of one site, in threads."""

	def __init__(self, site: str, sites_path: str, host: str, port: int):
		check_port(host, port)
		frappe.app._site, frappe.app._sites_path = site, sites_path
		self.sockets = SocketServer(frappe.app.application, site, str(Path(sites_path, site)))
		logging.getLogger("werkzeug").setLevel(logging.ERROR)
		self._server: BaseWSGIServer = make_server(
			host,
			port,
			with_assets(self.sockets.wsgi, site, sites_path),
			threaded=True,
			request_handler=QuietHandler,
		)
		self._server.daemon_threads = True
		self._thread = threading.Thread(target=self._server.serve_forever, name="http", daemon=True)

	@property
	def port(self) -> int:
		"""The port it listens on (a free one when 0 was asked for)."""
		return self._server.server_port

	def start(self) -> None:
		"""Serve from now on."""
		self.sockets.start()
		self._thread.start()

	def stop(self) -> None:
		"""Serve no more."""
		self.sockets.stop()
		self._server.shutdown()
		self._server.server_close()


def with_assets(application: Any, site: str, sites_path: str) -> Any:
	"""Serve `public/` of every installed app at `/assets/<app>/`, and socket.io's client where its server has it."""
	frappe.init(site, sites_path=sites_path, force=True)
	frappe.connect()
	try:
		folders = {app: frappe.get_app_path(app, "public") for app in frappe.get_installed_apps()}
	finally:
		frappe.destroy()
	exports = {f"/assets/{app}": folder for app, folder in folders.items() if Path(folder).is_dir()}
	if (CLIENTS / SOCKET_CLIENT).is_file():
		exports[f"/socket.io/{SOCKET_CLIENT}"] = str(CLIENTS / SOCKET_CLIENT)
	return SharedDataMiddleware(application, exports)
