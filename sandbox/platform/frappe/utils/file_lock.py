"""Locks of documents, as files of the site that every process sees."""

import os
import time
from pathlib import Path

import frappe


def _path(name: str) -> Path:
	return Path(frappe.get_site_path("locks", f"{name}.lock"))


def create_lock(name: str) -> bool:
	"""Take a lock; False when it was taken."""
	path = _path(name)
	path.parent.mkdir(exist_ok=True)
	try:
		os.close(os.open(path, os.O_CREAT | os.O_EXCL))
	except FileExistsError:
		return False
	return True


def lock_exists(name: str) -> bool:
	"""Is it taken?"""
	return _path(name).exists()


def lock_age(name: str) -> float:
	"""Seconds since it was taken."""
	return time.time() - _path(name).stat().st_mtime


def delete_lock(name: str) -> None:
	"""Give it back."""
	_path(name).unlink(missing_ok=True)
