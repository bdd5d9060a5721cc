"""How large a file may be."""

import frappe
from frappe.utils import cint


def get_max_file_size() -> int:
	"""The largest file in bytes: System Settings (in MB), the site's configuration, or 25 MB."""
	megabytes = cint(frappe.get_system_settings("max_file_size"))
	return megabytes * 1048576 or cint(frappe.conf.get("max_file_size")) or 25 * 1048576
