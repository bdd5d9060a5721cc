"""A request to another system: only to the addresses FSM Settings lists, with the secret kept there.

What is sent carries `Idempotency-Key`, the same at every attempt, for systems that know what to do with it.
"""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.flows.checks.header_checks import is_own
from gigafibre_fsm.flows.kinds.base import Context, Kind, Output, Param, Refused, Shown
from gigafibre_fsm.flows.kinds.groups import OUTSIDE
from gigafibre_fsm.flows.kinds.registry import kind
from gigafibre_fsm.flows.running import content
from gigafibre_fsm.integrations.http import HTTPError, call, origin_of
from gigafibre_fsm.words import N_

METHODS = ("POST", "GET", "PUT", "PATCH", "DELETE")
WITH_BODY = ("POST", "PUT", "PATCH")


@kind
class HttpCall(Kind):
	name = "http_call"
	label = N_("Call another system")
	icon = "globe"
	group = OUTSIDE
	help = N_(
		"Sends an HTTP request to an address that FSM Settings allow, and keeps the answer for later steps."
	)
	transactional = False
	params = (
		Param(
			"method",
			N_("Method"),
			"select",
			required=True,
			options=tuple((method, method) for method in METHODS),
			default="POST",
		),
		Param(
			"address",
			N_("Address"),
			required=True,
			help=N_("Its host must be listed in FSM Settings → Flows."),
		),
		Param(
			"headers",
			N_("Headers"),
			"key_values",
			help=N_("The secret of the host is added from FSM Settings."),
		),
		Param("body", N_("Content (JSON)"), "json", depends_on=("method", WITH_BODY)),
	)
	outputs = (Output("status", N_("Status"), "number"), Output("content", N_("Answer"), "json"))

	def perform(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		headers = _headers(params) | _secret_of(_host(params["address"])) | {"Idempotency-Key": context.key}
		try:
			answer = call(params["method"], params["address"], headers, params["body"])
		except HTTPError as error:
			sentence = _("{0} answered: {1}").format(origin_of(params["address"]), error)
			if error.may_pass:
				frappe.throw(sentence)
			raise Refused(sentence) from error
		if content.is_too_long(answer.content):
			raise Refused(_("{0} answered more than can be remembered").format(origin_of(params["address"])))
		return {"status": answer.status, "content": answer.content}

	def simulate(self, context: Context, params: dict[str, Any]) -> list[Shown]:
		_host(params["address"])
		_headers(params)
		body = frappe.as_json(params["body"]) if params["body"] is not None else ""
		return [Shown("http", f"{params['method']} {params['address']}", body)]

	def sample(self, context: Context, params: dict[str, Any]) -> dict[str, Any]:
		return {"status": 200, "content": {}}


def _host(address: str) -> Document:
	"""Return the row of FSM Settings that allows this address. Raises Refused."""
	try:
		origin = origin_of(address)
	except ValueError as error:
		raise Refused(
			_("“{0}” is not an address such as https://api.example/path").format(address)
		) from error
	for host in frappe.get_cached_doc("FSM Settings").flow_hosts:
		if origin_of(host.address) == origin:
			return host
	raise Refused(_("{0} is not one of the addresses that FSM Settings let flows call").format(origin))


def _headers(params: dict[str, Any]) -> dict[str, str]:
	"""Return the headers that are drawn. Raises Refused for one that is the connection's own."""
	headers = {str(name): str(value) for name, value in (params["headers"] or {}).items()}
	for name in filter(is_own, headers):
		raise Refused(_("The header {0} is written by the connection itself").format(name))
	return headers


def _secret_of(host: Document) -> dict[str, str]:
	return {host.header: host.get_password("secret")} if host.header and host.secret else {}
