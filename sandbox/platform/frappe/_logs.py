"""Errors that are kept (Error Log) and lines that are written."""

import logging
import os
import sys
import traceback
from logging.handlers import RotatingFileHandler
from typing import Any

import frappe

TITLE_LENGTH = 140


def get_traceback(with_context: bool = False) -> str:
	"""The present exception as text."""
	if sys.exc_info()[0] is None:
		return ""
	return traceback.format_exc()


def log_error(
	title: Any = None,
	message: str | None = None,
	reference_doctype: str | None = None,
	reference_name: str | None = None,
	*,
	defer_insert: bool = False,
	**unused: Any,
) -> Any:
	"""Keep an error. Without a message, the present traceback; a title with line breaks is taken for the message."""
	trace = get_traceback()
	title, message = _sorted(title, message)
	error = message or trace
	method = str(title or (trace.strip().splitlines() or ["Error"])[-1])[:TITLE_LENGTH]
	logger("frappe").error("%s\n%s", method, error)
	if not frappe.db:
		return None
	log = frappe.get_doc(
		{
			"doctype": "Error Log",
			"error": error,
			"method": method,
			"reference_doctype": reference_doctype,
			"reference_name": reference_name,
		}
	)
	return log.insert(ignore_permissions=True)


def _sorted(title: Any, message: str | None) -> tuple[Any, str | None]:
	if title and message and "\n" in str(title) and "\n" not in message:
		return message, title
	if title and not message and "\n" in str(title):
		return None, title
	return title, message


def logger(
	module: str | None = None,
	with_more_info: bool = False,
	allow_site: bool = True,
	filter: Any = None,
	max_size: int = 100_000,
	file_count: int = 20,
) -> logging.Logger:
	"""A logger that writes to `logs/<module>.log` of the site."""
	module = module or "frappe"
	site_path = getattr(frappe.local, "site_path", None)
	name = f"{module}-{site_path or 'all'}"
	found = logging.getLogger(name)
	if not found.handlers:
		found.propagate = False
		found.setLevel(logging.INFO)
		found.addHandler(_handler(site_path, module, max_size, file_count))
	return found


def _handler(site_path: str | None, module: str, max_size: int, file_count: int) -> logging.Handler:
	if not site_path or not os.path.isdir(site_path):
		return logging.NullHandler()
	folder = os.path.join(site_path, "logs")
	os.makedirs(folder, exist_ok=True)
	path = os.path.join(folder, f"{module}.log")
	handler = RotatingFileHandler(path, maxBytes=max_size, backupCount=file_count, delay=True)
	handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
	return handler
