"""Addresses of the site and of its desk."""

from collections.abc import Container
from urllib.parse import quote, urljoin, urlparse

import frappe


def get_url(uri: str | None = None, full_address: bool = False, allow_header_override: bool = True) -> str:
	"""The site's own address, `uri` joined to it: `host_name` of its configuration, else the request's host."""
	if uri and uri.startswith(("http://", "https://")):
		return uri
	if full_address and not uri:
		uri = frappe.get_request_header("REQUEST_URI", "")
	address = _with_port(_site_address(allow_header_override))
	return urljoin(address, uri) if uri else address


def _site_address(allow_header_override: bool) -> str:
	configured = frappe.local.conf.host_name or frappe.local.conf.hostname
	address = configured or (allow_header_override and get_host_name_from_request()) or frappe.local.site
	return address if address.startswith(("http://", "https://")) else f"http://{address}"


def _with_port(address: str) -> str:
	conf = frappe.local.conf
	port = conf.http_port or (conf.developer_mode and conf.webserver_port)
	in_production = conf.restart_supervisor_on_update or conf.restart_systemd_on_update
	return f"{address}:{port}" if port and not in_production and address.count(":") < 2 else address


def get_host_name_from_request() -> str | None:
	"""Scheme and host the browser used; None outside a request."""
	request = getattr(frappe.local, "request", None)
	if not request or not request.host:
		return None
	scheme = "https" if frappe.get_request_header("X-Forwarded-Proto", "") == "https" else "http"
	return f"{scheme}://{request.host}"


def get_host_name() -> str:
	"""The site's address without its scheme."""
	return get_url().rsplit("//", 1)[-1]


def quoted(url: str) -> str:
	"""A path part made safe for an address."""
	return quote(str(url).encode("utf-8"), safe=b"~@#$&()*!+=:;,.?/'")


def get_absolute_url(doctype: str, name: str) -> str:
	"""Path of a record's form in the desk."""
	return f"/desk/{quoted(_slug(doctype))}/{quoted(name)}"


def get_url_to_form(doctype: str, name: str | None = None) -> str:
	"""Address of a record's form in the desk (of the doctype's list when no name is given)."""
	return get_url(get_absolute_url(doctype, name) if name else f"/desk/{quoted(_slug(doctype))}")


def get_url_to_list(doctype: str) -> str:
	"""Address of a doctype's list in the desk."""
	return get_url_to_form(doctype)


def get_link_to_form(doctype: str, name: str | None = None, label: str | None = None) -> str:
	"""An HTML link to a record's form, labelled by its name."""
	return f'<a href="{get_url_to_form(doctype, name)}">{label or name or frappe._(doctype)}</a>'


def _slug(doctype: str) -> str:
	return doctype.lower().replace(" ", "-")


def validate_url(txt: str, throw: bool = False, valid_schemes: str | Container[str] | None = None) -> bool:
	"""Whether it is an address (or a path from the root), of one of the schemes when they are given."""
	url = urlparse(txt)
	valid = bool(url.scheme and (url.netloc or url.path)) or bool(txt and txt.startswith("/"))
	if valid_schemes:
		schemes = (valid_schemes,) if isinstance(valid_schemes, str) else valid_schemes
		valid = valid and url.scheme in schemes
	if not valid and throw:
		frappe.throw(frappe._("'{0}' is not a valid URL").format(frappe.bold(txt)))
	return valid
