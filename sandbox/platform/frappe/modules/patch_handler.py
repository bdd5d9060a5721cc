"""patches.txt: what has run is in Patch Log, and runs once."""

import os
from enum import Enum

import frappe


class PatchError(Exception):
	"""A patch failed."""


class PatchType(Enum):
	"""Before or after the DocTypes are synced."""

	pre_model_sync = "pre_model_sync"
	post_model_sync = "post_model_sync"


def run_all(skip_failing: bool = False, patch_type: PatchType | None = None) -> list[str]:
	"""Run the patches that have not run; which those were."""
	executed = set(frappe.get_all("Patch Log", filters={"skipped": 0}, pluck="patch", order_by=None))
	ran = []
	for patch in get_all_patches(patch_type):
		if patch not in executed and run_single(patch, skip_failing):
			ran.append(patch)
	return ran


def get_all_patches(patch_type: PatchType | None = None) -> list[str]:
	"""Patches of every installed app."""
	return [patch for app in frappe.get_installed_apps() for patch in get_patches_from_app(app, patch_type)]


def get_patches_from_app(app: str, patch_type: PatchType | None = None) -> list[str]:
	"""The lines of an app's patches.txt, of one section or of both. Without sections, all run before the sync."""
	path = os.path.join(frappe.get_app_path(app), "patches.txt")
	section = PatchType.pre_model_sync
	found = []
	for line in frappe.get_file_items(path):
		if line.startswith("["):
			section = PatchType(line.strip("[] "))
		elif patch_type in (None, section):
			found.append(line)
	return found


def run_single(patchmodule: str, skip_failing: bool = False) -> bool:
	"""Run one patch in its own transaction and note it."""
	frappe.flags.in_patch = True
	try:
		if patchmodule.startswith("execute:"):
			raise NotImplementedError("patches.txt: execute lines")
		frappe.get_attr(f"{patchmodule.split()[0]}.execute")()
		update_patch_log(patchmodule)
		frappe.db.commit()
	except Exception:
		frappe.db.rollback()
		if not skip_failing:
			raise
		return False
	finally:
		frappe.flags.in_patch = False
	return True


def update_patch_log(patchmodule: str, skipped: bool = False) -> None:
	"""Note that a patch has run."""
	frappe.get_doc(doctype="Patch Log", patch=patchmodule, skipped=int(skipped)).insert(
		ignore_permissions=True
	)


def executed(patchmodule: str) -> str | None:
	"""Has the patch run?"""
	return frappe.db.get_value("Patch Log", {"patch": patchmodule, "skipped": 0})
