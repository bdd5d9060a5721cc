"""Addresses of the website: hooks' `website_route_rules` and `website_redirects`."""

import re
from typing import Any

from werkzeug.exceptions import NotFound
from werkzeug.routing import Map, Rule

import frappe


def evaluate_dynamic_routes(rules: list[Rule], path: str) -> str | None:
	"""The endpoint of the first rule that fits; its variables join `frappe.form_dict`."""
	request = getattr(frappe.local, "request", None)
	if request is None:
		return None
	try:
		endpoint, variables = Map(rules).bind_to_environ(request.environ).match("/" + path)
	except NotFound:
		return None
	if variables:
		frappe.local.no_cache = 1
		frappe.local.form_dict.update(variables)
	return endpoint


def resolve_from_map(path: str) -> str:
	"""The page a dynamic address stands for, or the address itself."""
	rules = [
		Rule(rule["from_route"], endpoint=rule["to_route"], defaults=rule.get("defaults"))
		for rule in frappe.get_hooks("website_route_rules")
	]
	return evaluate_dynamic_routes(rules, path) or path


def resolve_redirect(path: str, query_string: bytes | None = None) -> None:
	"""Raises frappe.Redirect (location in `frappe.flags.redirect_location`) when a hook sends this address away."""
	for rule in frappe.get_hooks("website_redirects"):
		matched = _with_query(path, query_string) if rule.get("match_with_query_string") else path
		pattern = rule["source"].strip("/ ") + "$"
		if re.match(pattern, matched):
			target = re.sub(pattern, rule["target"], matched)
			_redirect(target, rule, query_string)


def _redirect(target: str, rule: dict[str, Any], query_string: bytes | None) -> None:
	if rule.get("forward_query_parameters") and query_string:
		target += ("&" if "?" in target else "?") + query_string.decode()
	frappe.local.flags.redirect_location = target
	raise frappe.Redirect(rule.get("redirect_http_status") or 301)


def _with_query(path: str, query_string: bytes | None) -> str:
	return f"{path}?{query_string.decode()}" if query_string else path
