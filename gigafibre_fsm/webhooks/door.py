"""Before Frappe looks at what was sent: at these doors, words in a body are what is told, never what to do."""

import frappe

PREFIX = "/api/method/gigafibre_fsm.api.webhooks."
SUFFIX = ".receive"


def forget_arguments() -> None:
	"""Drop the arguments Frappe read from a webhook's body (hook before_request): the intake reads the raw one.

	Frappe would call whatever a `cmd` among them names, before it looks at the address.
	"""
	path = frappe.request.path
	if path.startswith(PREFIX) and path.rstrip("/").endswith(SUFFIX):
		frappe.local.form_dict = frappe._dict()
