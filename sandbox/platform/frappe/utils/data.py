"""Everything of `frappe.utils` that turns one value into another, under the name Frappe keeps it."""
# ruff: noqa: F403 — this module is a list of names

from frappe.utils._dates import *
from frappe.utils._formats import *
from frappe.utils._numbers import *
from frappe.utils._text import *
from frappe.utils._urls import *
