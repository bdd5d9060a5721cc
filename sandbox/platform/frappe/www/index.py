"""The sandbox's front page: the apps that add themselves to the apps screen."""

import frappe

no_cache = 1


def get_context(context):
	"""Their titles and addresses."""
	context.title = (frappe.get_hooks("app_title") or ["Frappe"])[-1]
	context.apps = frappe.get_hooks("add_to_apps_screen")
