"""Helpers under the names Frappe gives them; what they do is in the files beside this one."""
# ruff: noqa: F403 — this module is a list of names

from frappe.utils._people import *
from frappe.utils._system import *
from frappe.utils.data import *
